import type { Clock } from '../clock.ts';
import type { Exchanged, ExchangeOptions } from '../net/exchange.ts';
import type { ExchangeFailure } from '../net/failure.ts';
import type { Traffic } from '../net/multiplexer.ts';
import type { TcpConnection } from '../net/tcp-connection.ts';
import type { Credentials } from '../ntlm/credentials.ts';
import { flags2 } from './codec/flags.ts';
import type { Head } from './codec/header.ts';
import type { NtLmNegotiateResponse } from './codec/negotiate.ts';
import type { NtCreateResponse } from './codec/nt-create-andx.ts';
import type { FindFirst2Response } from './codec/trans2-find-first2.ts';
import type { FindNext2Response } from './codec/trans2-find-next2.ts';
import type { QueryFsInfoResponse } from './codec/trans2-query-fs-info.ts';
import type { QueryPathInfoResponse } from './codec/trans2-query-path-info.ts';
import type { EchoOptions, EchoReply } from './echo.ts';
import { echo } from './echo.ts';
import type { OpenOptions, ReadOptions, WriteOptions } from './files.ts';
import { closeFile, deleteFile, flushFile, lockNothing, openFile, readFile, writeFile } from './files.ts';
import { logOff } from './log-off.ts';
import { createMultiplexer } from './multiplexer.ts';
import type { NegotiateReply, NotSmb1 } from './negotiate.ts';
import { negotiate } from './negotiate.ts';
import type { Watch } from './notify-change.ts';
import { watchDirectory } from './notify-change.ts';
import type { OplockBreak } from './oplock.ts';
import { acknowledgeOplockBreak } from './oplock.ts';
import type { FindOptions } from './search.ts';
import { findClose, findFirst, findNext, queryPathInfo } from './search.ts';
import type { SignInOutcome } from './session-setup.ts';
import { signIn } from './sign-in.ts';
import { demandsSigning } from './signing.ts';
import type { Tree } from './tree.ts';
import { connectTree, disconnectTree, queryFsInfo } from './tree.ts';

export type { EchoOptions, EchoReply } from './echo.ts';
export type { NegotiateReply, NotSmb1 } from './negotiate.ts';
export type { Watch, WatchEnd } from './notify-change.ts';
export type { OplockBreak } from './oplock.ts';
export type { Credentials } from '../ntlm/credentials.ts';
export type { AuthenticationUnsupported, Session } from './session-setup.ts';
export type { Tree } from './tree.ts';

/** Names a session and a tree in a request, valid or not. */
export interface Handles {
  readonly uid: number;
  readonly tid: number;
}

/** Names an open file as well. */
export interface FileHandles extends Handles {
  readonly fid: number;
}

export interface Smb1ClientOptions {
  /** How records name this connection: "c1". */
  readonly connection: string;
  /** The name or address that the technician gave: for share paths and the service principal name. */
  readonly host: string;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Buffer;
  /** NetBIOS name of this PC, for accounts that may sign in from certain ones only. Default: none is told. */
  readonly workstation?: string;
  /** Offer extended security (SPNEGO); without it the server sends its challenge at once. Default true. */
  readonly extendedSecurity?: boolean;
  /** Say CAP_STATUS32; without it servers answer with DOS codes. Default true. */
  readonly capStatus32?: boolean;
  /** Say CAP_DYNAMIC_REAUTH, which lets Kerberos sessions expire. Default false. */
  readonly capDynamicReauth?: boolean;
}

export interface SignInOptions extends ExchangeOptions {
  /** A session to be authenticated again ([MS-SMB] 3.3.5.3); default none. */
  readonly uid?: number;
  /** 0 asks the server to cut off this client's other connections ([MS-CIFS] 2.1.3). Default 1. */
  readonly vcNumber?: number;
}

/**
 * One SMB1 connection. Every method resolves, never rejects; a failure leaves the connection usable unless it was the
 * transport's. Requests may overlap.
 */
