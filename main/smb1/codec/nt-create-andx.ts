/**
 * SMB_COM_NT_CREATE_ANDX, [MS-CIFS] 2.2.4.64 and [MS-SMB] 2.2.4.9.
 *
 * | request, 24 words                    | response, 34 words                      |
 * |--------------------------------------|-----------------------------------------|
 * | 33 AndXCommand, Reserved, Offset (4) | 33 AndXCommand, Reserved, Offset (4)    |
 * | 37 Reserved (1)                      | 37 OpLockLevel (1)                      |
 * | 38 NameLength (2)                    | 38 FID (2)                              |
 * | 40 Flags (4)                         | 40 CreateDisposition (4)                |
 * | 44 RootDirectoryFID (4)              | 44 CreateTime (8), 52 LastAccessTime (8)|
 * | 48 DesiredAccess (4)                 | 60 LastWriteTime (8)                    |
 * | 52 AllocationSize (8)                | 68 LastChangeTime (8)                   |
 * | 60 ExtFileAttributes (4)             | 76 ExtFileAttributes (4)                |
 * | 64 ShareAccess (4)                   | 80 AllocationSize (8)                   |
 * | 68 CreateDisposition (4)             | 88 EndOfFile (8)                        |
 * | 72 CreateOptions (4)                 | 96 ResourceType (2)                     |
 * | 76 ImpersonationLevel (4)            | 98 NMPipeStatus (2)                     |
 * | 80 SecurityFlags (1)                 | 100 Directory (1)                       |
 * | 81 ByteCount (2)                     | 101 ByteCount (2)                       |
 * | 83 Pad, FileName                     |                                         |
 *
 * An extended response has more words behind; they are left unread.
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import { flags2 } from './flags.ts';
import type { Head, Header } from './header.ts';
import { bytesOffset, commands, startMessage, writeNoAndX } from './header.ts';
import { readString, stringSize, writeString } from './strings.ts';

export interface NtCreateRequest {
  /** Bits of `createFlags`. */
  readonly flags: number;
  /** Bits of `accessRights`. */
  readonly desiredAccess: number;
  readonly allocationSize: bigint;
  /** Attributes of a file that is made, `fileAttributes`. */
  readonly extFileAttributes: number;
  /** Bits of `shareAccess`: what others may do meanwhile. */
  readonly shareAccess: number;
  /** One of `createDispositions`. */
  readonly createDisposition: number;
  /** Bits of `createOptions`. */
  readonly createOptions: number;
  readonly impersonationLevel: number;
  readonly securityFlags: number;
  /** `\folder\file`, from the share's root. */
  readonly fileName: string;
}

export interface NtCreateResponse {
  /** One of `oplockLevels`. */
  readonly oplockLevel: number;
  readonly fid: number;
  /** What was done: 1 opened, 2 created, 3 overwritten ([MS-CIFS] 2.2.4.64.2). */
  readonly createAction: number;
  /** Times are FILETIMEs ([MS-DTYP] 2.3.3), 0 where the server has none. */
  readonly createTime: bigint;
  readonly lastAccessTime: bigint;
  readonly lastWriteTime: bigint;
  readonly lastChangeTime: bigint;
  readonly extFileAttributes: number;
  /** Bytes. */
  readonly allocationSize: bigint;
  /** Bytes. */
  readonly endOfFile: bigint;
  readonly resourceType: number;
  readonly nmPipeStatus: number;
  readonly directory: boolean;
}

