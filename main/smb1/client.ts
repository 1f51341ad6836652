import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { Clock } from '../clock.ts';
import type { Exchanged, ExchangeOptions } from '../net/exchange.ts';
import type { ExchangeFailure } from '../net/failure.ts';
import type { Malformed } from '../net/malformed.ts';
import type { TcpConnection } from '../net/tcp-connection.ts';
import { decodeEchoResponse, encodeEchoRequest } from './codec/echo.ts';
import { flags2 } from './codec/flags.ts';
import type { Head, Header } from './codec/header.ts';
import { commands, protocolOf } from './codec/header.ts';
import { decodeLogoffResponse, encodeLogoffRequest } from './codec/logoff-andx.ts';
import type { NegotiateResponse, NtLmNegotiateResponse } from './codec/negotiate.ts';
import { decodeNegotiateResponse, encodeNegotiateRequest, ntLm012 } from './codec/negotiate.ts';
import type { QueryFsInfoResponse } from './codec/trans2-query-fs-info.ts';
import {
  decodeQueryFsInfoResponse,
  encodeQueryFsInfoRequest,
  SMB_QUERY_FS_SIZE_INFO,
} from './codec/trans2-query-fs-info.ts';
import type { TreeConnectResponse } from './codec/tree-connect-andx.ts';
import {
  anyService,
  decodeTreeConnectResponse,
  encodeTreeConnectRequest,
  TREE_CONNECT_ANDX_EXTENDED_RESPONSE,
} from './codec/tree-connect-andx.ts';
import { decodeTreeDisconnect, encodeTreeDisconnectRequest } from './codec/tree-disconnect.ts';
import type { Outgoing, ReplyFault, Traffic } from './multiplexer.ts';
import { createMultiplexer } from './multiplexer.ts';
import type { Credentials, SignInOutcome } from './session-setup.ts';
import { signIn } from './sign-in.ts';

export type { AuthenticationUnsupported, Credentials, Session } from './session-setup.ts';

/** An SMB1 NEGOTIATE answered in another language. `bytes` is what came, without its frame where it had one. */
export type NotSmb1 =
  | { readonly kind: 'smb2-answer'; readonly bytes: Uint8Array }
  | { readonly kind: 'not-smb'; readonly bytes: Uint8Array };

/** What a server that was asked for NT LM 0.12 says: its parameters, or that it does not speak it. */
export type NegotiateReply = NtLmNegotiateResponse | { readonly kind: 'no-dialect'; readonly wordCount: 0 | 1 };

/** An open share. */
export interface Tree extends TreeConnectResponse {
  readonly tid: number;
  readonly uid: number;
  readonly share: string;
}

/** Echoes, in the order in which they came. Fewer than asked for when the deadline passed after the first. */
export interface EchoReply {
  readonly asked: number;
  readonly replies: readonly { readonly sequence: number; readonly ms: number }[];
}

export interface EchoOptions extends ExchangeOptions {
  /** How many replies one request asks for; default 1, at least 1. */
  readonly count?: number;
  /** What is echoed; default 16 bytes. */
  readonly data?: Uint8Array;
  /** Default 0: servers then look at no session. */
  readonly uid?: number;
}

/** Names a session and a tree in a request, valid or not. */
export interface Handles {
  readonly uid: number;
  readonly tid: number;
}

export interface Smb1ClientOptions {
  /** How records name this connection: "c1". */
  readonly connection: string;
  /** The name or address that the technician gave: for share paths and the service principal name. */
  readonly host: string;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Buffer;
  /** Offer extended security (SPNEGO); without it the server sends its challenge at once. Default true. */
  readonly extendedSecurity?: boolean;
  /** Say CAP_STATUS32; without it servers answer with DOS codes. Default true. */
  readonly capStatus32?: boolean;
  /** Say CAP_DYNAMIC_REAUTH, which lets Kerberos sessions expire. Default false. */
  readonly capDynamicReauth?: boolean;
}

/**
 * One SMB1 connection. Every method resolves, never rejects; a failure leaves the connection usable unless it was the
 * transport's. Requests may overlap.
 */
