import { decodeSessionSetupRequest, encodeSessionSetupResponse, sessionFlags } from '../smb2/codec/session-setup.ts';
import { createSigner, preauthHash } from '../smb2/signing.ts';
import type { Reaction } from './reaction.ts';
import { close, reply } from './reaction.ts';
import { answerToken } from './sign-in.ts';
import type { Smb2Request, Smb2SessionState, Smb2State } from './smb2-request.ts';
import { refuseSmb2 } from './smb2-request.ts';
import type { ServerParts } from './state.ts';

const maxSessions = 8;
const STATUS_MORE_PROCESSING_REQUIRED = 0xc0000016;

/** Answers SESSION_SETUP ([MS-SMB2] 3.3.5.5): SessionId 0 begins a session, any other must be one that is known. */
export function setUpSmb2Session(request: Smb2Request, state: Smb2State, parts: ServerParts): Reaction {
  const asked = decodeSessionSetupRequest(request.message);
  if (!asked.ok) return close;
  const { buffer } = asked.value;
  const { sessionId } = request.header;
  if (sessionId !== 0n) {
    const known = request.session;
    return known === undefined
      ? refuseSmb2(request, 'userSessionDeleted')
      : takeLeg(request, state, parts, buffer, known);
  }
  if (state.sessions.size >= maxSessions) return refuseSmb2(request, 'insufficientResources');
  state.lastId += 1;
  const newId = BigInt(state.lastId);
  const session: Smb2SessionState = {
    signedInAs: null,
    challenge: null,
    preauthHash: state.preauthHash,
    signer: null,
  };
  state.sessions.set(newId, session);
  return takeLeg({ ...request, head: { ...request.head, sessionId: newId } }, state, parts, buffer, session);
}

function takeLeg(
  { message, header, head }: Smb2Request,
  state: Smb2State,
  parts: ServerParts,
  token: Buffer,
  session: Smb2SessionState,
): Reaction {
  session.preauthHash = preauthHash(session.preauthHash, message);
  const leg = answerToken(token, session.challenge, parts);
  if (!leg.ok) {
    state.sessions.delete(head.sessionId);
    if (leg.error !== 'wrong') return close;
    return refuseSmb2({ message, header, head: { ...head, sessionId: 0n }, session: undefined }, 'logonFailure');
  }
  if (leg.value.kind === 'more') {
    session.challenge = leg.value.challenge;
    const response = { sessionFlags: 0, buffer: leg.value.blob };
    const more = encodeSessionSetupResponse({ ...head, status: STATUS_MORE_PROCESSING_REQUIRED }, response);
    session.preauthHash = preauthHash(session.preauthHash, more);
    return reply(more);
  }
  const { as, blob, sessionKey } = leg.value;
  session.challenge = null;
  session.signedInAs = as;
  const { dialect } = state;
  session.signer ??= sessionKey && createSigner({ dialect, sessionKey, preauthHash: session.preauthHash });
  const flags = as === 'anonymous' ? sessionFlags.SMB2_SESSION_FLAG_IS_NULL : 0;
  const welcome = encodeSessionSetupResponse(head, { sessionFlags: flags, buffer: blob });
  session.signer?.sign(welcome);
  return reply(welcome);
}
