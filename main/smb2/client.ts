import { failure } from '../../app/model/result.ts';
import type { Clock } from '../clock.ts';
import type { Exchanged, ExchangeOptions } from '../net/exchange.ts';
import type { Traffic } from '../net/multiplexer.ts';
import { readReply } from '../net/reply.ts';
import type { TcpConnection } from '../net/tcp-connection.ts';
import type { Credentials } from '../ntlm/credentials.ts';
import type { Head } from './codec/header.ts';
import { commands } from './codec/header.ts';
import type { NegotiateResponse } from './codec/negotiate.ts';
import { decodeNegotiateResponse, encodeNegotiateRequest, smb2Dialects, smb311 } from './codec/negotiate.ts';
import { SHA_512 } from './codec/negotiate-contexts.ts';
import { createMultiplexer } from './multiplexer.ts';
import { clientOffer } from './negotiate-offer.ts';
import type { Sender, Smb2Tree } from './requests.ts';
import { connectTree, disconnectTree, echo, logOff } from './requests.ts';
import type { SignInOutcome } from './session-setup.ts';
import { signIn } from './session-setup.ts';
import type { Signer } from './signing.ts';
import { noPreauthHash, preauthHash } from './signing.ts';

export type { Smb2Tree } from './requests.ts';
export type { Smb2Session } from './session-setup.ts';

/** Names a session in a request, valid or not. */
export interface Smb2SessionHandle {
  readonly sessionId: bigint;
}

/** Names a tree as well. */
export interface Smb2TreeHandle extends Smb2SessionHandle {
  readonly treeId: number;
}

export interface Smb2ClientOptions {
  /** How records name this connection: "c1". */
  readonly connection: string;
  /** The name or address that the technician gave: for share paths and the service principal name. */
  readonly host: string;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Buffer;
  /** NetBIOS name of this PC, for accounts that may sign in from certain ones only. Default: none is told. */
  readonly workstation?: string;
}

export interface Smb2NegotiateWish extends ExchangeOptions {
  /** Default: all from 2.0.2 to 3.1.1. */
  readonly dialects?: readonly number[];
  /** 16 bytes; a new random one by default, so that no server takes this client for one that it knows. */
  readonly clientGuid?: Buffer;
  /** Default true, so that a server which wants encryption says so. A session may then be of no use: see `encryptData`. */
  readonly offerEncryption?: boolean;
}

export interface Smb2SignInOptions extends ExchangeOptions {
  /** A session to be authenticated again ([MS-SMB2] 3.3.5.5); default none. */
  readonly sessionId?: bigint;
  /** A session of an earlier connection, which the server ends in favour of the new one; default none. */
  readonly previousSessionId?: bigint;
}

/**
 * One SMB2 connection. Every method resolves, never rejects; a failure leaves the connection usable unless it was the
 * transport's. Requests may overlap. Those of a user's session are signed, and their replies checked, until it is logged
 * off.
 */
export interface Smb2Client {
  readonly connection: string;
  /** NEGOTIATE. Once per connection, and first: servers close on a second one. */
  readonly negotiate: (wish: Smb2NegotiateWish) => Promise<Exchanged<NegotiateResponse>>;
  /** SESSION_SETUP, as many legs as it takes; a record for each. One sign-in at a time. */
  readonly signIn: (
    negotiated: NegotiateResponse,
    credentials: Credentials,
    options: Smb2SignInOptions,
  ) => Promise<SignInOutcome>;
  /** TREE_CONNECT to `\\HOST\share`. */
  readonly connectTree: (
    session: Smb2SessionHandle,
    share: string,
    options: ExchangeOptions,
  ) => Promise<Exchanged<Smb2Tree>>;
  readonly echo: (session: Smb2SessionHandle, options: ExchangeOptions) => Promise<Exchanged<null>>;
  readonly disconnectTree: (tree: Smb2TreeHandle, options: ExchangeOptions) => Promise<Exchanged<null>>;
  readonly logOff: (session: Smb2SessionHandle, options: ExchangeOptions) => Promise<Exchanged<null>>;
  readonly traffic: () => Traffic;
  /** Closes the connection in order; what is outstanding fails as cancelled. */
  readonly close: () => void;
}

