/**
 * SMB_COM_TREE_CONNECT_ANDX, [MS-CIFS] 2.2.4.55 and [MS-SMB] 2.2.4.7.
 *
 * | request, 4 words                     | response, 2, 3 or 7 words                      |
 * |--------------------------------------|------------------------------------------------|
 * | 33 AndXCommand, Reserved, Offset (4) | 33 AndXCommand, Reserved, Offset (4)           |
 * | 37 Flags (2)                         | 37 OptionalSupport (2), from 3 words on        |
 * | 39 PasswordLength (2)                | 39 MaximalShareAccessRights (4), 7 words       |
 * | 41 ByteCount (2)                     | 43 GuestMaximalShareAccessRights (4), 7 words  |
 * | 43 Password                          | ByteCount (2)                                  |
 * |    Path                              | Service, always OEM                            |
 * |    Service, always OEM               | NativeFileSystem                               |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import { flags2 } from './flags.ts';
import type { Head, Header } from './header.ts';
import { bytesOffset, commands, startMessage, writeNoAndX } from './header.ts';
import { readString, stringSize, writeString } from './strings.ts';

/** Request flag: answer with the access rights as well, [MS-SMB] 2.2.4.7.1. */
export const TREE_CONNECT_ANDX_EXTENDED_RESPONSE = 0x0008;

/** Service that matches any kind of share. */
export const anyService = '?????';

export interface TreeConnectRequest {
  readonly flags: number;
  /** One zero byte where the security is user-level. */
  readonly password: Buffer;
  /** `\\SERVER\SHARE` */
  readonly path: string;
  /** "A:" disk, "LPT1:" printer, "IPC" pipes, "COMM" device, "?????" any. */
  readonly service: string;
}

export interface TreeConnectResponse {
  readonly optionalSupport: number | null;
  readonly accessRights: { readonly maximal: number; readonly guestMaximal: number } | null;
  readonly service: string;
  readonly nativeFileSystem: string;
}

/** Bytes of a TREE_CONNECT_ANDX request. */
export function encodeTreeConnectRequest(head: Head, request: TreeConnectRequest): Buffer {
  const unicode = (head.flags2 & flags2.SMB_FLAGS2_UNICODE) !== 0;
  const start = bytesOffset(4);
  const pathAt = start + request.password.length;
  const serviceAt = pathAt + stringSize(request.path, pathAt, unicode);
  const byteCount = serviceAt + stringSize(request.service, serviceAt, false) - start;
  const message = startMessage(commands.SMB_COM_TREE_CONNECT_ANDX, 'request', head, 4, byteCount);
  writeNoAndX(message);
  message.writeUInt16LE(request.flags, 37);
  message.writeUInt16LE(request.password.length, 39);
  request.password.copy(message, start);
  writeString(message, pathAt, request.path, unicode);
  writeString(message, serviceAt, request.service, false);
  return message;
}

/** The share that a client asks for. */
export function decodeTreeConnectRequest(message: Buffer, header: Header): Result<TreeConnectRequest, Malformed> {
  const { bytesAt, bytesEnd, unicode } = header;
  if (header.wordCount !== 4) return malformed('WordCount', 'wrong-value');
  const passwordEnd = bytesAt + message.readUInt16LE(39);
  if (passwordEnd > bytesEnd) return malformed('PasswordLength', 'beyond-end');
  const path = readString(message, passwordEnd, bytesEnd, unicode);
  return success({
    flags: message.readUInt16LE(37),
    password: message.subarray(bytesAt, passwordEnd),
    path: path.text,
    service: readString(message, path.next, bytesEnd, false).text,
  });
}

/** Bytes of a TREE_CONNECT_ANDX response: 7 words with access rights, else 3, or 2 without `optionalSupport`. */
export function encodeTreeConnectResponse(head: Head, response: TreeConnectResponse): Buffer {
  const unicode = (head.flags2 & flags2.SMB_FLAGS2_UNICODE) !== 0;
  const wordCount = response.accessRights !== null ? 7 : response.optionalSupport !== null ? 3 : 2;
  const start = bytesOffset(wordCount);
  const systemAt = start + stringSize(response.service, start, false);
  const byteCount = systemAt + stringSize(response.nativeFileSystem, systemAt, unicode) - start;
  const message = startMessage(commands.SMB_COM_TREE_CONNECT_ANDX, 'response', head, wordCount, byteCount);
  writeNoAndX(message);
  if (wordCount > 2) message.writeUInt16LE(response.optionalSupport ?? 0, 37);
  if (response.accessRights !== null) {
    message.writeUInt32LE(response.accessRights.maximal, 39);
    message.writeUInt32LE(response.accessRights.guestMaximal, 43);
  }
  writeString(message, start, response.service, false);
  writeString(message, systemAt, response.nativeFileSystem, unicode);
  return message;
}

/** What a server says about a share it has opened. */
export function decodeTreeConnectResponse(message: Buffer, header: Header): Result<TreeConnectResponse, Malformed> {
  const { wordCount, bytesAt, bytesEnd, unicode } = header;
  if (wordCount !== 2 && wordCount !== 3 && wordCount !== 7) return malformed('WordCount', 'wrong-value');
  const service = readString(message, bytesAt, bytesEnd, false);
  return success({
    optionalSupport: wordCount > 2 ? message.readUInt16LE(37) : null,
    accessRights:
      wordCount === 7 ? { maximal: message.readUInt32LE(39), guestMaximal: message.readUInt32LE(43) } : null,
    service: service.text,
    nativeFileSystem: readString(message, service.next, bytesEnd, unicode).text,
  });
}
