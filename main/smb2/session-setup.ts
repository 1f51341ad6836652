/** Sign-in by SPNEGO, [MS-SMB2] 3.2.4.2.3 and 3.2.5.3. */
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { Clock } from '../clock.ts';
import type { Exchanged, ExchangeOptions, ExchangeRecord } from '../net/exchange.ts';
import type { ExchangeFailure } from '../net/failure.ts';
import { filetimeFromDate } from '../net/filetime.ts';
import { readReply } from '../net/reply.ts';
import type { Credentials } from '../ntlm/credentials.ts';
import type { Agreement, LegToken } from '../ntlm/sign-in-dialogue.ts';
import { beginSignIn } from '../ntlm/sign-in-dialogue.ts';
import { maxLegs, offersNtlm } from '../ntlm/sign-in-tokens.ts';
import type { Head, Header } from './codec/header.ts';
import { commands } from './codec/header.ts';
import type { NegotiateResponse } from './codec/negotiate.ts';
import { smb2SecurityModes, smb311 } from './codec/negotiate.ts';
import type { SessionSetupResponse } from './codec/session-setup.ts';
import { decodeSessionSetupResponse, encodeSessionSetupRequest, sessionFlags } from './codec/session-setup.ts';
import type { Multiplexer } from './multiplexer.ts';
import type { Signer } from './signing.ts';
import { createSigner, preauthHash } from './signing.ts';

/** The server can't be signed in to with what there is. Said before any credential is sent. */
export interface AuthenticationUnsupported {
  readonly kind: 'authentication-unsupported';
  readonly why: 'no-ntlm' | 'no-token';
}

/** A session that the server has opened. */
export interface Smb2Session {
  readonly sessionId: bigint;
  readonly account: Credentials['kind'];
  /** SMB2_SESSION_FLAG_IS_GUEST: the server took us for a guest, whoever we said we were. */
  readonly guest: boolean;
  /** Every request of this session is signed and every reply checked. */
  readonly signed: boolean;
  /**
   * SMB2_SESSION_FLAG_ENCRYPT_DATA: the server encrypts all that it answers from now on, which this client can't read.
   * Said only where encryption was offered.
   */
  readonly encryptData: boolean;
  /** When it ends of itself, where whoever made its tokens knows. */
  readonly expiresAt?: Date;
}

export interface SignInInput {
  readonly multiplexer: Multiplexer;
  /** What the first leg names: 0, or a session that is to be authenticated again. */
  readonly sessionId: bigint;
  /** What that session is signed with. */
  readonly signer: Signer | null;
  readonly previousSessionId: bigint;
  readonly head: (sessionId: bigint) => Head;
  readonly negotiated: NegotiateResponse;
  /** After NEGOTIATE; counts with 3.1.1 only. */
  readonly preauthHash: Buffer;
  readonly credentials: Credentials;
  readonly host: string;
  readonly workstation: string;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Buffer;
  readonly exchangeOptions: ExchangeOptions;
}

export interface SignInOutcome {
  readonly result: Result<Smb2Session, ExchangeFailure | AuthenticationUnsupported>;
  /** One for each leg. */
  readonly records: readonly ExchangeRecord[];
}

/** The same with what signs the session from now on. */
export interface SignedIn extends SignInOutcome {
  readonly signer: Signer | null;
}

interface Leg {
  readonly sessionId: bigint;
  /** STATUS_MORE_PROCESSING_REQUIRED rather than success. */
  readonly more: boolean;
  readonly response: SessionSetupResponse;
  readonly header: Header;
  readonly request: Buffer;
  readonly reply: Buffer;
}

type Failure = ExchangeFailure | AuthenticationUnsupported;
type Violation = Extract<ExchangeFailure, { kind: 'protocol-violation' }>;

const STATUS_MORE_PROCESSING_REQUIRED = 0xc0000016;