export interface Smb1Client {
  readonly connection: string;
  /** SMB_COM_NEGOTIATE with NT LM 0.12 alone. Once per connection: servers close on a second one. */
  readonly negotiate: (options: ExchangeOptions) => Promise<Exchanged<NegotiateReply, ExchangeFailure | NotSmb1>>;
  /** SESSION_SETUP_ANDX, as many legs as it takes, with VcNumber 1. A record for each leg. */
  readonly signIn: (
    negotiated: NtLmNegotiateResponse,
    credentials: Credentials,
    options: ExchangeOptions,
  ) => Promise<SignInOutcome>;
  /** TREE_CONNECT_ANDX to `\\HOST\share`. */
  readonly connectTree: (
    session: { readonly uid: number },
    share: string,
    options: ExchangeOptions,
  ) => Promise<Exchanged<Tree>>;
  readonly echo: (options: EchoOptions) => Promise<Exchanged<EchoReply>>;
  /** TRANS2_QUERY_FS_INFORMATION: needs a valid session, so its status tells whether there is one. */
  readonly queryFsInfo: (handles: Handles, options: ExchangeOptions) => Promise<Exchanged<QueryFsInfoResponse>>;
  readonly disconnectTree: (handles: Handles, options: ExchangeOptions) => Promise<Exchanged<null>>;
  readonly logOff: (session: { readonly uid: number }, options: ExchangeOptions) => Promise<Exchanged<null>>;
  readonly traffic: () => Traffic;
  /** Closes the connection in order; what is outstanding fails as cancelled. */
  readonly close: () => void;
}

/** No tree, no session: what the header names when a command belongs to neither. */
const noTree = 0xffff;
const noSession = 0;
/** [MS-CIFS] 2.2.1.6.3: a process id need not be one of the operating system's. */
const processId = 0xfeff;
const defaultEchoData = Buffer.from('session-doctor-1');

/** Puts an SMB1 client on an open connection, which it then owns. */
export function createSmb1Client(tcp: TcpConnection, options: Smb1ClientOptions): Smb1Client {
  const { clock, connection, host } = options;
  const capStatus32 = options.capStatus32 ?? true;
  const multiplexer = createMultiplexer(tcp, { connection, clock, pid: processId });
  let bits =
    flags2.SMB_FLAGS2_LONG_NAMES |
    flags2.SMB_FLAGS2_IS_LONG_NAME |
    flags2.SMB_FLAGS2_UNICODE |
    (capStatus32 ? flags2.SMB_FLAGS2_NT_STATUS : 0) |
    ((options.extendedSecurity ?? true) ? flags2.SMB_FLAGS2_EXTENDED_SECURITY : 0);
  const head = (uid: number, tid: number): Head => ({
    flags2: bits,
    pid: processId,
    uid,
    tid,
    mid: multiplexer.nextMid(),
  });

  return {
    connection,
    negotiate: async (exchangeOptions) => {
      const request = head(noSession, noTree);
      const exchanged = await multiplexer.exchange<NegotiateReply>(
        {
          series: 'smb1.negotiate',
          command: commands.SMB_COM_NEGOTIATE,
          mid: request.mid,
          message: encodeNegotiateRequest(request, { dialects: [ntLm012] }),
          take: (message, header) => negotiateReply(read(decodeNegotiateResponse(message, header))),
        },
        exchangeOptions,
      );
      const { result } = exchanged;
      if (result.ok && result.value.kind === 'nt-lm') {
        multiplexer.setMaxMpxCount(result.value.maxMpxCount);
        if (result.value.security.kind === 'challenge') bits &= ~flags2.SMB_FLAGS2_EXTENDED_SECURITY;
      }
      return inOtherWords(exchanged);
    },

    signIn: (negotiated, credentials, exchangeOptions) =>
      signIn({
        multiplexer,
        head: (uid) => head(uid, noTree),
        negotiated,
        credentials,
        host,
        clock,
        randomBytes: options.randomBytes,
        capStatus32,
        capDynamicReauth: options.capDynamicReauth ?? false,
        exchangeOptions,
      }),

    connectTree: ({ uid }, share, exchangeOptions) => {
      const request = head(uid, noTree);
      const path = `\\\\${host}\\${share}`;
      const message = encodeTreeConnectRequest(request, {
        flags: TREE_CONNECT_ANDX_EXTENDED_RESPONSE,
        password: Buffer.alloc(1),
        path,
        service: anyService,
      });
      const take: Outgoing<Tree>['take'] = (reply, header) => {
        const decoded = read(decodeTreeConnectResponse(reply, header));
        return decoded.ok ? success({ ...decoded.value, tid: header.tid, uid, share }) : decoded;
      };
      const command = commands.SMB_COM_TREE_CONNECT_ANDX;
      return multiplexer.exchange(
        { series: 'smb1.tree-connect', command, mid: request.mid, message, take },
        exchangeOptions,
      );
    },

    echo: (echoOptions) => {
      const asked = echoOptions.count ?? 1;
      const data = echoOptions.data === undefined ? defaultEchoData : Buffer.from(echoOptions.data);
      const request = head(echoOptions.uid ?? noSession, noTree);
      const replies: { sequence: number; ms: number }[] = [];
      const take = (message: Buffer, header: Header, ms: number): Result<EchoReply, ReplyFault> | null => {
        const echoed = read(decodeEchoResponse(message, header));
        if (!echoed.ok) return echoed;
        if (!echoed.value.data.equals(data)) return failure({ reason: 'echo-data' });
        const sequence = echoed.value.sequenceNumber;
        if (sequence !== replies.length + 1) return failure({ reason: 'echo-sequence', field: 'SequenceNumber' });
        replies.push({ sequence, ms });
        return replies.length < asked ? null : success({ asked, replies });
      };
      const outgoing: Outgoing<EchoReply> = {
        series: 'smb1.echo',
        command: commands.SMB_COM_ECHO,
        mid: request.mid,
        message: encodeEchoRequest(request, { echoCount: asked, data }),
        take,
        partial: () => ({ asked, replies }),
      };
      return multiplexer.exchange(outgoing, echoOptions);
    },

    queryFsInfo: ({ uid, tid }, exchangeOptions) => {
      const request = head(uid, tid);
      const message = encodeQueryFsInfoRequest(request, {
        informationLevel: SMB_QUERY_FS_SIZE_INFO,
        maxDataCount: 560,
      });
      const take: Outgoing<QueryFsInfoResponse>['take'] = (reply, header) =>
        read(decodeQueryFsInfoResponse(reply, header));
      const command = commands.SMB_COM_TRANSACTION2;
      return multiplexer.exchange(
        { series: 'smb1.query-fs-info', command, mid: request.mid, message, take },
        exchangeOptions,
      );
    },

    disconnectTree: ({ uid, tid }, exchangeOptions) => {
      const request = head(uid, tid);
      const message = encodeTreeDisconnectRequest(request);
      const take: Outgoing<null>['take'] = (_reply, header) => read(decodeTreeDisconnect(header));
      const command = commands.SMB_COM_TREE_DISCONNECT;
      return multiplexer.exchange(
        { series: 'smb1.tree-disconnect', command, mid: request.mid, message, take },
        exchangeOptions,
      );
    },

    logOff: ({ uid }, exchangeOptions) => {
      const request = head(uid, noTree);
      const message = encodeLogoffRequest(request);
      const take: Outgoing<null>['take'] = (_reply, header) => read(decodeLogoffResponse(header));
      const command = commands.SMB_COM_LOGOFF_ANDX;
      return multiplexer.exchange({ series: 'smb1.logoff', command, mid: request.mid, message, take }, exchangeOptions);
    },

    traffic: multiplexer.traffic,
    close: () => {
      multiplexer.close('in-order');
    },
  };
}

