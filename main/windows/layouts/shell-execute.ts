/** SHELLEXECUTEINFOW (shellapi.h) on x64. */
export const shellExecuteInfoBytes = 112;
const offsets = { size: 0, mask: 4, verb: 16, file: 24, parameters: 32, show: 48, process: 104 } as const;

const SEE_MASK_NOCLOSEPROCESS = 0x40;
const SEE_MASK_NOASYNC = 0x100;
const SEE_MASK_FLAG_NO_UI = 0x400;
const SW_SHOWNORMAL = 1;

/** Where the texts stand, each with its terminating null; 0 for none. */
export interface ShellExecuteTexts {
  readonly verb: bigint;
  readonly file: bigint;
  readonly parameters: bigint;
}

/** A SHELLEXECUTEINFOW that gives the new process back and shows no message of its own. */
export function encodeShellExecuteInfo(texts: ShellExecuteTexts): Buffer {
  const octets = Buffer.alloc(shellExecuteInfoBytes);
  octets.writeUInt32LE(shellExecuteInfoBytes, offsets.size);
  octets.writeUInt32LE(SEE_MASK_NOCLOSEPROCESS | SEE_MASK_NOASYNC | SEE_MASK_FLAG_NO_UI, offsets.mask);
  octets.writeBigUInt64LE(texts.verb, offsets.verb);
  octets.writeBigUInt64LE(texts.file, offsets.file);
  octets.writeBigUInt64LE(texts.parameters, offsets.parameters);
  octets.writeInt32LE(SW_SHOWNORMAL, offsets.show);
  return octets;
}

/** The process that was started; null where there is none, as when a running program took the request over. */
export function startedProcess(octets: Buffer): bigint | null {
  const handle = octets.readBigUInt64LE(offsets.process);
  return handle === 0n ? null : handle;
}

/**
 * Words of a command line as the C runtime takes them apart again (CommandLineToArgvW): quoted where they have a space
 * or a quotation mark, with backslashes doubled before the latter.
 */
export function joinedWords(words: readonly string[]): string {
  return words
    .map((word) => {
      if (word !== '' && !/[\s"]/.test(word)) return word;
      return `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
    })
    .join(' ');
}
