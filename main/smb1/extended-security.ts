/** Sign-in by SPNEGO and NTLMSSP, [MS-SMB] 3.2.4.2.4 and 3.2.5.3. */
import { failure } from '../../app/model/result.ts';
import type { ExchangeRecord } from '../net/exchange.ts';
import type { ExchangeFailure } from '../net/failure.ts';
import { filetimeFromDate } from '../net/filetime.ts';
import { createSignInTokens, maxLegs } from '../ntlm/sign-in-tokens.ts';
import type { SessionSetupRequest } from './codec/session-setup-andx.ts';
import type { SignInInput, SignInOutcome } from './session-setup.ts';
import { clientParameters, openSession, sendLeg, signInOutcome } from './session-setup.ts';

/** Signs in leg by leg until the server says yes or no. */
export async function signInExtended(input: SignInInput): Promise<SignInOutcome> {
  const records: ExchangeRecord[] = [];
  const tokens = createSignInTokens({
    credentials: input.credentials,
    workstation: input.workstation,
    servicePrincipalName: `cifs/${input.host}`,
    randomBytes: input.randomBytes,
    now: () => filetimeFromDate(input.clock.now()),
  });
  let token = tokens.first;
  let { uid } = input;
  for (let leg = 1; leg <= maxLegs; leg += 1) {
    const { result, record } = await sendLeg(input, uid, request(input, token.clear), request(input, token.blank));
    records.push(record);
    if (!result.ok) return { result, records };
    const { response, more } = result.value;
    uid = result.value.uid;
    if (!more) return signInOutcome(openSession(input, result.value, token.sessionKey), records);
    const next = tokens.next(response.blob);
    if (!next.ok) {
      const bytes = record.reply ?? Buffer.alloc(0);
      return signInOutcome(failure({ kind: 'protocol-violation', ...next.error, bytes }), records);
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
