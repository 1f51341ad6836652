import { failure } from '../../app/model/result.ts';
import { filetimeFromDate } from '../net/filetime.ts';
import type { AvPair } from '../ntlm/av-pairs.ts';
import { avIds, avText, encodeAvPairs } from '../ntlm/av-pairs.ts';
import { lmv2Response, ntlmv2Response, ntowfv2 } from '../ntlm/ntlmv2.ts';
import type { OwnCredentials } from '../ntlm/credentials.ts';
import { offersNtlm } from '../ntlm/sign-in-tokens.ts';
import { securityModes } from './codec/flags.ts';
import type { SessionSetupRequest } from './codec/session-setup-andx.ts';
import { signInExtended } from './extended-security.ts';
import type { AuthenticationUnsupported, SignInInput, SignInOutcome } from './session-setup.ts';
import { clientParameters, openSession, sendLeg, signInOutcome } from './session-setup.ts';

/** Signs in by the way that the server negotiated, after making sure that no secret can leak by it. */
export async function signIn(input: SignInInput): Promise<SignInOutcome> {
  const why = unsupported(input);
  if (why !== null) return { result: failure({ kind: 'authentication-unsupported', why }), records: [] };
  const { security } = input.negotiated;
  const { credentials } = input;
  if (security.kind === 'extended' || credentials.kind === 'token') return signInExtended(input);

  const { clear, blank, macKey } = challengeRequests(input, credentials, security);
  const { result, record } = await sendLeg(input, input.uid, clear, blank);
  if (!result.ok) return { result, records: [record] };
  return signInOutcome(openSession(input, result.value, macKey), [record]);
}

function unsupported({ negotiated, credentials }: SignInInput): AuthenticationUnsupported['why'] | null {
  const { securityMode, security } = negotiated;
  if ((securityMode & securityModes.NEGOTIATE_USER_SECURITY) === 0) return 'share-level';
  if (credentials.kind === 'token') return security.kind === 'extended' ? null : 'no-extended-security';
  if (security.kind === 'extended') return offersNtlm(security.blob) ? null : 'no-ntlm';
  if (credentials.kind === 'anonymous') return null;
  if ((securityMode & securityModes.NEGOTIATE_ENCRYPT_PASSWORDS) === 0) return 'plaintext';
  return security.challenge.length === 8 ? null : 'no-ntlm';
}

/**
 * The request without extended security, as it is sent and as it is recorded, and what signs after it ([MS-CIFS]
 * 3.1.5.1): the session key with the NT response behind it.
 */
function challengeRequests(
  input: SignInInput,
  credentials: OwnCredentials,
  security: { readonly challenge: Buffer; readonly domainName: string },
): { readonly clear: SessionSetupRequest; readonly blank: SessionSetupRequest; readonly macKey: Buffer | null } {
  const { clock, randomBytes } = input;
  const common = { kind: 'challenge' as const, ...clientParameters(input) };
  if (credentials.kind === 'anonymous') {
    const nobody = {
      accountName: '',
      primaryDomain: '',
      oemPassword: Buffer.alloc(0),
      unicodePassword: Buffer.alloc(0),
    };
    return { clear: { ...common, ...nobody }, blank: { ...common, ...nobody }, macKey: null };
  }
  const { user, domain, password } = credentials;
  const key = ntowfv2(user, domain, password);
  const clientChallenge = randomBytes(8);
  const pairs: readonly AvPair[] =
    security.domainName === '' ? [] : [avText(avIds.MsvAvNbDomainName, security.domainName)];
  const { response, sessionBaseKey } = ntlmv2Response({
    key,
    serverChallenge: security.challenge,
    clientChallenge,
    time: filetimeFromDate(clock.now()),
    targetInfo: encodeAvPairs(pairs),
  });
  const lmv2 = lmv2Response(key, security.challenge, clientChallenge);
  const named = { ...common, accountName: user, primaryDomain: domain };
  return {
    clear: { ...named, oemPassword: lmv2, unicodePassword: response },
    blank: { ...named, oemPassword: Buffer.alloc(lmv2.length), unicodePassword: Buffer.alloc(response.length) },
    macKey: Buffer.concat([sessionBaseKey, response]),
  };
}
