/** The client's tokens of a sign-in by SPNEGO and NTLMSSP, whatever protocol carries them; [RFC 4178], [MS-NLMP] 3.1.5. */
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import { authenticateAnonymous, authenticateUser, offeredFlags } from './authenticate.ts';
import { decodeAvPairs } from './av-pairs.ts';
import type { OwnCredentials } from './credentials.ts';
import { blankAuthenticateMessage, decodeChallengeMessage, encodeNegotiateMessage } from './ntlmssp.ts';
import { decodeNegotiationToken, encodeNegTokenInit, encodeNegTokenResp, mechanisms } from './spnego.ts';

/** Negotiate, perhaps negotiate again once the mechanism is agreed, authenticate, and one to spare. */
export const maxLegs = 4;

/** What goes into one leg, and what the record keeps of it. */
export interface SignInToken {
  readonly clear: Buffer;
  readonly blank: Buffer;
  /** The key that this token agrees on, for signing; null while there is none, and for nobody. */
  readonly sessionKey: Buffer | null;
}

/** Why a server's token leads no further. */
export interface TokenFault {
  /** `unproven-server`: the last token does not show that the server knows its key. */
  readonly reason: 'no-challenge' | 'malformed' | 'unproven-server';
  readonly field?: string;
}

export interface SignInTokensInput {
  readonly credentials: OwnCredentials;
  /** NetBIOS name of this PC. */
  readonly workstation: string;
  /** "cifs/HOST". */
  readonly servicePrincipalName: string;
  readonly randomBytes: (count: number) => Buffer;
  /** FILETIME. */
  readonly now: () => bigint;
}

/** One sign-in. */
export interface SignInTokens {
  readonly first: SignInToken;
  /** What to say to the server's token: the answer to its challenge, or our NEGOTIATE again when it brought none. */
  readonly next: (serverToken: Buffer | null) => Result<SignInToken, TokenFault>;
}

/** Begins a sign-in. */
export function createSignInTokens(input: SignInTokensInput): SignInTokens {
  const negotiate = encodeNegotiateMessage(offeredFlags);
  const first = encodeNegTokenInit({ mechTypes: [mechanisms.ntlmssp], mechToken: negotiate });
  return {
    first: { clear: first, blank: first, sessionKey: null },
    next: (serverToken) => {
      if (serverToken === null || serverToken.length === 0) return failure({ reason: 'no-challenge' });
      const token = decodeNegotiationToken(serverToken);
      if (!token.ok) return failure({ reason: 'malformed', field: token.error.field });
      if (token.value.kind !== 'resp') return failure({ reason: 'no-challenge' });
      const { responseToken, supportedMech } = token.value;
      if (responseToken !== null) return answer(input, negotiate, responseToken);
      if (supportedMech?.equals(mechanisms.ntlmssp) !== true) return failure({ reason: 'no-challenge' });
      const again = wrap(negotiate);
      return success({ clear: again, blank: again, sessionKey: null });
    },
  };
}

function answer(input: SignInTokensInput, negotiate: Buffer, challengeBytes: Buffer): Result<SignInToken, TokenFault> {
  const challenge = decodeChallengeMessage(challengeBytes);
  if (!challenge.ok) return failure({ reason: 'malformed', field: challenge.error.field });
  const targetInfo = decodeAvPairs(challenge.value.targetInfo);
  if (!targetInfo.ok) return failure({ reason: 'malformed', field: targetInfo.error.field });
  const { credentials } = input;
  if (credentials.kind === 'anonymous') {
    const nobody = wrap(authenticateAnonymous(challenge.value));
    return success({ clear: nobody, blank: nobody, sessionKey: null });
  }
  const { message, sessionKey } = authenticateUser({
    negotiate,
    challengeBytes,
    challenge: challenge.value,
    targetInfo: targetInfo.value,
    user: credentials.user,
    domain: credentials.domain,
    password: credentials.password,
    workstation: input.workstation,
    servicePrincipalName: input.servicePrincipalName,
    clientChallenge: input.randomBytes(8),
    now: input.now(),
  });
  return success({ clear: wrap(message), blank: wrap(blankAuthenticateMessage(message)), sessionKey });
}

function wrap(responseToken: Buffer): Buffer {
  return encodeNegTokenResp({ negState: null, supportedMech: null, responseToken });
}

/** Whether the token of a NEGOTIATE response lets us use NTLM. Only a list without it rules it out. */
export function offersNtlm(token: Buffer): boolean {
  const decoded = decodeNegotiationToken(token);
  if (!decoded.ok || decoded.value.kind !== 'init' || decoded.value.mechTypes.length === 0) return true;
  return decoded.value.mechTypes.some((oid) => oid.equals(mechanisms.ntlmssp));
}