export interface Smb1Client {
  readonly connection: string;
  /** SMB_COM_NEGOTIATE with NT LM 0.12 alone. Once per connection: servers close on a second one. */
  readonly negotiate: (options: ExchangeOptions) => Promise<Exchanged<NegotiateReply, ExchangeFailure | NotSmb1>>;
  /**
   * SESSION_SETUP_ANDX, as many legs as it takes. A record for each leg. Where the server demands
   * signing, the first session of a user turns it on; nothing else may be outstanding meanwhile.
   */
  readonly signIn: (
    negotiated: NtLmNegotiateResponse,
    credentials: Credentials,
    options: SignInOptions,
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
  /** NT_TRANSACT_NOTIFY_CHANGE on an open directory: it waits until something happens there, or is cancelled. */
  readonly watchDirectory: (handles: FileHandles, options: ExchangeOptions) => Watch;
  /** Who is told from now on that the server wants an oplock back; until then such messages are counted as traffic. */
  readonly onOplockBreak: (listener: (broken: OplockBreak) => void) => void;
  /** Gives the oplock up, as the server asked. */
  readonly acknowledgeOplockBreak: (handles: Handles, broken: OplockBreak) => void;
  /** NT_CREATE_ANDX of a path from the share's root: "\\folder\\file". */
  readonly open: (handles: Handles, path: string, options: OpenOptions) => Promise<Exchanged<NtCreateResponse>>;
  /** READ_ANDX; the bytes stay out of the record. */
  readonly read: (handles: FileHandles, options: ReadOptions) => Promise<Exchanged<Buffer>>;
  /** WRITE_ANDX, gives the bytes written; the data stay out of the record. */
  readonly write: (handles: FileHandles, options: WriteOptions) => Promise<Exchanged<number>>;
  readonly flush: (handles: FileHandles, options: ExchangeOptions) => Promise<Exchanged<null>>;
  /** LOCKING_ANDX without any range: what the server says to the command, and nothing locked. */
  readonly lockNothing: (handles: FileHandles, options: ExchangeOptions) => Promise<Exchanged<null>>;
  /** CLOSE of an open file. */
  readonly closeFile: (handles: FileHandles, options: ExchangeOptions) => Promise<Exchanged<null>>;
  readonly deleteFile: (handles: Handles, path: string, options: ExchangeOptions) => Promise<Exchanged<null>>;
  readonly queryPathInfo: (
    handles: Handles,
    path: string,
    options: ExchangeOptions,
  ) => Promise<Exchanged<QueryPathInfoResponse>>;
  /** TRANS2_FIND_FIRST2 of a pattern from the share's root: "\\folder\\*"; the entries stay out of the record. */
  readonly findFirst: (
    handles: Handles,
    pattern: string,
    options: FindOptions,
  ) => Promise<Exchanged<FindFirst2Response>>;
  /** TRANS2_FIND_NEXT2 of the search that `sid` names: its status tells whether the server still keeps it. */
  readonly findNext: (handles: Handles, sid: number, options: ExchangeOptions) => Promise<Exchanged<FindNext2Response>>;
  /** FIND_CLOSE2 of the search that `sid` names. */
  readonly findClose: (handles: Handles, sid: number, options: ExchangeOptions) => Promise<Exchanged<null>>;
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
/** Any number but 0, which would cut off the client's other connections ([MS-CIFS] 2.1.3). */
const defaultVcNumber = 1;

/** Puts an SMB1 client on an open connection, which it then owns. */
export function createSmb1Client(tcp: TcpConnection, options: Smb1ClientOptions): Smb1Client {
  const { clock, connection, host, randomBytes } = options;
  const { workstation = '', extendedSecurity = true, capStatus32 = true, capDynamicReauth = false } = options;
  const multiplexer = createMultiplexer(tcp, { connection, clock, pid: processId });
  let bits =
    flags2.SMB_FLAGS2_LONG_NAMES |
    flags2.SMB_FLAGS2_IS_LONG_NAME |
    flags2.SMB_FLAGS2_UNICODE |
    (capStatus32 ? flags2.SMB_FLAGS2_NT_STATUS : 0) |
    (extendedSecurity ? flags2.SMB_FLAGS2_EXTENDED_SECURITY : 0);
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
      const exchanged = await negotiate(multiplexer, head(noSession, noTree), exchangeOptions);
      const { result } = exchanged;
      if (result.ok && result.value.kind === 'nt-lm') {
        multiplexer.setMaxMpxCount(result.value.maxMpxCount);
        if (result.value.security.kind === 'challenge') bits &= ~flags2.SMB_FLAGS2_EXTENDED_SECURITY;
      }
      return exchanged;
    },
    signIn: (negotiated, credentials, exchangeOptions) => {
      if (credentials.kind !== 'anonymous' && demandsSigning(negotiated))
        bits |= flags2.SMB_FLAGS2_SMB_SECURITY_SIGNATURE;
      return signIn({
        multiplexer,
        uid: exchangeOptions.uid ?? noSession,
        head: (uid) => head(uid, noTree),
        negotiated,
        credentials,
        host,
        workstation,
        clock,
        randomBytes,
        capStatus32,
        capDynamicReauth,
        vcNumber: exchangeOptions.vcNumber ?? defaultVcNumber,
        exchangeOptions,
      });
    },
    connectTree: ({ uid }, share, exchangeOptions) =>
      connectTree(multiplexer, head(uid, noTree), { host, share }, exchangeOptions),
    echo: (echoOptions) => echo(multiplexer, head(echoOptions.uid ?? noSession, noTree), echoOptions),
    queryFsInfo: ({ uid, tid }, exchangeOptions) => queryFsInfo(multiplexer, head(uid, tid), exchangeOptions),
    watchDirectory: ({ uid, tid, fid }, exchangeOptions) =>
      watchDirectory(multiplexer, head(uid, tid), fid, exchangeOptions),
    onOplockBreak: multiplexer.onOplockBreak,
    acknowledgeOplockBreak: ({ uid, tid }, broken) => {
      acknowledgeOplockBreak(multiplexer, head(uid, tid), broken);
    },
    open: ({ uid, tid }, path, openOptions) => openFile(multiplexer, head(uid, tid), path, openOptions),
    read: ({ uid, tid, fid }, readOptions) => readFile(multiplexer, head(uid, tid), fid, readOptions),
    write: ({ uid, tid, fid }, writeOptions) => writeFile(multiplexer, head(uid, tid), fid, writeOptions),
    flush: ({ uid, tid, fid }, exchangeOptions) => flushFile(multiplexer, head(uid, tid), fid, exchangeOptions),
    lockNothing: ({ uid, tid, fid }, exchangeOptions) => lockNothing(multiplexer, head(uid, tid), fid, exchangeOptions),
    closeFile: ({ uid, tid, fid }, exchangeOptions) => closeFile(multiplexer, head(uid, tid), fid, exchangeOptions),
    deleteFile: ({ uid, tid }, path, exchangeOptions) => deleteFile(multiplexer, head(uid, tid), path, exchangeOptions),
    queryPathInfo: ({ uid, tid }, path, exchangeOptions) =>
      queryPathInfo(multiplexer, head(uid, tid), path, exchangeOptions),
    findFirst: ({ uid, tid }, pattern, findOptions) => findFirst(multiplexer, head(uid, tid), pattern, findOptions),
    findNext: ({ uid, tid }, sid, exchangeOptions) => findNext(multiplexer, head(uid, tid), sid, exchangeOptions),
    findClose: ({ uid, tid }, sid, exchangeOptions) => findClose(multiplexer, head(uid, tid), sid, exchangeOptions),
    disconnectTree: ({ uid, tid }, exchangeOptions) => disconnectTree(multiplexer, head(uid, tid), exchangeOptions),
    logOff: ({ uid }, exchangeOptions) => logOff(multiplexer, head(uid, noTree), exchangeOptions),
    traffic: multiplexer.traffic,
    close: () => {
      multiplexer.close();
    },
  };
}
