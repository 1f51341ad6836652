/**
 * TRANS2_QUERY_FS_INFORMATION, [MS-CIFS] 2.2.6.4, inside SMB_COM_TRANSACTION2 (transaction2.ts).
 *
 * | request's parameters     | response's data at level SMB_QUERY_FS_SIZE_INFO, [MS-CIFS] 2.2.8.2.4 |
 * |--------------------------|----------------------------------------------------------------------|
 * |  0 InformationLevel (2)  |  0 TotalAllocationUnits (8)                                          |
 * |                          |  8 TotalFreeAllocationUnits (8)                                      |
 * |                          | 16 SectorsPerAllocationUnit (4)                                      |
 * |                          | 20 BytesPerSector (4)                                                |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import type { Head, Header } from './header.ts';
import {
  decodeTransaction2Request,
  decodeTransaction2Response,
  encodeTransaction2Request,
  encodeTransaction2Response,
  trans2,
} from './transaction2.ts';

/** Information level of this request, [MS-CIFS] 2.2.2.3.2. */
export const SMB_QUERY_FS_SIZE_INFO = 0x0103;

const sizeInfoLength = 24;

export interface QueryFsInfoRequest {
  readonly informationLevel: number;
  readonly maxDataCount: number;
}

export interface QueryFsInfoResponse {
  readonly totalAllocationUnits: bigint;
  readonly totalFreeAllocationUnits: bigint;
  readonly sectorsPerAllocationUnit: number;
  readonly bytesPerSector: number;
}

/** Bytes of a QUERY_FS_INFORMATION request. */
export function encodeQueryFsInfoRequest(head: Head, request: QueryFsInfoRequest): Buffer {
  const parameters = Buffer.alloc(2);
  parameters.writeUInt16LE(request.informationLevel);
  const subcommand = trans2.TRANS2_QUERY_FS_INFORMATION;
  const { maxDataCount } = request;
  return encodeTransaction2Request(head, { subcommand, maxParameterCount: 2, maxDataCount, parameters });
}

/** The information level that a client asks for; refuses every other subcommand of TRANSACTION2. */
export function decodeQueryFsInfoRequest(message: Buffer, header: Header): Result<QueryFsInfoRequest, Malformed> {
  const asked = decodeTransaction2Request(message, header, trans2.TRANS2_QUERY_FS_INFORMATION);
  if (!asked.ok) return asked;
  const { parameters, maxDataCount } = asked.value;
  if (parameters.length < 2) return malformed('ParameterCount', 'too-short');
  return success({ informationLevel: parameters.readUInt16LE(0), maxDataCount });
}

/** Bytes of a QUERY_FS_INFORMATION response at level SMB_QUERY_FS_SIZE_INFO. */
export function encodeQueryFsInfoResponse(head: Head, response: QueryFsInfoResponse): Buffer {
  const data = Buffer.alloc(sizeInfoLength);
  data.writeBigUInt64LE(response.totalAllocationUnits, 0);
  data.writeBigUInt64LE(response.totalFreeAllocationUnits, 8);
  data.writeUInt32LE(response.sectorsPerAllocationUnit, 16);
  data.writeUInt32LE(response.bytesPerSector, 20);
  return encodeTransaction2Response(head, { parameters: Buffer.alloc(0), data });
}

/** The size of a volume. */
export function decodeQueryFsInfoResponse(message: Buffer, header: Header): Result<QueryFsInfoResponse, Malformed> {
  const answer = decodeTransaction2Response(message, header);
  if (!answer.ok) return answer;
  const { data } = answer.value;
  if (data.length < sizeInfoLength) return malformed('DataCount', 'too-short');
  return success({
    totalAllocationUnits: data.readBigUInt64LE(0),
    totalFreeAllocationUnits: data.readBigUInt64LE(8),
    sectorsPerAllocationUnit: data.readUInt32LE(16),
    bytesPerSector: data.readUInt32LE(20),
  });
}
