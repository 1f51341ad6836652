/**
 * NEGOTIATE, [MS-SMB2] 2.2.3 and 2.2.4.
 *
 * | request                                  | response                              |
 * |------------------------------------------|---------------------------------------|
 * |  64 StructureSize, 36 (2)                |  64 StructureSize, 65 (2)             |
 * |  66 DialectCount (2)                     |  66 SecurityMode (2)                  |
 * |  68 SecurityMode (2)                     |  68 DialectRevision (2)               |
 * |  70 Reserved (2)                         |  70 NegotiateContextCount (2)         |
 * |  72 Capabilities (4)                     |  72 ServerGuid (16)                   |
 * |  76 ClientGuid (16)                      |  88 Capabilities (4)                  |
 * |  92 NegotiateContextOffset (4)           |  92 MaxTransactSize (4)               |
 * |  96 NegotiateContextCount (2), Reserved2 |  96 MaxReadSize (4)                   |
 * | 100 Dialects (2 each)                    | 100 MaxWriteSize (4)                  |
 * |     padding to 8, NegotiateContextList   | 104 SystemTime (8)                    |
 * |                                          | 112 ServerStartTime (8)               |
 * |                                          | 120 SecurityBufferOffset, Length (4)  |
 * |                                          | 124 NegotiateContextOffset (4)        |
 * |                                          | 128 Buffer, padding to 8, contexts    |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import { dateFromFiletime, filetimeFromDate } from '../../net/filetime.ts';
import type { Head } from './header.ts';
import { checkBody, commands, headerSize, readBuffer, startMessage } from './header.ts';
import type { NegotiateContexts } from './negotiate-contexts.ts';
import { aligned, decodeContexts, encodeContexts, noContexts } from './negotiate-contexts.ts';

/** Dialects, lowest first; [MS-SMB2] 2.2.3. */
export const smb2Dialects = [0x0202, 0x0210, 0x0300, 0x0302, 0x0311] as const;
export const smb311 = 0x0311;

/** DialectRevision in the answer to "SMB 2.???": ask again in SMB2. */
export const anySmb2Dialect = 0x02ff;

/** SecurityMode, [MS-SMB2] 2.2.3 and 2.2.4. */
export const smb2SecurityModes = {
  SMB2_NEGOTIATE_SIGNING_ENABLED: 0x0001,
  SMB2_NEGOTIATE_SIGNING_REQUIRED: 0x0002,
} as const;

/** Capabilities, [MS-SMB2] 2.2.3 and 2.2.4. */
export const smb2Capabilities = {
  SMB2_GLOBAL_CAP_DFS: 0x00000001,
  SMB2_GLOBAL_CAP_LEASING: 0x00000002,
  SMB2_GLOBAL_CAP_LARGE_MTU: 0x00000004,
  SMB2_GLOBAL_CAP_MULTI_CHANNEL: 0x00000008,
  SMB2_GLOBAL_CAP_PERSISTENT_HANDLES: 0x00000010,
  SMB2_GLOBAL_CAP_DIRECTORY_LEASING: 0x00000020,
  SMB2_GLOBAL_CAP_ENCRYPTION: 0x00000040,
  SMB2_GLOBAL_CAP_NOTIFICATIONS: 0x00000080,
} as const;

export interface NegotiateRequest {
  readonly dialects: readonly number[];
  readonly securityMode: number;
  /** What the client can do; 0 unless a 3.x dialect is offered. */
  readonly capabilities: number;
  /** 16 bytes. */
  readonly clientGuid: Buffer;
  /** Sent only where 3.1.1 is offered. */
  readonly contexts: NegotiateContexts;
}

export interface NegotiateResponse {
  readonly securityMode: number;
  readonly dialect: number;
  /** 16 bytes. */
  readonly serverGuid: Buffer;
  readonly capabilities: number;
  readonly maxTransactSize: number;
  readonly maxReadSize: number;
  readonly maxWriteSize: number;
  readonly systemTime: Date | null;
  /** When the server started; most servers no longer say. */
  readonly serverStartTime: Date | null;
  /** A SPNEGO token, see ntlm/spnego.ts; may be empty. */
  readonly securityBuffer: Buffer;
  /** Only with 3.1.1. */
  readonly contexts: NegotiateContexts;
}

const dialectsAt = 100;
const bufferAt = 128;

