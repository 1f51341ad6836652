/**
 * SMB_COM_READ_ANDX, [MS-CIFS] 2.2.4.42 and [MS-SMB] 2.2.4.2.
 *
 * | request, 12 words                    | response, 12 words                   |
 * |--------------------------------------|--------------------------------------|
 * | 33 AndXCommand, Reserved, Offset (4) | 33 AndXCommand, Reserved, Offset (4) |
 * | 37 FID (2)                           | 37 Available (2)                     |
 * | 39 Offset, low half (4)              | 39 DataCompactionMode (2)            |
 * | 43 MaxCountOfBytesToReturn (2)       | 41 Reserved1 (2)                     |
 * | 45 MinCountOfBytesToReturn (2)       | 43 DataLength (2)                    |
 * | 47 Timeout or MaxCountHigh (4)       | 45 DataOffset (2)                    |
 * | 51 Remaining (2)                     | 47 DataLengthHigh (2)                |
 * | 53 OffsetHigh (4)                    | 49 Reserved2 (8)                     |
 * | 57 ByteCount (2)                     | 57 ByteCount (2)                     |
 * |                                      | 59 Pad, Data                         |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import type { Head, Header } from './header.ts';
import { commands, startMessage, writeNoAndX } from './header.ts';

const padAt = 59;
const dataAt = 60;

export interface ReadRequest {
  readonly fid: number;
  /** Bytes from the file's start. */
  readonly offset: bigint;
  /** Most bytes wanted, at most 65,535. */
  readonly maxCount: number;
  /** Fewest bytes worth an answer; means nothing for files. */
  readonly minCount: number;
}

export interface ReadResponse {
  /** What is left to be read of a pipe; 0xFFFF for a file. */
  readonly available: number;
  readonly data: Buffer;
}

/** Bytes of a READ_ANDX request. */
export function encodeReadRequest(head: Head, request: ReadRequest): Buffer {
  const message = startMessage(commands.SMB_COM_READ_ANDX, 'request', head, 12, 0);
  writeNoAndX(message);
  message.writeUInt16LE(request.fid, 37);
  message.writeUInt32LE(Number(request.offset & 0xffffffffn), 39);
  message.writeUInt16LE(request.maxCount, 43);
  message.writeUInt16LE(request.minCount, 45);
  message.writeUInt32LE(Number(request.offset >> 32n), 53);
  return message;
}

/** What a client wants to read. A request with 10 words has no upper half of the offset. */
export function decodeReadRequest(message: Buffer, header: Header): Result<ReadRequest, Malformed> {
  const { wordCount } = header;
  if (wordCount !== 12 && wordCount !== 10) return malformed('WordCount', 'wrong-value');
  const high = wordCount === 12 ? BigInt(message.readUInt32LE(53)) << 32n : 0n;
  return success({
    fid: message.readUInt16LE(37),
    offset: high | BigInt(message.readUInt32LE(39)),
    maxCount: message.readUInt16LE(43),
    minCount: message.readUInt16LE(45),
  });
}

/** Bytes of a READ_ANDX response. */
export function encodeReadResponse(head: Head, { available, data }: ReadResponse): Buffer {
  const message = startMessage(commands.SMB_COM_READ_ANDX, 'response', head, 12, dataAt - padAt + data.length);
  writeNoAndX(message);
  message.writeUInt16LE(available, 37);
  message.writeUInt16LE(data.length, 43);
  message.writeUInt16LE(dataAt, 45);
  data.copy(message, dataAt);
  return message;
}

/** What was read. Nothing is asked for that would need DataLengthHigh, so one that is set is refused. */
export function decodeReadResponse(message: Buffer, header: Header): Result<ReadResponse, Malformed> {
  if (header.wordCount !== 12) return malformed('WordCount', 'wrong-value');
  const length = message.readUInt16LE(43);
  const at = message.readUInt16LE(45);
  if (message.readUInt16LE(47) !== 0) return malformed('DataLengthHigh', 'wrong-value');
  if (length > 0 && (at < header.bytesAt || at + length > header.bytesEnd))
    return malformed('DataOffset', 'beyond-end');
  return success({ available: message.readUInt16LE(37), data: message.subarray(at, at + length) });
}
