/**
 * SMB2 packet header, [MS-SMB2] 2.2.1, and the error response of 2.2.2.
 *
 * | at | size | field                                                             |
 * |---:|-----:|-------------------------------------------------------------------|
 * |  0 |    4 | ProtocolId, FE 'S' 'M' 'B'                                        |
 * |  4 |    2 | StructureSize, 64                                                 |
 * |  6 |    2 | CreditCharge                                                      |
 * |  8 |    4 | Status; in requests ChannelSequence and Reserved                  |
 * | 12 |    2 | Command                                                           |
 * | 14 |    2 | CreditRequest, CreditResponse                                     |
 * | 16 |    4 | Flags                                                             |
 * | 20 |    4 | NextCommand                                                       |
 * | 24 |    8 | MessageId                                                         |
 * | 32 |    4 | Reserved         | with SMB2_FLAGS_ASYNC_COMMAND: AsyncId (8)     |
 * | 36 |    4 | TreeId           |                                                |
 * | 40 |    8 | SessionId                                                         |
 * | 48 |   16 | Signature                                                         |
 * | 64 |      | the body, which begins with its own StructureSize (2)             |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';

/** Command codes, [MS-SMB2] 2.2.1.2. */
export const commands = {
  NEGOTIATE: 0x0000,
  SESSION_SETUP: 0x0001,
  LOGOFF: 0x0002,
  TREE_CONNECT: 0x0003,
  TREE_DISCONNECT: 0x0004,
  IOCTL: 0x000b,
  ECHO: 0x000d,
  OPLOCK_BREAK: 0x0012,
} as const;

/** Flags, [MS-SMB2] 2.2.1.2. */
export const headerFlags = {
  SMB2_FLAGS_SERVER_TO_REDIR: 0x00000001,
  SMB2_FLAGS_ASYNC_COMMAND: 0x00000002,
  SMB2_FLAGS_SIGNED: 0x00000008,
} as const;

/** Length of the header, and where the body begins. */
export const headerSize = 64;

/** Where the fields stand that are written when a message is about to be sent. */
export const fieldAt = { creditRequest: 14, flags: 16, messageId: 24, signature: 48 } as const;
export const signatureSize = 16;

const protocol = 0x424d53fe;
const upperHalf = 0x1_0000_0000;

/** What a sender chooses in a header. The command and the direction come from the message. */
export interface Head {
  /** NTSTATUS; 0 in requests. */
  readonly status?: number;
  readonly creditCharge: number;
  /** Credits asked for, or granted. */
  readonly credits: number;
  readonly messageId: number;
  readonly treeId: number;
  readonly sessionId: bigint;
}

/** A header as it was received. */
export interface Header {
  readonly command: number;
  /** Whether SMB2_FLAGS_SERVER_TO_REDIR is set. */
  readonly reply: boolean;
  readonly statusForm: 'nt';
  readonly status: number;
  readonly creditCharge: number;
  readonly credits: number;
  readonly async: boolean;
  readonly signed: boolean;
  /** Exact up to 2^53; -1 (all bits) for what nobody asked for. */
  readonly messageId: number;
  /** 0 where the message is asynchronous. */
  readonly treeId: number;
  readonly sessionId: bigint;
}

/** Whether a message begins with an SMB2 header. */
export function isSmb2(message: Buffer): boolean {
  return message.length >= 4 && message.readUInt32LE(0) === protocol;
}

/** A message with its header written and the size of its structure; the rest of the body is still zero. */
export function startMessage(
  command: number,
  direction: 'request' | 'response',
  head: Head,
  body: { readonly structureSize: number; readonly length: number },
): Buffer {
  const message = Buffer.alloc(headerSize + body.length);
  message.writeUInt32LE(protocol, 0);
  message.writeUInt16LE(headerSize, 4);
  message.writeUInt16LE(head.creditCharge, 6);
  message.writeUInt32LE(head.status ?? 0, 8);
  message.writeUInt16LE(command, 12);
  message.writeUInt16LE(head.credits, fieldAt.creditRequest);
  message.writeUInt32LE(direction === 'response' ? headerFlags.SMB2_FLAGS_SERVER_TO_REDIR : 0, fieldAt.flags);
  writeMessageId(message, head.messageId);
  message.writeUInt32LE(head.treeId, 36);
  message.writeBigUInt64LE(head.sessionId, 40);
  message.writeUInt16LE(body.structureSize, headerSize);
  return message;
}

/** Numbers a message that is about to be sent. */
export function writeMessageId(message: Buffer, messageId: number): void {
  message.writeUInt32LE(messageId % upperHalf, fieldAt.messageId);
  message.writeUInt32LE(Math.floor(messageId / upperHalf), fieldAt.messageId + 4);
}

/** A response with an error status and no data, [MS-SMB2] 2.2.2: a body of 9 bytes, the last one for nothing. */
export function encodeErrorResponse(command: number, head: Head): Buffer {
  return startMessage(command, 'response', head, { structureSize: 9, length: 9 });
}

/** The header of a message. One that is followed by another in the same frame is none that anybody asked for. */
export function decodeHeader(message: Buffer): Result<Header, Malformed> {
  if (!isSmb2(message)) return malformed('ProtocolId', message.length < 4 ? 'too-short' : 'wrong-value');
  if (message.length < headerSize + 2) return malformed('header', 'too-short');
  if (message.readUInt16LE(4) !== headerSize) return malformed('StructureSize', 'wrong-value');
  if (message.readUInt32LE(20) !== 0) return malformed('NextCommand', 'wrong-value');
  const flags = message.readUInt32LE(fieldAt.flags);
  const low = message.readUInt32LE(fieldAt.messageId);
  const high = message.readUInt32LE(fieldAt.messageId + 4);
  const async = (flags & headerFlags.SMB2_FLAGS_ASYNC_COMMAND) !== 0;
  return success({
    command: message.readUInt16LE(12),
    reply: (flags & headerFlags.SMB2_FLAGS_SERVER_TO_REDIR) !== 0,
    statusForm: 'nt',
    status: message.readUInt32LE(8),
    creditCharge: message.readUInt16LE(6),
    credits: message.readUInt16LE(fieldAt.creditRequest),
    async,
    signed: (flags & headerFlags.SMB2_FLAGS_SIGNED) !== 0,
    messageId: low === upperHalf - 1 && high === upperHalf - 1 ? -1 : high * upperHalf + low,
    treeId: async ? 0 : message.readUInt32LE(36),
    sessionId: message.readBigUInt64LE(40),
  });
}

/** Checks that a body has the structure that its command names: the first two bytes, and room for the fixed part. */
export function checkBody(
  message: Buffer,
  structureSize: number,
): { readonly ok: false; readonly error: Malformed } | null {
  // The lowest bit of a StructureSize stands for a buffer of any length, which may be empty.
  if (message.length < headerSize + (structureSize & ~1)) return malformed('body', 'too-short');
  return message.readUInt16LE(headerSize) === structureSize ? null : malformed('StructureSize', 'wrong-value');
}

/** The bytes that an offset (from the header's start) and a length name. */
export function readBuffer(message: Buffer, at: number, length: number, field: string): Result<Buffer, Malformed> {
  if (length === 0) return success(message.subarray(0, 0));
  if (at < headerSize || at + length > message.length) return malformed(field, 'beyond-end');
  return success(message.subarray(at, at + length));
}
