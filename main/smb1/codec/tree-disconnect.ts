/** SMB_COM_TREE_DISCONNECT, [MS-CIFS] 2.2.4.51. Request and response carry neither words nor bytes: TID says all. */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import type { Head, Header } from './header.ts';
import { commands, startMessage } from './header.ts';

/** Bytes of a TREE_DISCONNECT request for the TID in `head`. */
export function encodeTreeDisconnectRequest(head: Head): Buffer {
  return startMessage(commands.SMB_COM_TREE_DISCONNECT, 'request', head, 0, 0);
}

/** Bytes of a TREE_DISCONNECT response. */
export function encodeTreeDisconnectResponse(head: Head): Buffer {
  return startMessage(commands.SMB_COM_TREE_DISCONNECT, 'response', head, 0, 0);
}

/** Refuses a TREE_DISCONNECT of either direction that has words. */
export function decodeTreeDisconnect(header: Header): Result<null, Malformed> {
  return header.wordCount === 0 ? success(null) : malformed('WordCount', 'wrong-value');
}
