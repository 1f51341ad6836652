/** SMB_COM_FLUSH, [MS-CIFS] 2.2.4.6: FID at 33 (2). The response has neither words nor bytes. */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import type { Head, Header } from './header.ts';
import { commands, startMessage, wordsAt } from './header.ts';

export interface FlushRequest {
  readonly fid: number;
}

/** Bytes of a FLUSH request. */
export function encodeFlushRequest(head: Head, { fid }: FlushRequest): Buffer {
  const message = startMessage(commands.SMB_COM_FLUSH, 'request', head, 1, 0);
  message.writeUInt16LE(fid, wordsAt);
  return message;
}

/** The file that a client wants on the disk. */
export function decodeFlushRequest(message: Buffer, header: Header): Result<FlushRequest, Malformed> {
  if (header.wordCount !== 1) return malformed('WordCount', 'wrong-value');
  return success({ fid: message.readUInt16LE(wordsAt) });
}
