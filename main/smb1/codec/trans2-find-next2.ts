/**
 * TRANS2_FIND_NEXT2, [MS-CIFS] 2.2.6.3, inside SMB_COM_TRANSACTION2 (transaction2.ts).
 *
 * | request's parameters    | response's parameters |
 * |-------------------------|-----------------------|
 * |  0 SID (2)              | 0 SearchCount (2)     |
 * |  2 SearchCount (2)      | 2 EndOfSearch (2)     |
 * |  4 InformationLevel (2) | 4 EaErrorOffset (2)   |
 * |  6 ResumeKey (4)        | 6 LastNameOffset (2)  |
 * | 10 Flags (2)            |                       |
 * | 12 FileName             |                       |
 *
 * The entries themselves are left unread: it is asked only whether the search still lives.
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

/** Flag of the request: go on behind the last entry that was given, whatever name and key say. */
export const SMB_FIND_CONTINUE_FROM_LAST = 0x0008;

const nameAt = 12;
const parametersLength = 8;

export interface FindNext2Request {
  /** The SID that FIND_FIRST2 gave. */
  readonly sid: number;
  /** Most entries to be given. */
  readonly searchCount: number;
  readonly informationLevel: number;
  readonly resumeKey: number;
  readonly flags: number;
  readonly maxDataCount: number;
  readonly fileName: string;
}

export interface FindNext2Response {
  readonly searchCount: number;
  readonly endOfSearch: boolean;
}

/** Bytes of a FIND_NEXT2 request. */
export function encodeFindNext2Request(head: Head, request: FindNext2Request): Buffer {
  const unicode = (head.flags2 & flags2.SMB_FLAGS2_UNICODE) !== 0;
  const parameters = Buffer.alloc(nameAt + stringSize(request.fileName, trans2ParametersAt + nameAt, unicode));
  parameters.writeUInt16LE(request.sid, 0);
  parameters.writeUInt16LE(request.searchCount, 2);
  parameters.writeUInt16LE(request.informationLevel, 4);
  parameters.writeUInt32LE(request.resumeKey, 6);
  parameters.writeUInt16LE(request.flags, 10);
  writeString(parameters, nameAt, request.fileName, unicode);
  const { maxDataCount } = request;
  const subcommand = trans2.TRANS2_FIND_NEXT2;
  return encodeTransaction2Request(head, { subcommand, maxParameterCount: parametersLength, maxDataCount, parameters });
}

/** Which search a client goes on with; refuses every other subcommand of TRANSACTION2. */
export function decodeFindNext2Request(message: Buffer, header: Header): Result<FindNext2Request, Malformed> {
  const asked = decodeTransaction2Request(message, header, trans2.TRANS2_FIND_NEXT2);
  if (!asked.ok) return asked;
  const { parameters, maxDataCount, parametersAt, parametersEnd } = asked.value;
  if (parameters.length < nameAt) return malformed('ParameterCount', 'too-short');
  return success({
    sid: parameters.readUInt16LE(0),
    searchCount: parameters.readUInt16LE(2),
    informationLevel: parameters.readUInt16LE(4),
    resumeKey: parameters.readUInt32LE(6),
    flags: parameters.readUInt16LE(10),
    maxDataCount,
    fileName: readString(message, parametersAt + nameAt, parametersEnd, header.unicode).text,
  });
}

/** Bytes of a FIND_NEXT2 response, without the entries that its count speaks of. */
export function encodeFindNext2Response(head: Head, response: FindNext2Response): Buffer {
  const parameters = Buffer.alloc(parametersLength);
  parameters.writeUInt16LE(response.searchCount, 0);
  parameters.writeUInt16LE(response.endOfSearch ? 1 : 0, 2);
  return encodeTransaction2Response(head, { parameters, data: Buffer.alloc(0) });
}

/** How many entries came, and whether there are more. */
export function decodeFindNext2Response(message: Buffer, header: Header): Result<FindNext2Response, Malformed> {
  const answer = decodeTransaction2Response(message, header);
  if (!answer.ok) return answer;
  const { parameters } = answer.value;
  if (parameters.length < parametersLength) return malformed('ParameterCount', 'too-short');
  return success({ searchCount: parameters.readUInt16LE(0), endOfSearch: parameters.readUInt16LE(2) !== 0 });
}