/** Signs in leg by leg until the server says yes or no. */
export async function signIn(input: SignInInput): Promise<SignedIn> {
  const { credentials, negotiated } = input;
  const records: ExchangeRecord[] = [];
  const refuse = (error: Failure): SignedIn => ({ result: failure(error), records, signer: null });
  const violate = (fault: Pick<Violation, 'reason' | 'field'>): SignedIn => refuse(violation(fault, records));
  if (credentials.kind !== 'token' && !offersNtlm(negotiated.securityBuffer)) {
    return refuse({ kind: 'authentication-unsupported', why: 'no-ntlm' });
  }
  const dialogue = beginSignIn({
    credentials,
    workstation: input.workstation,
    servicePrincipalName: `cifs/${input.host}`,
    randomBytes: input.randomBytes,
    now: () => filetimeFromDate(input.clock.now()),
  });
  let { sessionId, preauthHash: hash } = input;
  let serverToken: Buffer | null = null;
  for (let count = 1; count <= maxLegs; count += 1) {
    const token = await dialogue.next(serverToken);
    if (!token.ok) {
      const { error } = token;
      return error.reason === 'no-token'
        ? refuse({ kind: 'authentication-unsupported', why: 'no-token' })
        : violate(error);
    }
    const { result, record } = await sendLeg(input, sessionId, token.value);
    records.push(record);
    if (!result.ok) return refuse(result.error);
    const leg = result.value;
    hash = preauthHash(hash, leg.request);
    if (!leg.more) {
      const agreed = await dialogue.end(leg.response.buffer);
      return agreed.ok ? open(input, leg, agreed.value, hash, records) : violate(agreed.error);
    }
    hash = preauthHash(hash, leg.reply);
    sessionId = leg.sessionId;
    serverToken = leg.response.buffer;
  }
  return violate({ reason: 'endless-authentication' });
}

/** Sends one leg; the record keeps it without its secrets. */
function sendLeg(input: SignInInput, sessionId: bigint, token: LegToken): Promise<Exchanged<Leg>> {
  const head = input.head(sessionId);
  const encode = (buffer: Buffer): Buffer =>
    encodeSessionSetupRequest(head, {
      securityMode: smb2SecurityModes.SMB2_NEGOTIATE_SIGNING_ENABLED,
      capabilities: 0,
      previousSessionId: input.previousSessionId,
      buffer,
    });
  const request = encode(token.clear);
  return input.multiplexer.exchange<Leg>(
    {
      series: 'smb2.session-setup',
      command: commands.SESSION_SETUP,
      message: request,
      recorded: encode(token.blank),
      signer: input.signer,
      alsoTakes: STATUS_MORE_PROCESSING_REQUIRED,
      take: (reply, header) => {
        const decoded = readReply(decodeSessionSetupResponse(reply));
        if (!decoded.ok) return decoded;
        const { sessionId: given, status } = header;
        return success({ sessionId: given, more: status !== 0, response: decoded.value, header, request, reply });
      },
    },
    input.exchangeOptions,
  );
}

/**
 * The session that a last leg has opened. A user's is signed from here on, and where the server demands it or with 3.1.1
 * this very response has to be signed already ([MS-SMB2] 3.2.5.3.1). Nobody and guests have no key.
 */
function open(
  input: SignInInput,
  leg: Leg,
  { sessionKey, expiresAt }: Agreement,
  hash: Buffer,
  records: ExchangeRecord[],
): SignedIn {
  const { negotiated, credentials } = input;
  const flags = leg.response.sessionFlags;
  const guest = (flags & sessionFlags.SMB2_SESSION_FLAG_IS_GUEST) !== 0;
  const nobody = (flags & sessionFlags.SMB2_SESSION_FLAG_IS_NULL) !== 0;
  const { dialect } = negotiated;
  const own = sessionKey && createSigner({ dialect, sessionKey, preauthHash: hash });
  const unsigned = guest || nobody;
  const fault = own === null || input.signer !== null ? null : signOnFault(negotiated, leg, own, unsigned);
  if (fault !== null) return { result: failure(violation(fault, records)), records, signer: null };
  const signer = input.signer ?? (unsigned ? null : own);
  return {
    result: success({
      sessionId: leg.sessionId,
      account: credentials.kind,
      guest,
      signed: signer !== null,
      encryptData: (flags & sessionFlags.SMB2_SESSION_FLAG_ENCRYPT_DATA) !== 0,
      ...(expiresAt !== undefined && { expiresAt }),
    }),
    records,
    signer,
  };
}

function signOnFault(
  { dialect, securityMode }: NegotiateResponse,
  { header, reply }: Leg,
  signer: Signer,
  unsigned: boolean,
): Pick<Violation, 'reason' | 'field'> | null {
  // Also where it says that we are a guest: whoever changes that on the way can't sign it.
  if (header.signed) return signer.verifies(reply) ? null : { reason: 'bad-signature', field: 'Signature' };
  const required = (securityMode & smb2SecurityModes.SMB2_NEGOTIATE_SIGNING_REQUIRED) !== 0;
  return !unsigned && (required || dialect === smb311) ? { reason: 'not-signed', field: 'Signature' } : null;
}

/** A violation that only the whole of a sign-in shows; the last record tells of it too. */
function violation({ reason, field }: Pick<Violation, 'reason' | 'field'>, records: ExchangeRecord[]): Violation {
  const last = records.pop();
  if (last !== undefined) records.push({ ...last, outcome: 'violation' });
  const bytes = last?.reply ?? Buffer.alloc(0);
  return { kind: 'protocol-violation', reason, ...(field !== undefined && { field }), bytes };
}
