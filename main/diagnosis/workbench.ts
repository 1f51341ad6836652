import type { RdpProtocol } from '../../app/knowledge/rdp-security.ts';
import type { Message } from '../../app/model/message.ts';
import type { NtLmNegotiateResponse } from '../smb1/codec/negotiate.ts';
import type { Session, Smb1Client, Tree } from '../smb1/client.ts';
import type { Smb2Client, Smb2Session, Smb2Tree } from '../smb2/client.ts';
import type { NegotiateResponse } from '../smb2/codec/negotiate.ts';
import type { TcpConnection } from '../net/tcp-connection.ts';
import type { WindowsFailure } from '../windows/failure.ts';
import type { SeenServer } from './server-identity.ts';

/** An open connection with the name that its exchanges carry. */
export interface NamedConnection {
  readonly tcp: TcpConnection;
  readonly name: string;
}

/** A temporary file that has yet to be deleted. */
export interface Leftover {
  readonly share: string;
  /** With backslashes and none in front. */
  readonly path: string;
}

/** What the checks of one run build up for one another. */
export interface Workbench {
  addresses: readonly string[];
  /** The address that accepted a connection. */
  address: string | null;
  /** The port there that did. */
  port: number | null;
  /** The connection that `tcp` opened, until a check takes it. */
  unused: NamedConnection | null;
  /** The SMB1 connection that all SMB1 checks share. */
  smb1: Smb1Connection | null;
  session: Session | null;
  readonly trees: Tree[];
  /** The SMB2 connection, with its session and trees. */
  smb2: Smb2Connection | null;
  /** Noted before they are made, so that whatever happens nothing stays behind. */
  readonly leftovers: Set<Leftover>;
  /** What answers said of the machine behind them, in order. */
  readonly servers: SeenServer[];
  /** Where Remote Desktop answered, an offer that it took, and what it chose of it. */
  rdp: RdpService | null;
  /** Windows of the server did not answer a question in time: it is not waited for again. */
  silentWindows: WindowsFailure | null;
  /** A further sign-in was refused: none is tried any more, so that no account is locked out. */
  signInRefused: boolean;
  /** How many connections were opened, for their names. */
  connections: number;
}

/** A negotiated SMB1 connection. */
export interface Smb1Connection {
  readonly client: Smb1Client;
  readonly negotiated: NtLmNegotiateResponse;
  /** Why nothing more may be asked on it: cut, silent, broken, or signatures wanted. */
  unusable: Message | null;
}

/** A negotiated SMB2 connection. */
export interface Smb2Connection {
  readonly client: Smb2Client;
  readonly negotiated: NegotiateResponse;
  session: Smb2Session | null;
  readonly trees: Smb2Tree[];
  /** Why nothing more may be asked on it. */
  unusable: Message | null;
}

export interface RdpService {
  readonly address: string;
  readonly port: number;
  readonly offer: readonly RdpProtocol[];
  readonly chosen: RdpProtocol;
}

/** An empty bench. */
export function createWorkbench(): Workbench {
  return {
    addresses: [],
    address: null,
    port: null,
    unused: null,
    smb1: null,
    session: null,
    trees: [],
    smb2: null,
    leftovers: new Set(),
    servers: [],
    rdp: null,
    silentWindows: null,
    signInRefused: false,
    connections: 0,
  };
}