/** What the header names when a command belongs to no tree, or to no session. */
const noTree = 0;
const noSession = 0n;
/** The first dialect whose requests say what they cost, [MS-SMB2] 3.2.4.1.5. */
const smb210 = 0x0210;

/** Puts an SMB2 client on an open connection, which it then owns. */
export function createSmb2Client(tcp: TcpConnection, options: Smb2ClientOptions): Smb2Client {
  const { clock, connection, host, randomBytes, workstation = '' } = options;
  const multiplexer = createMultiplexer(tcp, { connection, clock });
  /** What signs each session that was not logged off. */
  const signers = new Map<bigint, Signer>();
  let creditCharge = 0;
  let hash: Buffer = noPreauthHash;

  // MessageId and credits are written when the request is sent.
  const head = (sessionId: bigint, treeId: number): Head => ({
    creditCharge,
    credits: 0,
    messageId: 0,
    treeId,
    sessionId,
  });
  const sender = ({ sessionId, treeId = noTree }: Smb2SessionHandle & Partial<Smb2TreeHandle>): Sender => ({
    multiplexer,
    head: head(sessionId, treeId),
    signer: signers.get(sessionId) ?? null,
  });

  return {
    connection,
    negotiate: async (wish) => {
      const {
        dialects = smb2Dialects,
        clientGuid = randomBytes(16),
        offerEncryption = true,
        ...exchangeOptions
      } = wish;
      const request = encodeNegotiateRequest(
        head(noSession, noTree),
        clientOffer({ dialects, clientGuid, randomBytes }, offerEncryption),
      );
      const exchanged = await multiplexer.exchange<NegotiateResponse>(
        {
          series: 'smb2.negotiate',
          command: commands.NEGOTIATE,
          message: request,
          signer: null,
          take: (message) => {
            const decoded = readReply(decodeNegotiateResponse(message));
            if (!decoded.ok) return decoded;
            const { dialect, contexts } = decoded.value;
            if (!dialects.includes(dialect)) return failure({ reason: 'wrong-dialect', field: 'DialectRevision' });
            if (dialect === smb311 && !contexts.hashAlgorithms.includes(SHA_512)) {
              return failure({ reason: 'malformed', field: 'HashAlgorithms' });
            }
            hash = preauthHash(preauthHash(noPreauthHash, request), message);
            return decoded;
          },
        },
        exchangeOptions,
      );
      if (exchanged.result.ok && exchanged.result.value.dialect >= smb210) creditCharge = 1;
      return exchanged;
    },
    signIn: async (negotiated, credentials, { sessionId = noSession, previousSessionId = 0n, ...exchangeOptions }) => {
      const { signer, ...outcome } = await signIn({
        multiplexer,
        sessionId,
        signer: signers.get(sessionId) ?? null,
        previousSessionId,
        head: (id) => head(id, noTree),
        negotiated,
        preauthHash: hash,
        credentials,
        host,
        workstation,
        clock,
        randomBytes,
        exchangeOptions,
      });
      if (outcome.result.ok && signer !== null) signers.set(outcome.result.value.sessionId, signer);
      return outcome;
    },
    connectTree: (session, share, exchangeOptions) => connectTree(sender(session), { host, share }, exchangeOptions),
    echo: (session, exchangeOptions) => echo(sender(session), exchangeOptions),
    disconnectTree: (tree, exchangeOptions) => disconnectTree(sender(tree), exchangeOptions),
    logOff: async (session, exchangeOptions) => {
      const exchanged = await logOff(sender(session), exchangeOptions);
      if (exchanged.result.ok) signers.delete(session.sessionId);
      return exchanged;
    },
    traffic: multiplexer.traffic,
    close: multiplexer.close,
  };
}
