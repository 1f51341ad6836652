/** SMB_COM_FIND_CLOSE2, [MS-CIFS] 2.2.4.48: SearchHandle at 33 (2). The response has neither words nor bytes. */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import type { Head, Header } from './header.ts';
import { commands, startMessage, wordsAt } from './header.ts';

export interface FindClose2Request {
  /** The SID that FIND_FIRST2 gave. */
  readonly sid: number;
}

/** Bytes of a FIND_CLOSE2 request. */
export function encodeFindClose2Request(head: Head, { sid }: FindClose2Request): Buffer {
  const message = startMessage(commands.SMB_COM_FIND_CLOSE2, 'request', head, 1, 0);
  message.writeUInt16LE(sid, wordsAt);
  return message;
}

/** The search that a client ends. */
export function decodeFindClose2Request(message: Buffer, header: Header): Result<FindClose2Request, Malformed> {
  if (header.wordCount !== 1) return malformed('WordCount', 'wrong-value');
  return success({ sid: message.readUInt16LE(wordsAt) });
}