/** Bytes of a NEGOTIATE request. */
export function encodeNegotiateRequest(head: Head, request: NegotiateRequest): Buffer {
  const { dialects } = request;
  const { bytes, count } = encodeContexts(dialects.includes(smb311) ? request.contexts : noContexts);
  const dialectsEnd = dialectsAt + 2 * dialects.length;
  const contextsAt = aligned(dialectsEnd);
  const message = startMessage(commands.NEGOTIATE, 'request', head, {
    structureSize: 36,
    length: (count === 0 ? dialectsEnd : contextsAt + bytes.length) - headerSize,
  });
  message.writeUInt16LE(dialects.length, 66);
  message.writeUInt16LE(request.securityMode, 68);
  message.writeUInt32LE(request.capabilities, 72);
  request.clientGuid.copy(message, 76, 0, 16);
  dialects.forEach((dialect, index) => message.writeUInt16LE(dialect, dialectsAt + 2 * index));
  if (count > 0) {
    message.writeUInt32LE(contextsAt, 92);
    message.writeUInt16LE(count, 96);
    bytes.copy(message, contextsAt);
  }
  return message;
}

/** What a client offers. */
export function decodeNegotiateRequest(message: Buffer): Result<NegotiateRequest, Malformed> {
  const refusal = checkBody(message, 36);
  if (refusal !== null) return refusal;
  const count = message.readUInt16LE(66);
  if (dialectsAt + 2 * count > message.length) return malformed('DialectCount', 'beyond-end');
  const dialects = Array.from({ length: count }, (_, index) => message.readUInt16LE(dialectsAt + 2 * index));
  const contexts = dialects.includes(smb311)
    ? decodeContexts(message, message.readUInt32LE(92), message.readUInt16LE(96))
    : success(noContexts);
  if (!contexts.ok) return contexts;
  return success({
    dialects,
    securityMode: message.readUInt16LE(68),
    capabilities: message.readUInt32LE(72),
    clientGuid: message.subarray(76, 92),
    contexts: contexts.value,
  });
}

/** Bytes of a NEGOTIATE response. */
export function encodeNegotiateResponse(head: Head, response: NegotiateResponse): Buffer {
  const { securityBuffer, dialect } = response;
  const { bytes, count } = encodeContexts(dialect === smb311 ? response.contexts : noContexts);
  const bufferEnd = bufferAt + securityBuffer.length;
  const contextsAt = aligned(bufferEnd);
  const message = startMessage(commands.NEGOTIATE, 'response', head, {
    structureSize: 65,
    length: (count === 0 ? bufferEnd : contextsAt + bytes.length) - headerSize,
  });
  message.writeUInt16LE(response.securityMode, 66);
  message.writeUInt16LE(dialect, 68);
  response.serverGuid.copy(message, 72, 0, 16);
  message.writeUInt32LE(response.capabilities, 88);
  message.writeUInt32LE(response.maxTransactSize, 92);
  message.writeUInt32LE(response.maxReadSize, 96);
  message.writeUInt32LE(response.maxWriteSize, 100);
  writeTime(message, 104, response.systemTime);
  writeTime(message, 112, response.serverStartTime);
  message.writeUInt16LE(bufferAt, 120);
  message.writeUInt16LE(securityBuffer.length, 122);
  securityBuffer.copy(message, bufferAt);
  if (count > 0) {
    message.writeUInt16LE(count, 70);
    message.writeUInt32LE(contextsAt, 124);
    bytes.copy(message, contextsAt);
  }
  return message;
}

function writeTime(message: Buffer, at: number, time: Date | null): void {
  message.writeBigUInt64LE(time === null ? 0n : filetimeFromDate(time), at);
}

/** What a server says of itself. */
export function decodeNegotiateResponse(message: Buffer): Result<NegotiateResponse, Malformed> {
  const refusal = checkBody(message, 65);
  if (refusal !== null) return refusal;
  const securityBuffer = readBuffer(
    message,
    message.readUInt16LE(120),
    message.readUInt16LE(122),
    'SecurityBufferOffset',
  );
  if (!securityBuffer.ok) return securityBuffer;
  const dialect = message.readUInt16LE(68);
  // With an older dialect these fields are reserved.
  const contexts =
    dialect === smb311
      ? decodeContexts(message, message.readUInt32LE(124), message.readUInt16LE(70))
      : success(noContexts);
  if (!contexts.ok) return contexts;
  return success({
    securityMode: message.readUInt16LE(66),
    dialect,
    serverGuid: message.subarray(72, 88),
    capabilities: message.readUInt32LE(88),
    maxTransactSize: message.readUInt32LE(92),
    maxReadSize: message.readUInt32LE(96),
    maxWriteSize: message.readUInt32LE(100),
    systemTime: dateFromFiletime(message.readBigUInt64LE(104)),
    serverStartTime: dateFromFiletime(message.readBigUInt64LE(112)),
    securityBuffer: securityBuffer.value,
    contexts: contexts.value,
  });
}
