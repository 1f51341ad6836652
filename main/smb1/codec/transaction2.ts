/**
 * SMB_COM_TRANSACTION2, [MS-CIFS] 2.2.4.46: the frame of every Trans2 subcommand, with one word of setup and no data in
 * the request.
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
 * | 57 DataOffset (2)              | 55 Pad1, Trans2_Parameters    |
 * | 59 SetupCount (1)              |    Pad2, Trans2_Data          |
 * | 60 Reserved3 (1)               |                               |
 * | 61 Setup (2)                   |                               |
 * | 63 ByteCount (2)               |                               |
 * | 65 Name (1), Pad1 (2)          |                               |
 * | 68 Trans2_Parameters           |                               |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import type { Head, Header } from './header.ts';
import { commands, startMessage } from './header.ts';

/** Subcommands, [MS-CIFS] 2.2.2.2. */
export const trans2 = {
  TRANS2_FIND_FIRST2: 0x0001,
  TRANS2_FIND_NEXT2: 0x0002,
  TRANS2_QUERY_FS_INFORMATION: 0x0003,
  TRANS2_QUERY_PATH_INFORMATION: 0x0005,
} as const;

/** Where the parameters of a request of ours begin, from the start of the header. */
export const trans2ParametersAt = 68;
const requestBytesAt = 65;
const responseParametersAt = 56;

export interface Transaction2Request {
  readonly subcommand: number;
  readonly maxParameterCount: number;
  readonly maxDataCount: number;
  readonly parameters: Buffer;
}

/** A request as it was read, with where its parameters stand: strings in them are aligned to the header. */
export interface ReadTransaction2Request extends Transaction2Request {
  readonly parametersAt: number;
  readonly parametersEnd: number;
}

export interface Transaction2Response {
  readonly parameters: Buffer;
  readonly data: Buffer;
}

/** Bytes of a TRANSACTION2 request without data. */
export function encodeTransaction2Request(head: Head, request: Transaction2Request): Buffer {
  const { length } = request.parameters;
  const end = trans2ParametersAt + length;
  const message = startMessage(commands.SMB_COM_TRANSACTION2, 'request', head, 15, end - requestBytesAt);
  message.writeUInt16LE(length, 33);
  message.writeUInt16LE(request.maxParameterCount, 37);
  message.writeUInt16LE(request.maxDataCount, 39);
  message.writeUInt16LE(length, 51);
  message.writeUInt16LE(trans2ParametersAt, 53);
  message.writeUInt16LE(end, 57);
  message.writeUInt8(1, 59);
  message.writeUInt16LE(request.subcommand, 61);
  request.parameters.copy(message, trans2ParametersAt);
  return message;
}

/** Which subcommand a request carries; the first word of its setup. */
export function trans2SubcommandOf(message: Buffer, header: Header): Result<number, Malformed> {
  return header.wordCount === 15 ? success(message.readUInt16LE(61)) : malformed('WordCount', 'wrong-value');
}

/** What a client asks by TRANSACTION2; refuses every other subcommand than `subcommand`. */
export function decodeTransaction2Request(
  message: Buffer,
  header: Header,
  subcommand: number,
): Result<ReadTransaction2Request, Malformed> {
  const asked = trans2SubcommandOf(message, header);
  if (!asked.ok) return asked;
  if (asked.value !== subcommand) return malformed('Setup', 'wrong-value');
  const parametersAt = message.readUInt16LE(53);
  const parametersEnd = parametersAt + message.readUInt16LE(51);
  if (parametersAt < header.bytesAt || parametersEnd > header.bytesEnd) {
    return malformed('ParameterOffset', 'beyond-end');
  }
  return success({
    subcommand,
    maxParameterCount: message.readUInt16LE(37),
    maxDataCount: message.readUInt16LE(39),
    parameters: message.subarray(parametersAt, parametersEnd),
    parametersAt,
    parametersEnd,
  });
}

/** Bytes of a TRANSACTION2 response in one part. Data begin at a multiple of four. */
export function encodeTransaction2Response(head: Head, { parameters, data }: Transaction2Response): Buffer {
  const dataAt = (responseParametersAt + parameters.length + 3) & ~3;
  const byteCount = dataAt + data.length - responseParametersAt + 1;
  const message = startMessage(commands.SMB_COM_TRANSACTION2, 'response', head, 10, byteCount);
  message.writeUInt16LE(parameters.length, 33);
  message.writeUInt16LE(data.length, 35);
  message.writeUInt16LE(parameters.length, 39);
  message.writeUInt16LE(responseParametersAt, 41);
  message.writeUInt16LE(data.length, 45);
  message.writeUInt16LE(dataAt, 47);
  parameters.copy(message, responseParametersAt);
  data.copy(message, dataAt);
  return message;
}

/** Parameters and data of an answer. One in several parts is refused: what we ask for fits in any buffer. */
export function decodeTransaction2Response(message: Buffer, header: Header): Result<Transaction2Response, Malformed> {
  const { bytesAt, bytesEnd } = header;
  if (header.wordCount < 10) return malformed('WordCount', 'wrong-value');
  const parameterCount = message.readUInt16LE(39);
  const parametersAt = message.readUInt16LE(41);
  const dataCount = message.readUInt16LE(45);
  const dataAt = message.readUInt16LE(47);
  if (message.readUInt16LE(33) !== parameterCount) return malformed('TotalParameterCount', 'wrong-value');
  if (message.readUInt16LE(35) !== dataCount) return malformed('TotalDataCount', 'wrong-value');
  if (parameterCount > 0 && (parametersAt < bytesAt || parametersAt + parameterCount > bytesEnd)) {
    return malformed('ParameterOffset', 'beyond-end');
  }
  if (dataCount > 0 && (dataAt < bytesAt || dataAt + dataCount > bytesEnd))
    return malformed('DataOffset', 'beyond-end');
  return success({
    parameters: message.subarray(parametersAt, parametersAt + parameterCount),
    data: message.subarray(dataAt, dataAt + dataCount),
  });
}
