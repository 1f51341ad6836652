/**
 * SMB_COM_LOGOFF_ANDX, [MS-CIFS] 2.2.4.54. Both directions carry 2 words, AndXCommand, AndXReserved and AndXOffset,
 * and no bytes: UID says all. Some servers answer without the words.
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import type { Head, Header } from './header.ts';
import { commands, startMessage, writeNoAndX } from './header.ts';

/** Bytes of a LOGOFF_ANDX request for the UID in `head`. */
export function encodeLogoffRequest(head: Head): Buffer {
  return encode('request', head);
}

/** Bytes of a LOGOFF_ANDX response. */
export function encodeLogoffResponse(head: Head): Buffer {
  return encode('response', head);
}

/** Refuses a LOGOFF_ANDX request without its two words. */
export function decodeLogoffRequest(header: Header): Result<null, Malformed> {
  return header.wordCount === 2 ? success(null) : malformed('WordCount', 'wrong-value');
}

/** Refuses a LOGOFF_ANDX response with words that it does not have. */
export function decodeLogoffResponse(header: Header): Result<null, Malformed> {
  return header.wordCount === 2 || header.wordCount === 0 ? success(null) : malformed('WordCount', 'wrong-value');
}

function encode(direction: 'request' | 'response', head: Head): Buffer {
  const message = startMessage(commands.SMB_COM_LOGOFF_ANDX, direction, head, 2, 0);
  writeNoAndX(message);
  return message;
}
