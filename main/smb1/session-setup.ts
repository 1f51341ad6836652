import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { Clock } from '../clock.ts';
import type { Exchanged, ExchangeOptions, ExchangeRecord } from '../net/exchange.ts';
import type { ExchangeFailure } from '../net/failure.ts';
import type { Credentials } from '../ntlm/credentials.ts';
import { capabilities, setupActions } from './codec/flags.ts';
import type { Head } from './codec/header.ts';
import { commands } from './codec/header.ts';
import type { NtLmNegotiateResponse } from './codec/negotiate.ts';
import type { SessionSetupRequest, SessionSetupResponse } from './codec/session-setup-andx.ts';
import { decodeSessionSetupResponse, encodeSessionSetupRequest } from './codec/session-setup-andx.ts';
import type { Multiplexer } from './multiplexer.ts';
import { readReply } from '../net/reply.ts';
import { createSigner, demandsSigning, signatureFault } from './signing.ts';

/** The server can't be signed in to safely, or not with what there is. Said before any credential is sent. */
export interface AuthenticationUnsupported {
  readonly kind: 'authentication-unsupported';
  readonly why: 'share-level' | 'plaintext' | 'no-ntlm' | 'no-extended-security' | 'no-token';
}

/** A session that the server has opened. */
export interface Session {
  readonly uid: number;
  readonly account: Credentials['kind'];
  /** SMB_SETUP_GUEST of Action: the server took us for a guest, whoever we said we were. */
  readonly guest: boolean;
  readonly extendedSecurity: boolean;
  /** Requests and replies of this connection are signed. */
  readonly signed: boolean;
  readonly nativeOs: string;
  readonly nativeLanMan: string;
  readonly primaryDomain: string;
  /** When it ends of itself, where whoever made its tokens knows. */
  readonly expiresAt?: Date;
}

/** One leg's answer, with what its header said. */
export interface Leg {
  readonly uid: number;
  /** STATUS_MORE_PROCESSING_REQUIRED rather than success. */
  readonly more: boolean;
  readonly response: SessionSetupResponse;
  readonly message: Buffer;
}

export interface SignInInput {
  readonly multiplexer: Multiplexer;
  /** What the first leg names: 0, or a session that is to be authenticated again. */
  readonly uid: number;
  /** A request header with a new MID. */
  readonly head: (uid: number) => Head;
  readonly negotiated: NtLmNegotiateResponse;
  readonly credentials: Credentials;
  readonly host: string;
  readonly workstation: string;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Buffer;
  readonly capStatus32: boolean;
  readonly capDynamicReauth: boolean;
  readonly vcNumber: number;
  readonly exchangeOptions: ExchangeOptions;
}

export interface SignInOutcome {
  readonly result: Result<Session, ExchangeFailure | AuthenticationUnsupported>;
  /** One for each leg. */
  readonly records: readonly ExchangeRecord[];
}

const STATUS_MORE_PROCESSING_REQUIRED = 0xc0000016;
const maxBufferSize = 16_644;
const maxMpxCount = 50;

/** What every SESSION_SETUP_ANDX of ours says about this client. */
export function clientParameters(input: SignInInput): {
  readonly maxBufferSize: number;
  readonly maxMpxCount: number;
  readonly vcNumber: number;
  readonly sessionKey: number;
  readonly capabilities: number;
  readonly nativeOs: string;
  readonly nativeLanMan: string;
} {
  const { negotiated } = input;
  const bits =
    capabilities.CAP_UNICODE |
    capabilities.CAP_NT_SMBS |
    (input.capStatus32 ? capabilities.CAP_STATUS32 : 0) |
    (input.capDynamicReauth ? capabilities.CAP_DYNAMIC_REAUTH : 0) |
    (negotiated.security.kind === 'extended' ? capabilities.CAP_EXTENDED_SECURITY : 0);
  return {
    maxBufferSize,
    maxMpxCount: Math.min(maxMpxCount, Math.max(1, negotiated.maxMpxCount)),
    vcNumber: input.vcNumber,
    sessionKey: negotiated.sessionKey,
    capabilities: bits >>> 0,
    nativeOs: '',
    nativeLanMan: '',
  };
}

/** Sends one leg; `blank` is what the record keeps of it, the same but for the secrets. */
export function sendLeg(
  input: SignInInput,
  uid: number,
  clear: SessionSetupRequest,
  blank: SessionSetupRequest,
): Promise<Exchanged<Leg>> {
  const head = input.head(uid);
  return input.multiplexer.exchange<Leg>(
    {
      series: 'smb1.session-setup',
      command: commands.SMB_COM_SESSION_SETUP_ANDX,
      mid: head.mid,
      message: encodeSessionSetupRequest(head, clear),
      recorded: encodeSessionSetupRequest(head, blank),
      ...(clear.kind === 'extended' && { alsoTakes: STATUS_MORE_PROCESSING_REQUIRED }),
      take: (message, header) => {
        const decoded = readReply(decodeSessionSetupResponse(message, header));
        if (!decoded.ok) return decoded;
        return success({ uid: header.uid, more: header.status !== 0, response: decoded.value, message });
      },
    },
    input.exchangeOptions,
  );
}

/**
 * The session that a last leg has opened. Where the server demands it and this is the connection's first session with a
 * key, signing begins, and this very response has to be signed already ([MS-CIFS] 3.2.5.3). `macKey` is null for nobody;
 * a guest has none either, for the server does not know the password.
 */
export function openSession(input: SignInInput, leg: Leg, macKey: Buffer | null): Result<Session, ExchangeFailure> {
  const { multiplexer, negotiated } = input;
  const { response, message } = leg;
  const guest = (response.action & setupActions.SMB_SETUP_GUEST) !== 0;
  if (demandsSigning(negotiated) && !multiplexer.signing() && macKey !== null && !guest) {
    const signer = createSigner(macKey);
    if (!signer.verifiesSignOn(message)) {
      return failure({ kind: 'protocol-violation', ...signatureFault(message), bytes: message });
    }
    multiplexer.startSigning(signer);
  }
  return success({
    uid: leg.uid,
    account: input.credentials.kind,
    guest,
    extendedSecurity: negotiated.security.kind === 'extended',
    signed: multiplexer.signing(),
    nativeOs: response.nativeOs,
    nativeLanMan: response.nativeLanMan,
    primaryDomain: response.primaryDomain,
  });
}

/** What a sign-in came to; the last record tells of a violation that only the whole of it shows. */
export function signInOutcome(result: SignInOutcome['result'], records: readonly ExchangeRecord[]): SignInOutcome {
  if (result.ok || result.error.kind !== 'protocol-violation') return { result, records };
  const last = records.length - 1;
  return {
    result,
    records: records.map((record, index) => (index === last ? { ...record, outcome: 'violation' } : record)),
  };
}
