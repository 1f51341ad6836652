/**
 * SMB_Header, [MS-CIFS] 2.2.3.1 and [MS-SMB] 2.2.3.1, and the frame of every message behind it, [MS-CIFS] 2.2.3.2-3.
 *
 * | at | size | field                                                   |
 * |---:|-----:|---------------------------------------------------------|
 * |  0 |    4 | Protocol, FF 'S' 'M' 'B'                                |
 * |  4 |    1 | Command                                                 |
 * |  5 |    4 | Status: NTSTATUS, or ErrorClass, Reserved, ErrorCode    |
 * |  9 |    1 | Flags                                                   |
 * | 10 |    2 | Flags2                                                  |
 * | 12 |    2 | PIDHigh                                                 |
 * | 14 |    8 | SecurityFeatures                                        |
 * | 22 |    2 | Reserved                                                |
 * | 24 |    2 | TID                                                     |
 * | 26 |    2 | PIDLow                                                  |
 * | 28 |    2 | UID                                                     |
 * | 30 |    2 | MID                                                     |
 * | 32 |    1 | WordCount                                               |
 * | 33 | 2*WC | Words                                                   |
 * |    |    2 | ByteCount, then that many bytes                         |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import { flags, flags2 } from './flags.ts';

/** Command codes, [MS-CIFS] 2.2.2.1. */
export const commands = {
  SMB_COM_CLOSE: 0x04,
  SMB_COM_FLUSH: 0x05,
  SMB_COM_DELETE: 0x06,
  SMB_COM_LOCKING_ANDX: 0x24,
  SMB_COM_ECHO: 0x2b,
  SMB_COM_READ_ANDX: 0x2e,
  SMB_COM_WRITE_ANDX: 0x2f,
  SMB_COM_TRANSACTION2: 0x32,
  SMB_COM_FIND_CLOSE2: 0x34,
  SMB_COM_TREE_DISCONNECT: 0x71,
  SMB_COM_NEGOTIATE: 0x72,
  SMB_COM_SESSION_SETUP_ANDX: 0x73,
  SMB_COM_LOGOFF_ANDX: 0x74,
  SMB_COM_TREE_CONNECT_ANDX: 0x75,
  SMB_COM_NT_TRANSACT: 0xa0,
  SMB_COM_NT_CREATE_ANDX: 0xa2,
  SMB_COM_NT_CANCEL: 0xa4,
} as const;

/** AndXCommand when nothing follows, [MS-CIFS] 2.2.3.4. */
export const noAndX = 0xff;

/** Length of the header, and where the words begin. */
export const headerSize = 32;
export const wordsAt = 33;

const protocol = 0x424d53ff;
const smb2Protocol = 0x424d53fe;

/** What a sender chooses in a header. The command and the reply bit come from the message. */
export interface Head {
  /** The four status bytes as a little-endian number; 0 in requests. */
  readonly status?: number;
  readonly flags2: number;
  /** PIDHigh and PIDLow as one number. */
  readonly pid: number;
  readonly tid: number;
  readonly uid: number;
  readonly mid: number;
}

/** A header as it was received. */
export interface Header {
  readonly command: number;
  /** Whether SMB_FLAGS_REPLY is set. */
  readonly reply: boolean;
  /** The form is told by SMB_FLAGS2_NT_STATUS of this same message. */
  readonly statusForm: 'nt' | 'dos';
  readonly status: number;
  readonly flags2: number;
  readonly unicode: boolean;
  readonly pid: number;
  readonly tid: number;
  readonly uid: number;
  readonly mid: number;
  readonly wordCount: number;
  /** Where the bytes begin, and where they end. */
  readonly bytesAt: number;
  readonly bytesEnd: number;
}

/** Which protocol a message belongs to, by its first four bytes. */
export function protocolOf(message: Buffer): 'smb1' | 'smb2' | 'other' {
  if (message.length < 4) return 'other';
  const first = message.readUInt32LE(0);
  return first === protocol ? 'smb1' : first === smb2Protocol ? 'smb2' : 'other';
}

/** The command code of a message that has a header. */
export function commandOf(message: Buffer): number {
  return message.readUInt8(4);
}

/** Where the bytes begin in a message of `wordCount` words. */
export function bytesOffset(wordCount: number): number {
  return wordsAt + 2 * wordCount + 2;
}

/** A message with header, WordCount and ByteCount written, words and bytes still zero. */
export function startMessage(
  command: number,
  direction: 'request' | 'response',
  head: Head,
  wordCount: number,
  byteCount: number,
): Buffer {
  const message = Buffer.alloc(bytesOffset(wordCount) + byteCount);
  message.writeUInt32LE(protocol, 0);
  message[4] = command;
  message.writeUInt32LE(head.status ?? 0, 5);
  message[9] =
    direction === 'response'
      ? flags.SMB_FLAGS_REPLY | flags.SMB_FLAGS_CASE_INSENSITIVE
      : flags.SMB_FLAGS_CASE_INSENSITIVE | flags.SMB_FLAGS_CANONICALIZED_PATHS;
  message.writeUInt16LE(head.flags2, 10);
  message.writeUInt16LE(head.pid >>> 16, 12);
  message.writeUInt16LE(head.tid, 24);
  message.writeUInt16LE(head.pid & 0xffff, 26);
  message.writeUInt16LE(head.uid, 28);
  message.writeUInt16LE(head.mid, 30);
  message[headerSize] = wordCount;
  message.writeUInt16LE(byteCount, wordsAt + 2 * wordCount);
  return message;
}

/** A response without words and bytes, as servers send with an error status ([MS-CIFS] 3.3.4.1.2). */
export function encodeEmptyResponse(command: number, head: Head): Buffer {
  return startMessage(command, 'response', head, 0, 0);
}

/** The header of a message, with the extent of its words and bytes checked. */
export function decodeHeader(message: Buffer): Result<Header, Malformed> {
  if (protocolOf(message) !== 'smb1') return malformed('Protocol', message.length < 4 ? 'too-short' : 'wrong-value');
  const wordCount = message[headerSize];
  if (wordCount === undefined) return malformed('WordCount', 'too-short');
  const bytesAt = bytesOffset(wordCount);
  if (bytesAt > message.length) return malformed('WordCount', 'beyond-end');
  const bytesEnd = bytesAt + message.readUInt16LE(bytesAt - 2);
  if (bytesEnd > message.length) return malformed('ByteCount', 'beyond-end');
  const bits = message.readUInt16LE(10);
  return success({
    command: commandOf(message),
    reply: (message.readUInt8(9) & flags.SMB_FLAGS_REPLY) !== 0,
    statusForm: (bits & flags2.SMB_FLAGS2_NT_STATUS) !== 0 ? 'nt' : 'dos',
    status: message.readUInt32LE(5),
    flags2: bits,
    unicode: (bits & flags2.SMB_FLAGS2_UNICODE) !== 0,
    pid: message.readUInt16LE(12) * 0x10000 + message.readUInt16LE(26),
    tid: message.readUInt16LE(24),
    uid: message.readUInt16LE(28),
    mid: message.readUInt16LE(30),
    wordCount,
    bytesAt,
    bytesEnd,
  });
}

/**
 * Writes "no command follows" where AndX messages say so. Offsets to a following block are never followed by the
 * decoders, so none can lead in circles.
 */
export function writeNoAndX(message: Buffer): void {
  message[wordsAt] = noAndX;
}
