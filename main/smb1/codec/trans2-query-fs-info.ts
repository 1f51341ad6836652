/**
 * TRANS2_QUERY_FS_INFORMATION, [MS-CIFS] 2.2.6.4, inside SMB_COM_TRANSACTION2, [MS-CIFS] 2.2.4.46.
 *
 * | request, 15 words              | response, 10 words            |
 * |--------------------------------|-------------------------------|
 * | 33 TotalParameterCount (2)     | 33 TotalParameterCount (2)    |
 * | 35 TotalDataCount (2)          | 35 TotalDataCount (2)         |
 * | 37 MaxParameterCount (2)       | 37 Reserved1 (2)              |
 * | 39 MaxDataCount (2)            | 39 ParameterCount (2)         |
 * | 41 MaxSetupCount (1)           | 41 ParameterOffset (2)        |
 * | 42 Reserved1 (1)               | 43 ParameterDisplacement (2)  |
 * | 43 Flags (2)                   | 45 DataCount (2)              |
 * | 45 Timeout (4)                 | 47 DataOffset (2)             |
 * | 49 Reserved2 (2)               | 49 DataDisplacement (2)       |
 * | 51 ParameterCount (2)          | 51 SetupCount (1)             |
 * | 53 ParameterOffset (2)         | 52 Reserved2 (1)              |
 * | 55 DataCount (2)               | 53 ByteCount (2)              |
 * | 57 DataOffset (2)              | 55 Pad1, Trans2_Data          |
 * | 59 SetupCount (1)              |                               |
 * | 60 Reserved3 (1)               |                               |
 * | 61 Setup: 0x0003 (2)           |                               |
 * | 63 ByteCount (2)               |                               |
 * | 65 Name (1), Pad1 (2)          |                               |
 * | 68 InformationLevel (2)        |                               |
 *
 * SMB_QUERY_FS_SIZE_INFO, [MS-CIFS] 2.2.8.2.4: TotalAllocationUnits (8), TotalFreeAllocationUnits (8),
 * SectorsPerAllocationUnit (4), BytesPerSector (4).
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import type { Head, Header } from './header.ts';
import { commands, startMessage } from './header.ts';

/** Information level of this request, [MS-CIFS] 2.2.2.3.2. */
export const SMB_QUERY_FS_SIZE_INFO = 0x0103;

const TRANS2_QUERY_FS_INFORMATION = 0x0003;
const parametersAt = 68;
const sizeInfoLength = 24;
const responseDataAt = 56;

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
  const message = startMessage(commands.SMB_COM_TRANSACTION2, 'request', head, 15, 5);
  message.writeUInt16LE(2, 33);
  message.writeUInt16LE(2, 37);
  message.writeUInt16LE(request.maxDataCount, 39);
  message.writeUInt16LE(2, 51);
  message.writeUInt16LE(parametersAt, 53);
  message.writeUInt16LE(parametersAt + 2, 57);
  message.writeUInt8(1, 59);
  message.writeUInt16LE(TRANS2_QUERY_FS_INFORMATION, 61);
  message.writeUInt16LE(request.informationLevel, parametersAt);
  return message;
}

/** The information level that a client asks for; refuses every other subcommand of TRANSACTION2. */
export function decodeQueryFsInfoRequest(message: Buffer, header: Header): Result<QueryFsInfoRequest, Malformed> {
  if (header.wordCount !== 15) return malformed('WordCount', 'wrong-value');
  if (message.readUInt16LE(61) !== TRANS2_QUERY_FS_INFORMATION) return malformed('Setup', 'wrong-value');
  const at = message.readUInt16LE(53);
  if (message.readUInt16LE(51) < 2) return malformed('ParameterCount', 'too-short');
  if (at < header.bytesAt || at + 2 > header.bytesEnd) return malformed('ParameterOffset', 'beyond-end');
  return success({ informationLevel: message.readUInt16LE(at), maxDataCount: message.readUInt16LE(39) });
}

/** Bytes of a QUERY_FS_INFORMATION response at level SMB_QUERY_FS_SIZE_INFO. */
export function encodeQueryFsInfoResponse(head: Head, response: QueryFsInfoResponse): Buffer {
  const message = startMessage(commands.SMB_COM_TRANSACTION2, 'response', head, 10, 1 + sizeInfoLength);
  message.writeUInt16LE(sizeInfoLength, 35);
  message.writeUInt16LE(responseDataAt, 41);
  message.writeUInt16LE(sizeInfoLength, 45);
  message.writeUInt16LE(responseDataAt, 47);
  message.writeBigUInt64LE(response.totalAllocationUnits, responseDataAt);
  message.writeBigUInt64LE(response.totalFreeAllocationUnits, responseDataAt + 8);
  message.writeUInt32LE(response.sectorsPerAllocationUnit, responseDataAt + 16);
  message.writeUInt32LE(response.bytesPerSector, responseDataAt + 20);
  return message;
}

/** The size of a volume. An answer in several parts is refused: this one fits in any buffer. */
export function decodeQueryFsInfoResponse(message: Buffer, header: Header): Result<QueryFsInfoResponse, Malformed> {
  if (header.wordCount < 10) return malformed('WordCount', 'wrong-value');
  const count = message.readUInt16LE(45);
  const at = message.readUInt16LE(47);
  if (count < sizeInfoLength) return malformed('DataCount', 'too-short');
  if (at < header.bytesAt || at + count > header.bytesEnd) return malformed('DataOffset', 'beyond-end');
  return success({
    totalAllocationUnits: message.readBigUInt64LE(at),
    totalFreeAllocationUnits: message.readBigUInt64LE(at + 8),
    sectorsPerAllocationUnit: message.readUInt32LE(at + 16),
    bytesPerSector: message.readUInt32LE(at + 20),
  });
}
