/**
 * TRANS2_QUERY_PATH_INFORMATION, [MS-CIFS] 2.2.6.6, inside SMB_COM_TRANSACTION2 (transaction2.ts).
 *
 * | request's parameters    | response's parameters | its data at level SMB_QUERY_FILE_ALL_INFO, 2.2.8.3.10 |
 * |-------------------------|-----------------------|-------------------------------------------------------|
 * | 0 InformationLevel (2)  | 0 EaErrorOffset (2)   |  0 CreationTime (8), 8 LastAccessTime (8)             |
 * | 2 Reserved (4)          |                       | 16 LastWriteTime (8), 24 LastChangeTime (8)           |
 * | 6 FileName              |                       | 32 ExtFileAttributes (4), 36 Reserved1 (4)            |
 * |                         |                       | 40 AllocationSize (8), 48 EndOfFile (8)               |
 * |                         |                       | 56 NumberOfLinks (4), 60 DeletePending (1)            |
 * |                         |                       | 61 Directory (1), 62 Reserved2 (2), 64 EaSize (4)     |
 * |                         |                       | 68 FileNameLength (4), 72 FileName                    |
 *
 * What stands behind Directory is left unread: servers differ in it.
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import { flags2 } from './flags.ts';
import type { Head, Header } from './header.ts';
import { readString, stringSize, writeString } from './strings.ts';
import {
  decodeTransaction2Request,
  decodeTransaction2Response,
  encodeTransaction2Request,
  encodeTransaction2Response,
  trans2,
  trans2ParametersAt,
} from './transaction2.ts';

/** Information level of this request, [MS-CIFS] 2.2.2.3.3. */
export const SMB_QUERY_FILE_ALL_INFO = 0x0107;

const nameAt = 6;
const readLength = 62;
const allInfoLength = 72;

export interface QueryPathInfoRequest {
  readonly informationLevel: number;
  readonly maxDataCount: number;
  /** `\folder\file`, from the share's root. */
  readonly fileName: string;
}

export interface QueryPathInfoResponse {
  /** Times are FILETIMEs ([MS-DTYP] 2.3.3), 0 where the server has none. */
  readonly creationTime: bigint;
  readonly lastAccessTime: bigint;
  readonly lastWriteTime: bigint;
  readonly lastChangeTime: bigint;
  readonly extFileAttributes: number;
  /** Bytes. */
  readonly allocationSize: bigint;
  /** Bytes. */
  readonly endOfFile: bigint;
  readonly numberOfLinks: number;
  readonly deletePending: boolean;
  readonly directory: boolean;
}

/** Bytes of a QUERY_PATH_INFORMATION request. */
export function encodeQueryPathInfoRequest(head: Head, request: QueryPathInfoRequest): Buffer {
  const unicode = (head.flags2 & flags2.SMB_FLAGS2_UNICODE) !== 0;
  // The parameters begin at an even place, so strings are aligned in them as they are in the message.
  const parameters = Buffer.alloc(nameAt + stringSize(request.fileName, trans2ParametersAt + nameAt, unicode));
  parameters.writeUInt16LE(request.informationLevel);
  writeString(parameters, nameAt, request.fileName, unicode);
  const subcommand = trans2.TRANS2_QUERY_PATH_INFORMATION;
  const { maxDataCount } = request;
  return encodeTransaction2Request(head, { subcommand, maxParameterCount: 2, maxDataCount, parameters });
}

/** The path and the level that a client asks for; refuses every other subcommand of TRANSACTION2. */
export function decodeQueryPathInfoRequest(message: Buffer, header: Header): Result<QueryPathInfoRequest, Malformed> {
  const asked = decodeTransaction2Request(message, header, trans2.TRANS2_QUERY_PATH_INFORMATION);
  if (!asked.ok) return asked;
  const { parameters, maxDataCount, parametersAt, parametersEnd } = asked.value;
  if (parameters.length < nameAt) return malformed('ParameterCount', 'too-short');
  return success({
    informationLevel: parameters.readUInt16LE(0),
    maxDataCount,
    fileName: readString(message, parametersAt + nameAt, parametersEnd, header.unicode).text,
  });
}

/** Bytes of a QUERY_PATH_INFORMATION response at level SMB_QUERY_FILE_ALL_INFO, without name and extended attributes. */
export function encodeQueryPathInfoResponse(head: Head, response: QueryPathInfoResponse): Buffer {
  const data = Buffer.alloc(allInfoLength);
  data.writeBigUInt64LE(response.creationTime, 0);
  data.writeBigUInt64LE(response.lastAccessTime, 8);
  data.writeBigUInt64LE(response.lastWriteTime, 16);
  data.writeBigUInt64LE(response.lastChangeTime, 24);
  data.writeUInt32LE(response.extFileAttributes, 32);
  data.writeBigUInt64LE(response.allocationSize, 40);
  data.writeBigUInt64LE(response.endOfFile, 48);
  data.writeUInt32LE(response.numberOfLinks, 56);
  data.writeUInt8(response.deletePending ? 1 : 0, 60);
  data.writeUInt8(response.directory ? 1 : 0, 61);
  return encodeTransaction2Response(head, { parameters: Buffer.alloc(2), data });
}

/** What a server says about a path. */
export function decodeQueryPathInfoResponse(message: Buffer, header: Header): Result<QueryPathInfoResponse, Malformed> {
  const answer = decodeTransaction2Response(message, header);
  if (!answer.ok) return answer;
  const { data } = answer.value;
  if (data.length < readLength) return malformed('DataCount', 'too-short');
  return success({
    creationTime: data.readBigUInt64LE(0),
    lastAccessTime: data.readBigUInt64LE(8),
    lastWriteTime: data.readBigUInt64LE(16),
    lastChangeTime: data.readBigUInt64LE(24),
    extFileAttributes: data.readUInt32LE(32),
    allocationSize: data.readBigUInt64LE(40),
    endOfFile: data.readBigUInt64LE(48),
    numberOfLinks: data.readUInt32LE(56),
    deletePending: data.readUInt8(60) !== 0,
    directory: data.readUInt8(61) !== 0,
  });
}
