/** Names of NetBIOS over TCP: 15 characters and a suffix that says what bears the name, [RFC 1001] 14. */
const nameLength = 15;

/** What answers for the file server whatever its own name is, on all but the oldest servers. */
export const anyFileServer = '*SMBSERVER';

export const suffixes = { workstation: 0x00, fileServer: 0x20 } as const;

/** A PC's name as NetBIOS, and accounts that may sign in only from certain PCs, know it: the first label, in capitals. */
export function netbiosName(name: string): string {
  const [label = ''] = name.split('.');
  return label.slice(0, nameLength).toUpperCase();
}

/**
 * First-level encoding in 34 bytes, [RFC 1001] 14.1 and [RFC 1002] 4.1: padded with spaces, each half byte as a letter
 * from "A" on, between the length 0x20 and the root's empty label. Letters outside Latin-1 become "?".
 */
export function encodeName(name: string, suffix: number): Buffer {
  const bytes = Buffer.from(
    name
      .replace(/[^\x20-\xff]/gu, '?')
      .slice(0, nameLength)
      .padEnd(nameLength),
    'latin1',
  );
  const letters = [...bytes, suffix].flatMap((byte) => [0x41 + (byte >> 4), 0x41 + (byte & 0x0f)]);
  return Buffer.from([letters.length, ...letters, 0]);
}
