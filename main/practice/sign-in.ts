import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import { filetimeFromDate } from '../net/filetime.ts';
import { offeredFlags } from '../ntlm/authenticate.ts';
import type { AvPair } from '../ntlm/av-pairs.ts';
import { avIds, avText, encodeAvPairs } from '../ntlm/av-pairs.ts';
import {
  decodeAuthenticateMessage,
  decodeNegotiateMessage,
  encodeChallengeMessage,
  negotiateFlags,
} from '../ntlm/ntlmssp.ts';
import { hmacMd5, ntowfv2, proofLength, verifyNtlmv2 } from '../ntlm/ntlmv2.ts';
import { decodeNegotiationToken, encodeNegTokenResp, mechanisms, negStates } from '../ntlm/spnego.ts';
import type { PlainSessionSetupRequest } from '../smb1/codec/session-setup-andx.ts';
import { account, domainName, serverName } from './names.ts';
import type { ServerParts, SignedInAs } from './state.ts';

/** One leg of a sign-in by SPNEGO: what to say, and how far it has come. */
export type Leg =
  | { readonly kind: 'more'; readonly blob: Buffer; readonly challenge: Buffer | null }
  | { readonly kind: 'done'; readonly blob: Buffer; readonly as: SignedInAs; readonly sessionKey: Buffer | null };

/** Why a sign-in ends: the name or password is wrong, or the token is no token. */
export type SignInRefusal = 'wrong' | 'malformed';

/** The answer to a client's token, given the challenge that was sent to it before, if any. */
export function answerToken(blob: Buffer, sent: Buffer | null, parts: ServerParts): Result<Leg, SignInRefusal> {
  const token = decodeNegotiationToken(blob);
  if (!token.ok) return failure('malformed');
  if (token.value.kind === 'resp') {
    const { responseToken } = token.value;
    if (responseToken === null) return failure('malformed');
    return sent === null ? challengeFor(responseToken, parts) : checkAnswer(responseToken, sent);
  }
  const { mechTypes, mechToken } = token.value;
  if (!mechTypes.some((oid) => oid.equals(mechanisms.ntlmssp))) return failure('wrong');
  if (mechTypes[0]?.equals(mechanisms.ntlmssp) === true && mechToken !== null) return challengeFor(mechToken, parts);
  // The token belongs to a mechanism that is not ours: ask for NTLMSSP.
  return success({ kind: 'more', blob: incomplete(null), challenge: null });
}

function challengeFor(negotiate: Buffer, { clock, randomBytes }: ServerParts): Result<Leg, SignInRefusal> {
  const asked = decodeNegotiateMessage(negotiate);
  if (!asked.ok) return failure('malformed');
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE(filetimeFromDate(clock.now()));
  const targetInfo: readonly AvPair[] = [
    avText(avIds.MsvAvNbDomainName, domainName),
    avText(avIds.MsvAvNbComputerName, serverName),
    { id: avIds.MsvAvTimestamp, value: time },
  ];
  const serverChallenge = randomBytes(8);
  const challenge = encodeChallengeMessage({
    targetName: serverName,
    flags:
      // What our client offers, and so without signing and key exchange, which this server could not keep up.
      ((asked.value.flags & offeredFlags) |
        negotiateFlags.NTLMSSP_TARGET_TYPE_SERVER |
        negotiateFlags.NTLMSSP_NEGOTIATE_TARGET_INFO) >>>
      0,
    serverChallenge,
    targetInfo: encodeAvPairs(targetInfo),
  });
  return success({ kind: 'more', blob: incomplete(challenge), challenge: serverChallenge });
}

function incomplete(responseToken: Buffer | null): Buffer {
  const { acceptIncomplete: negState } = negStates;
  return encodeNegTokenResp({ negState, supportedMech: mechanisms.ntlmssp, responseToken });
}

function checkAnswer(authenticate: Buffer, challenge: Buffer): Result<Leg, SignInRefusal> {
  const answer = decodeAuthenticateMessage(authenticate);
  if (!answer.ok) return failure('malformed');
  const { userName, ntChallengeResponse, domainName: domain } = answer.value;
  const who = whoIs(userName, domain, challenge, ntChallengeResponse);
  if (who === null) return failure('wrong');
  const blob = encodeNegTokenResp({ negState: negStates.acceptCompleted, supportedMech: null, responseToken: null });
  return success({ kind: 'done', blob, ...who });
}

/** Who signs in without extended security; null when the proof is wrong. */
export function checkPlain(request: PlainSessionSetupRequest, challenge: Buffer): SignedInAs | null {
  return whoIs(request.accountName, request.primaryDomain, challenge, request.unicodePassword)?.as ?? null;
}

/** Nobody proves nothing; everybody else is `account` and proves it by NTLMv2. NTLMv1's 24 bytes prove nothing here. */
function whoIs(
  user: string,
  domain: string,
  challenge: Buffer,
  response: Buffer,
): { readonly as: SignedInAs; readonly sessionKey: Buffer | null } | null {
  if (user === '' && response.length === 0) return { as: 'anonymous', sessionKey: null };
  const key = ntowfv2(user, domain, account.password);
  if (user.toLowerCase() !== account.user || !verifyNtlmv2(key, challenge, response)) return null;
  return { as: 'user', sessionKey: hmacMd5(key, response.subarray(0, proofLength)) };
}
