import type { Account } from './account.ts';
import type { ExistingConnection, PathRead } from './connections.ts';
import type { EventQuery, LoggedEvent } from './events.ts';
import type { Read, ReadOptions } from './failure.ts';
import type { ServerInfo, WorkstationInfo } from './lan-manager.ts';
import type { OperatingSystem } from './operating-system.ts';
import type { TcpRow } from './ports.ts';
import type { ProcessEntry } from './processes.ts';
import type { RegistryReader } from './registry.ts';
import type { ServiceInfo } from './services.ts';
import type { SessionInfo } from './sessions.ts';
import type { KerberosTicket } from './tickets.ts';

/** A server that is asked from here, or this PC. */
export type Machine = string | null;

/**
 * What can be asked of Windows. Every reader resolves, never rejects, ends by its deadline and when cancelled, and gives
 * a failure rather than an empty answer where a function is known to lie. One implementation calls Win32, one replays
 * what was recorded, and one says of everything that it is not available.
 */
export interface WindowsInspector {
  readonly operatingSystem: (options: ReadOptions) => Read<OperatingSystem>;
  readonly registry: RegistryReader;
  readonly processes: (imageName: string, options: ReadOptions) => Read<readonly ProcessEntry[]>;
  readonly sessions: (machine: Machine, options: ReadOptions) => Read<readonly SessionInfo[]>;
  /** Null when there is no such service. */
  readonly service: (machine: Machine, name: string, options: ReadOptions) => Read<ServiceInfo | null>;
  readonly tcpTable: (options: ReadOptions) => Read<readonly TcpRow[]>;
  readonly tickets: (options: ReadOptions) => Read<readonly KerberosTicket[]>;
  readonly events: (machine: Machine, query: EventQuery, options: ReadOptions) => Read<readonly LoggedEvent[]>;
  /** What NetUseEnum gives in the view of this process, elevated or not. */
  readonly connections: (options: ReadOptions) => Read<readonly ExistingConnection[]>;
  /** Reads the beginning of a file, or the first entry of a folder, through Windows' own redirector. */
  readonly readPath: (path: string, options: ReadOptions) => Read<PathRead>;
  /** Names of saved credentials; never what is in them. */
  readonly savedCredentialNames: (options: ReadOptions) => Read<readonly string[]>;
  /** The text of Default.rdp in the user's documents, 16 KiB at most; null when there is none. */
  readonly defaultRdpFile: (options: ReadOptions) => Read<string | null>;
  readonly account: (options: ReadOptions) => Read<Account>;
  readonly workstationInfo: (options: ReadOptions) => Read<WorkstationInfo>;
  readonly serverInfo: (machine: Machine, options: ReadOptions) => Read<ServerInfo>;
}