/** Bytes of an NT_CREATE_ANDX request. NameLength counts the terminator, as smbclient's does. */
export function encodeNtCreateRequest(head: Head, request: NtCreateRequest): Buffer {
  const unicode = (head.flags2 & flags2.SMB_FLAGS2_UNICODE) !== 0;
  const start = bytesOffset(24);
  const byteCount = stringSize(request.fileName, start, unicode);
  const message = startMessage(commands.SMB_COM_NT_CREATE_ANDX, 'request', head, 24, byteCount);
  writeNoAndX(message);
  message.writeUInt16LE(unicode ? 2 * request.fileName.length + 2 : byteCount, 38);
  message.writeUInt32LE(request.flags, 40);
  message.writeUInt32LE(request.desiredAccess >>> 0, 48);
  message.writeBigUInt64LE(request.allocationSize, 52);
  message.writeUInt32LE(request.extFileAttributes, 60);
  message.writeUInt32LE(request.shareAccess, 64);
  message.writeUInt32LE(request.createDisposition, 68);
  message.writeUInt32LE(request.createOptions, 72);
  message.writeUInt32LE(request.impersonationLevel, 76);
  message.writeUInt8(request.securityFlags, 80);
  writeString(message, start, request.fileName, unicode);
  return message;
}

/** What a client wants opened, and how. */
export function decodeNtCreateRequest(message: Buffer, header: Header): Result<NtCreateRequest, Malformed> {
  const { bytesAt, bytesEnd, unicode } = header;
  if (header.wordCount !== 24) return malformed('WordCount', 'wrong-value');
  if (bytesAt + message.readUInt16LE(38) > bytesEnd) return malformed('NameLength', 'beyond-end');
  return success({
    flags: message.readUInt32LE(40),
    desiredAccess: message.readUInt32LE(48),
    allocationSize: message.readBigUInt64LE(52),
    extFileAttributes: message.readUInt32LE(60),
    shareAccess: message.readUInt32LE(64),
    createDisposition: message.readUInt32LE(68),
    createOptions: message.readUInt32LE(72),
    impersonationLevel: message.readUInt32LE(76),
    securityFlags: message.readUInt8(80),
    fileName: readString(message, bytesAt, bytesEnd, unicode).text,
  });
}

/** Bytes of an NT_CREATE_ANDX response. */
export function encodeNtCreateResponse(head: Head, response: NtCreateResponse): Buffer {
  const message = startMessage(commands.SMB_COM_NT_CREATE_ANDX, 'response', head, 34, 0);
  writeNoAndX(message);
  message.writeUInt8(response.oplockLevel, 37);
  message.writeUInt16LE(response.fid, 38);
  message.writeUInt32LE(response.createAction, 40);
  message.writeBigUInt64LE(response.createTime, 44);
  message.writeBigUInt64LE(response.lastAccessTime, 52);
  message.writeBigUInt64LE(response.lastWriteTime, 60);
  message.writeBigUInt64LE(response.lastChangeTime, 68);
  message.writeUInt32LE(response.extFileAttributes, 76);
  message.writeBigUInt64LE(response.allocationSize, 80);
  message.writeBigUInt64LE(response.endOfFile, 88);
  message.writeUInt16LE(response.resourceType, 96);
  message.writeUInt16LE(response.nmPipeStatus, 98);
  message.writeUInt8(response.directory ? 1 : 0, 100);
  return message;
}

/** What a server opened. */
export function decodeNtCreateResponse(message: Buffer, header: Header): Result<NtCreateResponse, Malformed> {
  if (header.wordCount < 34) return malformed('WordCount', 'wrong-value');
  return success({
    oplockLevel: message.readUInt8(37),
    fid: message.readUInt16LE(38),
    createAction: message.readUInt32LE(40),
    createTime: message.readBigUInt64LE(44),
    lastAccessTime: message.readBigUInt64LE(52),
    lastWriteTime: message.readBigUInt64LE(60),
    lastChangeTime: message.readBigUInt64LE(68),
    extFileAttributes: message.readUInt32LE(76),
    allocationSize: message.readBigUInt64LE(80),
    endOfFile: message.readBigUInt64LE(88),
    resourceType: message.readUInt16LE(96),
    nmPipeStatus: message.readUInt16LE(98),
    directory: message.readUInt8(100) !== 0,
  });
}
