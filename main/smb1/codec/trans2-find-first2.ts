/**
 * TRANS2_FIND_FIRST2, [MS-CIFS] 2.2.6.2, inside SMB_COM_TRANSACTION2 (transaction2.ts).
 *
 * | request's parameters     | response's parameters | entry at SMB_FIND_FILE_BOTH_DIRECTORY_INFO, 2.2.8.1.7 |
 * |--------------------------|-----------------------|-------------------------------------------------------|
 * |  0 SearchAttributes (2)  | 0 SID (2)             |  0 NextEntryOffset (4), 4 FileIndex (4)               |
 * |  2 SearchCount (2)       | 2 SearchCount (2)     |  8 CreationTime (8), 16 LastAccessTime (8)            |
 * |  4 Flags (2)             | 4 EndOfSearch (2)     | 24 LastWriteTime (8), 32 LastChangeTime (8)           |
 * |  6 InformationLevel (2)  | 6 EaErrorOffset (2)   | 40 EndOfFile (8), 48 AllocationSize (8)               |
 * |  8 SearchStorageType (4) | 8 LastNameOffset (2)  | 56 ExtFileAttributes (4), 60 FileNameLength (4)       |
 * | 12 FileName              |                       | 64 EaSize (4), 68 ShortNameLength (1), 69 Reserved    |
 * |                          |                       | 70 ShortName (24), 94 FileName                        |
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

/** Information level of this request, [MS-CIFS] 2.2.2.3.1. */
export const SMB_FIND_FILE_BOTH_DIRECTORY_INFO = 0x0104;

/** Flags of the request, [MS-CIFS] 2.2.6.2.1. */
export const findFlags = {
  SMB_FIND_CLOSE_AFTER_REQUEST: 0x0001,
  SMB_FIND_CLOSE_AT_EOS: 0x0002,
} as const;

const nameAt = 12;
const parametersLength = 10;
const entryLength = 94;

export interface FindFirst2Request {
  /** Which files are found besides those without attributes: bits of SMB_FILE_ATTRIBUTES ([MS-CIFS] 2.2.1.2.4). */
  readonly searchAttributes: number;
  /** Most entries to be given. */
  readonly searchCount: number;
  readonly flags: number;
  readonly informationLevel: number;
  readonly maxDataCount: number;
  /** `\folder\*`, from the share's root. */
  readonly fileName: string;
}

export interface FoundFile {
  readonly fileName: string;
  readonly extFileAttributes: number;
  /** Bytes. */
  readonly endOfFile: bigint;
}

export interface FindFirst2Response {
  /** Names the search, as long as it is open. */
  readonly sid: number;
  readonly endOfSearch: boolean;
  readonly files: readonly FoundFile[];
}

/** Bytes of a FIND_FIRST2 request. */
export function encodeFindFirst2Request(head: Head, request: FindFirst2Request): Buffer {
  const unicode = (head.flags2 & flags2.SMB_FLAGS2_UNICODE) !== 0;
  const parameters = Buffer.alloc(nameAt + stringSize(request.fileName, trans2ParametersAt + nameAt, unicode));
  parameters.writeUInt16LE(request.searchAttributes, 0);
  parameters.writeUInt16LE(request.searchCount, 2);
  parameters.writeUInt16LE(request.flags, 4);
  parameters.writeUInt16LE(request.informationLevel, 6);
  writeString(parameters, nameAt, request.fileName, unicode);
  const { maxDataCount } = request;
  const subcommand = trans2.TRANS2_FIND_FIRST2;
  return encodeTransaction2Request(head, { subcommand, maxParameterCount: parametersLength, maxDataCount, parameters });
}

