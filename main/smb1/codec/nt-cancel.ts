/**
 * SMB_COM_NT_CANCEL, [MS-CIFS] 2.2.4.65. Neither words nor bytes: UID, TID, PID and MID name the request that is to end.
 * No response follows; the cancelled request is answered instead.
 */
import type { Head } from './header.ts';
import { commands, startMessage } from './header.ts';

/** Bytes of an NT_CANCEL for the request whose header was `head`. */
export function encodeNtCancelRequest(head: Head): Buffer {
  return startMessage(commands.SMB_COM_NT_CANCEL, 'request', head, 0, 0);
}
