import type { Header } from '../smb1/codec/header.ts';
import { commands, decodeHeader, protocolOf } from '../smb1/codec/header.ts';
import { handlers } from './handlers.ts';
import { negotiate } from './negotiate.ts';
import type { Reaction } from './reaction.ts';
import { close, silence } from './reaction.ts';
import { refuse } from './refusals.ts';
import type { Request } from './request.ts';
import { requestOf } from './request.ts';
import { createSmb2Dialogue } from './smb2-dialogue.ts';
import type { ConnectionState, ServerParts } from './state.ts';
import { newConnectionState } from './state.ts';

/** Commands that name no session ([MS-CIFS] 3.3.5.2); SESSION_SETUP_ANDX looks after its UID itself. */
const withoutSession: readonly number[] = [commands.SMB_COM_ECHO, commands.SMB_COM_SESSION_SETUP_ANDX];

/** One connection's side of the talk: what it does about each message. Pure but for `parts`. */
export function createDialogue(parts: ServerParts): (message: Buffer) => Reaction {
  const state = newConnectionState();
  const answerSmb2 = createSmb2Dialogue(parts, () => {
    state.echoes += 1;
  });
  return (message) => {
    if (isSilent(state, parts)) return silence;
    const protocol = protocolOf(message);
    if (protocol === 'smb2') {
      if (state.phase !== 'new' && state.phase !== 'smb2') return close;
      state.phase = 'smb2';
      return answerSmb2(message);
    }
    const header = decodeHeader(message);
    return header.ok && !header.value.reply ? answerSmb1(message, header.value, state, parts) : close;
  };
}

function isSilent({ echoes }: ConnectionState, { behaviour }: ServerParts): boolean {
  return behaviour.silentAfterEchoes !== null && echoes >= behaviour.silentAfterEchoes;
}

function answerSmb1(message: Buffer, header: Header, state: ConnectionState, parts: ServerParts): Reaction {
  const request = requestOf(message, header);
  if (header.command === commands.SMB_COM_NEGOTIATE) return negotiate(request, state, parts);
  if (state.phase !== 'smb1') return close;
  if (!withoutSession.includes(header.command) && !isSignedIn(state, request)) return refuse(request, 'badUid');
  const handle = handlers[header.command];
  return handle === undefined ? refuse(request, 'notImplemented') : handle(request, state, parts);
}

function isSignedIn({ sessions }: ConnectionState, { head }: Request): boolean {
  return (sessions.get(head.uid)?.signedInAs ?? null) !== null;
}
