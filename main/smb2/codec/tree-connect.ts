/**
 * TREE_CONNECT, [MS-SMB2] 2.2.9 and 2.2.10.
 *
 * | request                                 | response                    |
 * |-----------------------------------------|-----------------------------|
 * | 64 StructureSize, 9 (2)                 | 64 StructureSize, 16 (2)    |
 * | 66 Flags (2)                            | 66 ShareType (1), Reserved  |
 * | 68 PathOffset (2), PathLength (2)       | 68 ShareFlags (4)           |
 * | 72 Buffer: the path, in Unicode         | 72 Capabilities (4)         |
 * |                                         | 76 MaximalAccess (4)        |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import type { Head } from './header.ts';
import { checkBody, commands, headerSize, readBuffer, startMessage } from './header.ts';

/** ShareType, [MS-SMB2] 2.2.10. */
export const shareTypes = {
  SMB2_SHARE_TYPE_DISK: 0x01,
  SMB2_SHARE_TYPE_PIPE: 0x02,
  SMB2_SHARE_TYPE_PRINT: 0x03,
} as const;

/** ShareFlags: whoever uses the share has to encrypt; [MS-SMB2] 2.2.10. */
export const SMB2_SHAREFLAG_ENCRYPT_DATA = 0x00008000;

export interface TreeConnectResponse {
  readonly shareType: number;
  readonly shareFlags: number;
  readonly capabilities: number;
  readonly maximalAccess: number;
}

const pathAt = 72;

/** Bytes of a TREE_CONNECT request to `\\SERVER\SHARE`. */
export function encodeTreeConnectRequest(head: Head, path: string): Buffer {
  const name = Buffer.from(path, 'utf16le');
  const message = startMessage(commands.TREE_CONNECT, 'request', head, {
    structureSize: 9,
    length: pathAt - headerSize + name.length,
  });
  message.writeUInt16LE(pathAt, 68);
  message.writeUInt16LE(name.length, 70);
  name.copy(message, pathAt);
  return message;
}

/** The path of the share that a client asks for. */
export function decodeTreeConnectRequest(message: Buffer): Result<string, Malformed> {
  const refusal = checkBody(message, 9);
  if (refusal !== null) return refusal;
  const path = readBuffer(message, message.readUInt16LE(68), message.readUInt16LE(70), 'PathOffset');
  return path.ok ? success(path.value.toString('utf16le')) : path;
}

/** Bytes of a TREE_CONNECT response. */
export function encodeTreeConnectResponse(head: Head, response: TreeConnectResponse): Buffer {
  const message = startMessage(commands.TREE_CONNECT, 'response', head, { structureSize: 16, length: 16 });
  message[66] = response.shareType;
  message.writeUInt32LE(response.shareFlags, 68);
  message.writeUInt32LE(response.capabilities, 72);
  message.writeUInt32LE(response.maximalAccess, 76);
  return message;
}

/** What a server says about a share it has opened. */
export function decodeTreeConnectResponse(message: Buffer): Result<TreeConnectResponse, Malformed> {
  const refusal = checkBody(message, 16);
  if (refusal !== null) return refusal;
  return success({
    shareType: message.readUInt8(66),
    shareFlags: message.readUInt32LE(68),
    capabilities: message.readUInt32LE(72),
    maximalAccess: message.readUInt32LE(76),
  });
}
