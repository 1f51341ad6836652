import type { Answer, Script } from './scripted-smb1.ts';

/**
 * Replies made by hand from the tables of [MS-CIFS] 2.2.3.1 and 2.2.4, on purpose without the project's codec: a fake
 * that shares the client's mistakes would hide them.
 */
export interface ReplyParts {
  /** Little-endian on the wire: an NTSTATUS, or class and code of a DOS error (`class | code << 16`). */
  readonly status?: number;
  /** `dos` clears SMB_FLAGS2_NT_STATUS. */
  readonly form?: 'nt' | 'dos';
  /** The parameter words. */
  readonly words?: Buffer;
  readonly data?: Buffer;
  readonly uid?: number;
  readonly tid?: number;
  /** What WordCount and ByteCount say, where they are to lie. */
  readonly wordCount?: number;
  readonly byteCount?: number;
}

const flags2 = { unicode: 0x8000, ntStatus: 0x4000, longNames: 0x0001 } as const;

/** A reply to `request` (a whole frame), framed: command, PID, MID and what is not given come from the request. */
export function reply(request: Buffer, parts: ReplyParts = {}): Buffer {
  const words = parts.words ?? Buffer.alloc(0);
  const data = parts.data ?? Buffer.alloc(0);
  const header = Buffer.from(request.subarray(4, 36));
  header.writeUInt32LE((parts.status ?? 0) >>> 0, 5);
  header[9] = 0x88;
  const nt = parts.form === 'dos' ? 0 : flags2.ntStatus;
  header.writeUInt16LE(flags2.unicode | flags2.longNames | nt, 10);
  header.fill(0, 14, 22);
  if (parts.tid !== undefined) header.writeUInt16LE(parts.tid, 24);
  if (parts.uid !== undefined) header.writeUInt16LE(parts.uid, 28);
  const counts = { words: parts.wordCount ?? words.length / 2, bytes: parts.byteCount ?? data.length };
  return framed(Buffer.concat([header, Buffer.from([counts.words]), words, uint16(counts.bytes), data]));
}

/** Any message in its framing ([RFC 1002] 4.3.1). */
export function framed(message: Buffer): Buffer {
  const framing = Buffer.alloc(4);
  framing.writeUInt32BE(message.length, 0);
  return Buffer.concat([framing, message]);
}

/** An answer that is only a status. */
export function withStatus(status: number, form: 'nt' | 'dos' = 'nt'): Answer {
  return (request) => [reply(request, { status, form })];
}

/** Takes the request and keeps silent. */
export const noAnswer: Answer = () => [];

/** SecurityMode of the NEGOTIATE response ([MS-CIFS] 2.2.4.52.2). */
export const securityModes = {
  userLevel: 0x03,
  /** Challenge and response, but a password for each share. */
  shareLevel: 0x02,
  plaintext: 0x01,
  signingRequired: 0x0f,
} as const;

/** CAP_UNICODE, CAP_LARGE_FILES, CAP_NT_SMBS, CAP_STATUS32: no CAP_EXTENDED_SECURITY. */
const capabilities = 0x5c;

/** A NEGOTIATE response for `NT LM 0.12` with a challenge of eight bytes, unless the server wants plaintext. */
export function negotiateAnswer(securityMode: number): Answer {
  return (request) => {
    const dialect = dialects(request).indexOf('NT LM 0.12');
    if (dialect < 0) return noDialect(request);
    const challenge = securityMode & 0x02 ? Buffer.from('0102030405060708', 'hex') : Buffer.alloc(0);
    const words = Buffer.alloc(34);
    words.writeUInt16LE(dialect, 0);
    words[2] = securityMode;
    words.writeUInt16LE(50, 3);
    words.writeUInt16LE(1, 5);
    words.writeUInt32LE(16_644, 7);
    words.writeUInt32LE(65_536, 11);
    words.writeUInt32LE(capabilities, 19);
    // 1 January 2024, in units of 100 ns since 1601.
    words.writeBigUInt64LE(133_485_408_000_000_000n, 23);
    words[33] = challenge.length;
    return [reply(request, { words, data: Buffer.concat([challenge, text('LAB'), text('FAKE')]) })];
  };
}

/** No dialect of the client's is spoken: WordCount 1, DialectIndex 0xFFFF ([MS-CIFS] 2.2.4.52.2). */
export const noDialect: Answer = (request) => [reply(request, { words: uint16(0xffff) })];