/** What a client searches for; refuses every other subcommand of TRANSACTION2. */
export function decodeFindFirst2Request(message: Buffer, header: Header): Result<FindFirst2Request, Malformed> {
  const asked = decodeTransaction2Request(message, header, trans2.TRANS2_FIND_FIRST2);
  if (!asked.ok) return asked;
  const { parameters, maxDataCount, parametersAt, parametersEnd } = asked.value;
  if (parameters.length < nameAt) return malformed('ParameterCount', 'too-short');
  return success({
    searchAttributes: parameters.readUInt16LE(0),
    searchCount: parameters.readUInt16LE(2),
    flags: parameters.readUInt16LE(4),
    informationLevel: parameters.readUInt16LE(6),
    maxDataCount,
    fileName: readString(message, parametersAt + nameAt, parametersEnd, header.unicode).text,
  });
}

/** Bytes of a FIND_FIRST2 response at level SMB_FIND_FILE_BOTH_DIRECTORY_INFO, without times and short names. */
export function encodeFindFirst2Response(head: Head, response: FindFirst2Response): Buffer {
  const unicode = (head.flags2 & flags2.SMB_FLAGS2_UNICODE) !== 0;
  const last = response.files.length - 1;
  const entries = response.files.map((file, index) => encodeEntry(file, unicode, index === last));
  const parameters = Buffer.alloc(parametersLength);
  parameters.writeUInt16LE(response.sid, 0);
  parameters.writeUInt16LE(response.files.length, 2);
  parameters.writeUInt16LE(response.endOfSearch ? 1 : 0, 4);
  const behindLast = entries.slice(0, -1).reduce((sum, entry) => sum + entry.length, 0);
  parameters.writeUInt16LE(behindLast, 8);
  return encodeTransaction2Response(head, { parameters, data: Buffer.concat(entries) });
}

function encodeEntry(file: FoundFile, unicode: boolean, last: boolean): Buffer {
  const name = Buffer.from(file.fileName, unicode ? 'utf16le' : 'latin1');
  const entry = Buffer.alloc((entryLength + name.length + 7) & ~7);
  entry.writeUInt32LE(last ? 0 : entry.length, 0);
  entry.writeBigUInt64LE(file.endOfFile, 40);
  entry.writeBigUInt64LE(file.endOfFile, 48);
  entry.writeUInt32LE(file.extFileAttributes, 56);
  entry.writeUInt32LE(name.length, 60);
  name.copy(entry, entryLength);
  return entry;
}

/**
 * The files that a server found, as many as SearchCount says and the data hold. An entry must stand behind the one
 * before, so none can lead in circles.
 */
export function decodeFindFirst2Response(message: Buffer, header: Header): Result<FindFirst2Response, Malformed> {
  const answer = decodeTransaction2Response(message, header);
  if (!answer.ok) return answer;
  const { parameters, data } = answer.value;
  if (parameters.length < parametersLength) return malformed('ParameterCount', 'too-short');
  const count = parameters.readUInt16LE(2);
  const files: FoundFile[] = [];
  for (let at = 0; files.length < count;) {
    if (at + entryLength > data.length) return malformed('NextEntryOffset', 'beyond-end');
    const next = data.readUInt32LE(at);
    if (next === 0 ? files.length + 1 < count : next < entryLength) return malformed('NextEntryOffset', 'wrong-value');
    const nameEnd = at + entryLength + data.readUInt32LE(at + 60);
    // Names that overlapped would let a small message grow into many long strings.
    if (nameEnd > data.length || (next !== 0 && nameEnd > at + next)) return malformed('FileNameLength', 'beyond-end');
    files.push({
      fileName: nameIn(data.subarray(at + entryLength, nameEnd), header.unicode),
      extFileAttributes: data.readUInt32LE(at + 56),
      endOfFile: data.readBigUInt64LE(at + 40),
    });
    at += next;
  }
  return success({ sid: parameters.readUInt16LE(0), endOfSearch: parameters.readUInt16LE(4) !== 0, files });
}

/** Some servers count a terminator in. */
function nameIn(bytes: Buffer, unicode: boolean): string {
  return bytes.toString(unicode ? 'utf16le' : 'latin1').replace(/\0+$/, '');
}
