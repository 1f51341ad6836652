/**
 * SMB_COM_CLOSE, [MS-CIFS] 2.2.4.5: FID at 33 (2) and LastTimeModified at 35 (4), UTIME. The response has neither words nor
 * bytes.
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import type { Head, Header } from './header.ts';
import { commands, startMessage, wordsAt } from './header.ts';

/** LastTimeModified that leaves the time to the server. */
export const timeOfServer = 0xffffffff;

export interface CloseRequest {
  readonly fid: number;
  /** Seconds since 1970; 0 and `timeOfServer` leave the time as it is. */
  readonly lastTimeModified: number;
}

/** Bytes of a CLOSE request. */
export function encodeCloseRequest(head: Head, { fid, lastTimeModified }: CloseRequest): Buffer {
  const message = startMessage(commands.SMB_COM_CLOSE, 'request', head, 3, 0);
  message.writeUInt16LE(fid, wordsAt);
  message.writeUInt32LE(lastTimeModified, wordsAt + 2);
  return message;
}

/** The file that a client closes. */
export function decodeCloseRequest(message: Buffer, header: Header): Result<CloseRequest, Malformed> {
  if (header.wordCount !== 3) return malformed('WordCount', 'wrong-value');
  return success({ fid: message.readUInt16LE(wordsAt), lastTimeModified: message.readUInt32LE(wordsAt + 2) });
}
