/**
 * SMB_COM_WRITE_ANDX, [MS-CIFS] 2.2.4.43 and [MS-SMB] 2.2.4.3.
 *
 * | request, 14 words                    | response, 6 words                    |
 * |--------------------------------------|--------------------------------------|
 * | 33 AndXCommand, Reserved, Offset (4) | 33 AndXCommand, Reserved, Offset (4) |
 * | 37 FID (2)                           | 37 Count (2)                         |
 * | 39 Offset, low half (4)              | 39 Available (2)                     |
 * | 43 Timeout (4)                       | 41 CountHigh (2), Reserved (2)       |
 * | 47 WriteMode (2)                     | 45 ByteCount (2)                     |
 * | 49 Remaining (2)                     |                                      |
 * | 51 DataLengthHigh (2)                |                                      |
 * | 53 DataLength (2)                    |                                      |
 * | 55 DataOffset (2)                    |                                      |
 * | 57 OffsetHigh (4)                    |                                      |
 * | 61 ByteCount (2)                     |                                      |
 * | 63 Pad (1), 64 Data                  |                                      |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import type { Head, Header } from './header.ts';
import { commands, startMessage, writeNoAndX } from './header.ts';

const padAt = 63;
/** Where the data stand in a request of ours. */
const dataAt = 64;

export interface WriteRequest {
  readonly fid: number;
  /** Bytes from the file's start. */
  readonly offset: bigint;
  /** At most 65,471 bytes, that all fits in ByteCount. */
  readonly data: Buffer;
}

export interface WriteResponse {
  /** Bytes that were written. */
  readonly count: number;
}

/** Bytes of a WRITE_ANDX request. */
export function encodeWriteRequest(head: Head, request: WriteRequest): Buffer {
  const { data, offset } = request;
  const message = startMessage(commands.SMB_COM_WRITE_ANDX, 'request', head, 14, dataAt - padAt + data.length);
  writeNoAndX(message);
  message.writeUInt16LE(request.fid, 37);
  message.writeUInt32LE(Number(offset & 0xffffffffn), 39);
  message.writeUInt16LE(data.length, 53);
  message.writeUInt16LE(dataAt, 55);
  message.writeUInt32LE(Number(offset >> 32n), 57);
  data.copy(message, dataAt);
  return message;
}

/** What a client wants written. A request with 12 words has no upper half of the offset. */
export function decodeWriteRequest(message: Buffer, header: Header): Result<WriteRequest, Malformed> {
  const { wordCount } = header;
  if (wordCount !== 14 && wordCount !== 12) return malformed('WordCount', 'wrong-value');
  const length = message.readUInt16LE(53);
  const at = message.readUInt16LE(55);
  if (message.readUInt16LE(51) !== 0) return malformed('DataLengthHigh', 'wrong-value');
  if (length > 0 && (at < header.bytesAt || at + length > header.bytesEnd))
    return malformed('DataOffset', 'beyond-end');
  const high = wordCount === 14 ? BigInt(message.readUInt32LE(57)) << 32n : 0n;
  return success({
    fid: message.readUInt16LE(37),
    offset: high | BigInt(message.readUInt32LE(39)),
    data: message.subarray(at, at + length),
  });
}

/** Bytes of a WRITE_ANDX response. */
export function encodeWriteResponse(head: Head, { count }: WriteResponse): Buffer {
  const message = startMessage(commands.SMB_COM_WRITE_ANDX, 'response', head, 6, 0);
  writeNoAndX(message);
  message.writeUInt16LE(count, 37);
  return message;
}

/** How much was written. */
export function decodeWriteResponse(message: Buffer, header: Header): Result<WriteResponse, Malformed> {
  if (header.wordCount !== 6) return malformed('WordCount', 'wrong-value');
  return success({ count: message.readUInt16LE(37) });
}
