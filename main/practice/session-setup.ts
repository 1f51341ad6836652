import { flags2 } from '../smb1/codec/flags.ts';
import { encodeEmptyResponse } from '../smb1/codec/header.ts';
import type { SessionSetupRequest } from '../smb1/codec/session-setup-andx.ts';
import { decodeSessionSetupRequest, encodeSessionSetupResponse } from '../smb1/codec/session-setup-andx.ts';
import { domainName, nativeLanMan, nativeOs } from './names.ts';
import type { Reaction } from './reaction.ts';
import { close, reply } from './reaction.ts';
import { refuse, statusFor } from './refusals.ts';
import type { Request } from './request.ts';
import { answerToken, checkPlain } from './sign-in.ts';
import type { ConnectionState, ServerParts, SessionState } from './state.ts';
import { nextId } from './state.ts';

const maxSessions = 8;
const STATUS_MORE_PROCESSING_REQUIRED = 0xc0000016;

/** Answers SESSION_SETUP_ANDX ([MS-SMB] 3.3.5.3): UID 0 begins a session, any other must be one that is known. */
export function setUpSession(request: Request, state: ConnectionState, parts: ServerParts): Reaction {
  const asked = decodeSessionSetupRequest(request.message, request.header);
  if (!asked.ok) return close;
  if (asked.value.kind !== state.security.kind) return refuse(request, 'invalidParameter');
  const { uid } = request.head;
  const known = state.sessions.get(uid);
  if (uid !== 0)
    return known === undefined ? refuse(request, 'badUid') : takeLeg(request, state, parts, asked.value, known);
  const newUid = state.sessions.size < maxSessions ? nextId(state) : null;
  if (newUid === null) return refuse(request, 'tooManySessions');
  const session: SessionState = { signedInAs: null, challenge: null };
  state.sessions.set(newUid, session);
  return takeLeg({ ...request, head: { ...request.head, uid: newUid } }, state, parts, asked.value, session);
}

function takeLeg(
  request: Request,
  state: ConnectionState,
  parts: ServerParts,
  asked: SessionSetupRequest,
  session: SessionState,
): Reaction {
  if (asked.kind === 'challenge') {
    const challenge = state.security.kind === 'challenge' ? state.security.challenge : null;
    const as = challenge === null ? null : checkPlain(asked, challenge);
    if (as === null) return turnAway(request, state);
    session.signedInAs = as;
    return welcome(request, null, 0);
  }
  const leg = answerToken(asked.blob, session.challenge, parts);
  if (!leg.ok) return leg.error === 'wrong' ? turnAway(request, state) : close;
  if (leg.value.kind === 'more') {
    session.challenge = leg.value.challenge;
    return welcome(inNtForm(request), leg.value.blob, STATUS_MORE_PROCESSING_REQUIRED);
  }
  session.challenge = null;
  session.signedInAs = leg.value.as;
  return welcome(request, leg.value.blob, 0);
}

/** "More is to come" has no DOS form: a server says it in NT form to every client. */
function inNtForm(request: Request): Request {
  return { ...request, head: { ...request.head, flags2: request.head.flags2 | flags2.SMB_FLAGS2_NT_STATUS } };
}

/** A failed sign-in leaves no session behind, not even one that was good before ([MS-SMB] 3.3.5.3). */
function turnAway(request: Request, state: ConnectionState): Reaction {
  state.sessions.delete(request.head.uid);
  const head = { ...request.head, uid: 0, status: statusFor(request, 'logonFailure') };
  return reply(encodeEmptyResponse(request.header.command, head));
}

function welcome(request: Request, blob: Buffer | null, status: number): Reaction {
  const response = { action: 0, blob, nativeOs, nativeLanMan, primaryDomain: domainName };
  return reply(encodeSessionSetupResponse({ ...request.head, status }, response));
}