function read<Reply>(decoded: Result<Reply, Malformed>): Result<Reply, ReplyFault> {
  return decoded.ok ? decoded : failure({ reason: 'malformed', field: decoded.error.field });
}

/** Only one dialect was offered, so an answer that names any other contradicts the question. */
function negotiateReply(decoded: Result<NegotiateResponse, ReplyFault>): Result<NegotiateReply, ReplyFault> {
  if (!decoded.ok) return decoded;
  if (decoded.value.kind === 'lan-manager') return failure({ reason: 'wrong-dialect', field: 'WordCount' });
  if (decoded.value.kind === 'nt-lm' && decoded.value.dialectIndex !== 0) {
    return failure({ reason: 'wrong-dialect', field: 'DialectIndex' });
  }
  return success(decoded.value);
}

/** Tells "not SMB at all" and "SMB2" from an SMB1 server that breaks its own protocol. */
function inOtherWords(exchanged: Exchanged<NegotiateReply>): Exchanged<NegotiateReply, ExchangeFailure | NotSmb1> {
  const { result, record } = exchanged;
  if (result.ok || result.error.kind !== 'protocol-violation') return exchanged;
  const { reason, bytes } = result.error;
  if (reason !== 'wrong-protocol' && reason !== 'framing') return exchanged;
  if (reason === 'wrong-protocol' && protocolOf(Buffer.from(bytes)) === 'smb2') {
    return { result: failure({ kind: 'smb2-answer', bytes }), record: { ...record, outcome: 'answered' } };
  }
  return { result: failure({ kind: 'not-smb', bytes }), record };
}