/** The same as an older server says it, with no words at all. */
export const noWords: Answer = (request) => [reply(request)];

/** Succeeds by its status and carries nothing of what success must carry. */
export const emptySuccess: Answer = (request) => [reply(request)];

/** Two replies for one request, which contradict each other. */
export function contradiction(first: number, second: number): Answer {
  return (request) => [reply(request, { status: first }), reply(request, { status: second })];
}

/** Account restrictions, as NTSTATUS ([MS-ERREF] 2.3.1). */
export const accountRestrictions = {
  STATUS_INVALID_LOGON_HOURS: 0xc000006f,
  STATUS_INVALID_WORKSTATION: 0xc0000070,
  STATUS_PASSWORD_EXPIRED: 0xc0000071,
  STATUS_ACCOUNT_DISABLED: 0xc0000072,
  STATUS_ACCOUNT_EXPIRED: 0xc0000193,
  STATUS_PASSWORD_MUST_CHANGE: 0xc0000224,
  STATUS_ACCOUNT_LOCKED_OUT: 0xc0000234,
} as const;

const uid = 0x0801;
const tid = 0x1003;
const noAndX = Buffer.from([0xff, 0, 0, 0]);

/** [MS-CIFS] 2.2.4.53.2: AndX, Action (bit 0 says guest), then three strings; the first byte of the data only aligns. */
export function sessionSetupAnswer(action: number): Answer {
  const data = Buffer.concat([Buffer.alloc(1), text('FakeOS'), text('Fake 1.0'), text('LAB')]);
  return (request) => [reply(request, { uid, words: Buffer.concat([noAndX, uint16(action)]), data })];
}

/** [MS-CIFS] 2.2.4.55.2, for IPC$ or a disk by the name asked for; service and file system follow as strings. */
const treeConnectAnswer: Answer = (request) => {
  const isPipe = request.includes(text('IPC$').subarray(0, 8)) || request.includes('IPC$');
  const data = Buffer.concat([Buffer.from(isPipe ? 'IPC\0' : 'A:\0', 'latin1'), text(isPipe ? '' : 'NTFS')]);
  return [reply(request, { tid, words: Buffer.concat([noAndX, uint16(1)]), data })];
};

/** [MS-CIFS] 2.2.4.39.2: as many replies as EchoCount says, with what the request carried, numbered from 1. */
const echoAnswer: Answer = (request) => {
  const count = request.readUInt16LE(37);
  const data = request.subarray(41, 41 + request.readUInt16LE(39));
  return Array.from({ length: count }, (_, index) => reply(request, { words: uint16(index + 1), data }));
};

/** [MS-CIFS] 2.2.4.46.2 with SMB_QUERY_FS_SIZE_INFO ([MS-CIFS] 2.2.8.2.4): 24 bytes of data and no parameters. */
const transaction2Answer: Answer = (request) => {
  const sizes = Buffer.alloc(24);
  sizes.writeBigUInt64LE(1_000_000n, 0);
  sizes.writeBigUInt64LE(500_000n, 8);
  sizes.writeUInt32LE(8, 16);
  sizes.writeUInt32LE(512, 20);
  const dataOffset = 32 + 1 + 20 + 2 + 1;
  const counts = [0, sizes.length, 0, 0, dataOffset, 0, sizes.length, dataOffset, 0, 0];
  const words = Buffer.concat(counts.map(uint16));
  return [reply(request, { words, data: Buffer.concat([Buffer.alloc(1), sizes]) })];
};

/** A server without extended security which lets everybody in, has no files, and does not speak SMB2. */
export const defaultScript: Script = {
  negotiate: negotiateAnswer(securityModes.userLevel),
  sessionSetup: sessionSetupAnswer(0),
  treeConnect: treeConnectAnswer,
  echo: echoAnswer,
  transaction2: transaction2Answer,
  treeDisconnect: (request) => [reply(request)],
  logoff: (request) => [reply(request, { words: noAndX })],
  smb2: () => 'fin',
};

/** The dialect strings of a NEGOTIATE request, each headed by 0x02 and ended by a zero. */
function dialects(request: Buffer): readonly string[] {
  return request
    .subarray(39)
    .toString('latin1')
    .split('\0')
    .map((dialect) => dialect.slice(1));
}

/** Unicode with its ending zero. */
function text(characters: string): Buffer {
  return Buffer.from(`${characters}\0`, 'utf16le');
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
