/**
 * SMB_COM_DELETE, [MS-CIFS] 2.2.4.7: SearchAttributes at 33 (2), ByteCount at 35, BufferFormat 0x04 at 37, FileName at 38.
 * The response has neither words nor bytes.
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import { flags2 } from './flags.ts';
import type { Head, Header } from './header.ts';
import { bytesOffset, commands, startMessage, wordsAt } from './header.ts';
import { readString, stringSize, writeString } from './strings.ts';

/** BufferFormat of a string, [MS-CIFS] 2.2.2.5. */
const bufferFormatString = 0x04;

export interface DeleteRequest {
  /** Which files are deleted besides those without attributes: bits of SMB_FILE_ATTRIBUTES ([MS-CIFS] 2.2.1.2.4). */
  readonly searchAttributes: number;
  /** `\folder\file`, from the share's root. Wildcards would delete all that fit. */
  readonly fileName: string;
}

/** Bytes of a DELETE request. */
export function encodeDeleteRequest(head: Head, { searchAttributes, fileName }: DeleteRequest): Buffer {
  const unicode = (head.flags2 & flags2.SMB_FLAGS2_UNICODE) !== 0;
  const start = bytesOffset(1);
  const message = startMessage(
    commands.SMB_COM_DELETE,
    'request',
    head,
    1,
    1 + stringSize(fileName, start + 1, unicode),
  );
  message.writeUInt16LE(searchAttributes, wordsAt);
  message.writeUInt8(bufferFormatString, start);
  writeString(message, start + 1, fileName, unicode);
  return message;
}

/** What a client wants deleted. */
export function decodeDeleteRequest(message: Buffer, header: Header): Result<DeleteRequest, Malformed> {
  const { bytesAt, bytesEnd, unicode } = header;
  if (header.wordCount !== 1) return malformed('WordCount', 'wrong-value');
  if (bytesAt >= bytesEnd) return malformed('BufferFormat', 'too-short');
  if (message[bytesAt] !== bufferFormatString) return malformed('BufferFormat', 'wrong-value');
  return success({
    searchAttributes: message.readUInt16LE(wordsAt),
    fileName: readString(message, bytesAt + 1, bytesEnd, unicode).text,
  });
}
