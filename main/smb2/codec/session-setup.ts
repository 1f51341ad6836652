/**
 * SESSION_SETUP, [MS-SMB2] 2.2.5 and 2.2.6.
 *
 * | request                                 | response                                |
 * |-----------------------------------------|-----------------------------------------|
 * | 64 StructureSize, 25 (2)                | 64 StructureSize, 9 (2)                 |
 * | 66 Flags (1)                            | 66 SessionFlags (2)                     |
 * | 67 SecurityMode (1)                     | 68 SecurityBufferOffset (2), Length (2) |
 * | 68 Capabilities (4)                     | 72 Buffer                               |
 * | 72 Channel (4)                          |                                         |
 * | 76 SecurityBufferOffset (2), Length (2) |                                         |
 * | 80 PreviousSessionId (8)                |                                         |
 * | 88 Buffer                               |                                         |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import type { Head } from './header.ts';
import { checkBody, commands, headerSize, readBuffer, startMessage } from './header.ts';

/** SessionFlags, [MS-SMB2] 2.2.6. */
export const sessionFlags = {
  SMB2_SESSION_FLAG_IS_GUEST: 0x0001,
  SMB2_SESSION_FLAG_IS_NULL: 0x0002,
  SMB2_SESSION_FLAG_ENCRYPT_DATA: 0x0004,
} as const;

export interface SessionSetupRequest {
  /** See `smb2SecurityModes`. */
  readonly securityMode: number;
  readonly capabilities: number;
  /** A session of an earlier connection that this one takes the place of; 0 for none. */
  readonly previousSessionId: bigint;
  readonly buffer: Buffer;
}

export interface SessionSetupResponse {
  readonly sessionFlags: number;
  readonly buffer: Buffer;
}

const requestBufferAt = 88;
const responseBufferAt = 72;

/** Bytes of a SESSION_SETUP request. */
export function encodeSessionSetupRequest(head: Head, request: SessionSetupRequest): Buffer {
  const message = startMessage(commands.SESSION_SETUP, 'request', head, {
    structureSize: 25,
    length: requestBufferAt - headerSize + request.buffer.length,
  });
  message[67] = request.securityMode;
  message.writeUInt32LE(request.capabilities, 68);
  message.writeUInt16LE(requestBufferAt, 76);
  message.writeUInt16LE(request.buffer.length, 78);
  message.writeBigUInt64LE(request.previousSessionId, 80);
  request.buffer.copy(message, requestBufferAt);
  return message;
}

/** What a client signs in with. */
export function decodeSessionSetupRequest(message: Buffer): Result<SessionSetupRequest, Malformed> {
  const refusal = checkBody(message, 25);
  if (refusal !== null) return refusal;
  const buffer = readBuffer(message, message.readUInt16LE(76), message.readUInt16LE(78), 'SecurityBufferOffset');
  if (!buffer.ok) return buffer;
  return success({
    securityMode: message.readUInt8(67),
    capabilities: message.readUInt32LE(68),
    previousSessionId: message.readBigUInt64LE(80),
    buffer: buffer.value,
  });
}

/** Bytes of a SESSION_SETUP response. */
export function encodeSessionSetupResponse(head: Head, response: SessionSetupResponse): Buffer {
  const message = startMessage(commands.SESSION_SETUP, 'response', head, {
    structureSize: 9,
    length: responseBufferAt - headerSize + response.buffer.length,
  });
  message.writeUInt16LE(response.sessionFlags, 66);
  message.writeUInt16LE(responseBufferAt, 68);
  message.writeUInt16LE(response.buffer.length, 70);
  response.buffer.copy(message, responseBufferAt);
  return message;
}

/** What a server says to one leg of a sign-in, be it the last one or not. */
export function decodeSessionSetupResponse(message: Buffer): Result<SessionSetupResponse, Malformed> {
  const refusal = checkBody(message, 9);
  if (refusal !== null) return refusal;
  const buffer = readBuffer(message, message.readUInt16LE(68), message.readUInt16LE(70), 'SecurityBufferOffset');
  if (!buffer.ok) return buffer;
  return success({ sessionFlags: message.readUInt16LE(66), buffer: buffer.value });
}
