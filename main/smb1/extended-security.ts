/** Sign-in by SPNEGO, [MS-SMB] 3.2.4.2.4 and 3.2.5.3. */
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { ExchangeRecord } from '../net/exchange.ts';
import type { ExchangeFailure } from '../net/failure.ts';
import { filetimeFromDate } from '../net/filetime.ts';
import type { SignInDialogue } from '../ntlm/sign-in-dialogue.ts';
import { beginSignIn } from '../ntlm/sign-in-dialogue.ts';
import { maxLegs } from '../ntlm/sign-in-tokens.ts';
import type { SessionSetupRequest } from './codec/session-setup-andx.ts';
import type { Leg, Session, SignInInput, SignInOutcome } from './session-setup.ts';
import { clientParameters, openSession, sendLeg, signInOutcome } from './session-setup.ts';

/** Signs in leg by leg until the server says yes or no. */
export async function signInExtended(input: SignInInput): Promise<SignInOutcome> {
  const records: ExchangeRecord[] = [];
  const dialogue = beginSignIn({
    credentials: input.credentials,
    workstation: input.workstation,
    servicePrincipalName: `cifs/${input.host}`,
    randomBytes: input.randomBytes,
    now: () => filetimeFromDate(input.clock.now()),
  });
  let { uid } = input;
  let serverToken: Buffer | null = null;
  for (let leg = 1; leg <= maxLegs; leg += 1) {
    const token = await dialogue.next(serverToken);
    if (!token.ok) {
      const { error } = token;
      if (error.reason !== 'no-token') return signInOutcome(violation(error, records), records);
      return { result: failure({ kind: 'authentication-unsupported', why: 'no-token' }), records };
    }
    const { clear, blank } = token.value;
    const { result, record } = await sendLeg(input, uid, request(input, clear), request(input, blank));
    records.push(record);
    if (!result.ok) return { result, records };
    if (!result.value.more) return signInOutcome(await open(input, dialogue, result.value, records), records);
    uid = result.value.uid;
    serverToken = result.value.response.blob;
  }
  return signInOutcome(violation({ reason: 'endless-authentication' }, records), records);
}

async function open(
  input: SignInInput,
  dialogue: SignInDialogue,
  leg: Leg,
  records: readonly ExchangeRecord[],
): Promise<Result<Session, ExchangeFailure>> {
  const agreed = await dialogue.end(leg.response.blob);
  if (!agreed.ok) return violation(agreed.error, records);
  const { sessionKey, expiresAt } = agreed.value;
  const opened = openSession(input, leg, sessionKey);
  return opened.ok && expiresAt !== undefined ? success({ ...opened.value, expiresAt }) : opened;
}

type Violation = Extract<ExchangeFailure, { kind: 'protocol-violation' }>;

function violation(
  { reason, field }: Pick<Violation, 'reason' | 'field'>,
  records: readonly ExchangeRecord[],
): { readonly ok: false; readonly error: Violation } {
  const bytes = records.at(-1)?.reply ?? Buffer.alloc(0);
  return failure({ kind: 'protocol-violation', reason, ...(field !== undefined && { field }), bytes });
}

function request(input: SignInInput, blob: Buffer): SessionSetupRequest {
  return { kind: 'extended', ...clientParameters(input), blob };
}
