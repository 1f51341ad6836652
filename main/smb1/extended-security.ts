/** Sign-in by SPNEGO and NTLMSSP, [MS-SMB] 3.2.4.2.4 and 3.2.5.3. */
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { ExchangeRecord } from '../net/exchange.ts';
import type { ExchangeFailure } from '../net/failure.ts';
import { filetimeFromDate } from '../net/filetime.ts';
import type { Malformed } from '../malformed.ts';
import { authenticateAnonymous, authenticateUser, offeredFlags } from '../ntlm/authenticate.ts';
import { decodeAvPairs } from '../ntlm/av-pairs.ts';
import { blankAuthenticateMessage, decodeChallengeMessage, encodeNegotiateMessage } from '../ntlm/ntlmssp.ts';
import type { NegTokenResp } from '../ntlm/spnego.ts';
import { decodeNegotiationToken, encodeNegTokenInit, encodeNegTokenResp, mechanisms } from '../ntlm/spnego.ts';
import type { SessionSetupRequest } from './codec/session-setup-andx.ts';
import type { SignInInput, SignInOutcome } from './session-setup.ts';
import { clientParameters, openSession, sendLeg, signInOutcome } from './session-setup.ts';

/** Negotiate, perhaps negotiate again once the mechanism is agreed, authenticate, and one to spare. */
const maxLegs = 4;

/** What goes into one leg, and what the record keeps of it. */
interface Token {
  readonly clear: Buffer;
  readonly blank: Buffer;
  /** The key that this token agrees on, for signing; null while there is none, and for nobody. */
  readonly sessionKey: Buffer | null;
}

/** Signs in leg by leg until the server says yes or no. */
export async function signInExtended(input: SignInInput): Promise<SignInOutcome> {
  const records: ExchangeRecord[] = [];
  const negotiate = encodeNegotiateMessage(offeredFlags);
  const first = encodeNegTokenInit({ mechTypes: [mechanisms.ntlmssp], mechToken: negotiate });
  let token: Token = { clear: first, blank: first, sessionKey: null };
  let { uid } = input;
  for (let leg = 1; leg <= maxLegs; leg += 1) {
    const { result, record } = await sendLeg(input, uid, request(input, token.clear), request(input, token.blank));
    records.push(record);
    if (!result.ok) return { result, records };
    const { response, more } = result.value;
    uid = result.value.uid;
    if (!more) return signInOutcome(openSession(input, result.value, token.sessionKey), records);
    const next = nextToken(input, negotiate, response.blob);
    if (!next.ok) {
      return signInOutcome(failure({ ...next.error, bytes: record.reply ?? Buffer.alloc(0) }), records);
    }
    token = next.value;
  }
  const bytes = records.at(-1)?.reply ?? Buffer.alloc(0);
  const endless: ExchangeFailure = { kind: 'protocol-violation', reason: 'endless-authentication', bytes };
  return signInOutcome(failure(endless), records);
}

function request(input: SignInInput, blob: Buffer): SessionSetupRequest {
  return { kind: 'extended', ...clientParameters(input), blob };
}

type Violation = Omit<Extract<ExchangeFailure, { kind: 'protocol-violation' }>, 'bytes'>;

function violation(reason: Violation['reason'], error?: Malformed): { readonly ok: false; readonly error: Violation } {
  return failure({ kind: 'protocol-violation', reason, ...(error && { field: error.field }) });
}

/** What to say to the server's token: the answer to its challenge, or our NEGOTIATE again when it brought none. */
function nextToken(input: SignInInput, negotiate: Buffer, blob: Buffer | null): Result<Token, Violation> {
  if (blob === null) return violation('no-challenge');
  const token = decodeNegotiationToken(blob);
  if (!token.ok) return violation('malformed', token.error);
  if (token.value.kind !== 'resp') return violation('no-challenge');
  const { responseToken } = token.value;
  if (responseToken === null) {
    if (token.value.supportedMech?.equals(mechanisms.ntlmssp) !== true) return violation('no-challenge');
    const again = wrap(negotiate);
    return success({ clear: again, blank: again, sessionKey: null });
  }
  return answer(input, negotiate, responseToken);
}

function answer(input: SignInInput, negotiate: Buffer, challengeBytes: Buffer): Result<Token, Violation> {
  const challenge = decodeChallengeMessage(challengeBytes);
  if (!challenge.ok) return violation('malformed', challenge.error);
  const targetInfo = decodeAvPairs(challenge.value.targetInfo);
  if (!targetInfo.ok) return violation('malformed', targetInfo.error);
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
    servicePrincipalName: `cifs/${input.host}`,
    clientChallenge: input.randomBytes(8),
    now: filetimeFromDate(input.clock.now()),
  });
  return success({ clear: wrap(message), blank: wrap(blankAuthenticateMessage(message)), sessionKey });
}

function wrap(responseToken: Buffer): Buffer {
  const resp: Omit<NegTokenResp, 'kind'> = { negState: null, supportedMech: null, responseToken };
  return encodeNegTokenResp(resp);
}
