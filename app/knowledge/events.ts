import type { EventTells } from '../model/observations/windows-user-side.ts';

/** One event that bears on sessions. */
export interface EventRow {
  readonly provider: string;
  readonly event: number;
  readonly tells: EventTells;
}

/** One question to a log: the event log's query takes little more than twenty ids and providers at once. */
export interface EventSource {
  readonly channel: string;
  /** Providers are asked for by name where the channel is shared. */
  readonly shared: boolean;
  /** Where it is read: on this PC alone, or on the server as well. */
  readonly machine: 'this-pc' | 'both';
  /** The latest so many are fetched. */
  readonly most: number;
  readonly events: readonly EventRow[];
  readonly source: string;
  /** H the provider's own texts or Microsoft's pages; M several independent third parties; L one. */
  readonly confidence: 'H' | 'M' | 'L';
}

const rows = (provider: string, events: Readonly<Record<number, EventTells>>): readonly EventRow[] =>
  Object.entries(events).map(([event, tells]) => ({ provider, event: Number(event), tells }));

const MOST = 200;
/** Windows tells of every service that starts or stops. */
const MOST_OF_SERVICES = 2000;

/** The logs that remember how sessions ended (facts.md F4 and F8; texts of the SMB client from its provider's manifest). */
export const eventSources: readonly EventSource[] = [
  {
    channel: 'Microsoft-Windows-TerminalServices-LocalSessionManager/Operational',
    shared: false,
    machine: 'both',
    most: MOST,
    events: rows('Microsoft-Windows-TerminalServices-LocalSessionManager', {
      21: 'rdp-logon',
      22: 'rdp-shell-started',
      23: 'rdp-logoff',
      24: 'rdp-disconnected',
      25: 'rdp-reconnected',
      39: 'rdp-disconnected-by-session',
      40: 'rdp-disconnected-for-reason',
    }),
    source: 'texts of the provider; [MS-RDPBCGR] 2.2.5.1.1 for the reasons',
    confidence: 'M',
  },
  {
    channel: 'Microsoft-Windows-TerminalServices-RemoteConnectionManager/Operational',
    shared: false,
    machine: 'both',
    most: MOST,
    events: rows('Microsoft-Windows-TerminalServices-RemoteConnectionManager', {
      261: 'rdp-connection-received',
      1149: 'rdp-authenticated',
    }),
    source: 'texts of the provider',
    confidence: 'M',
  },
  {
    channel: 'Microsoft-Windows-RemoteDesktopServices-RdpCoreTS/Operational',
    shared: false,
    machine: 'both',
    most: MOST,
    events: rows('Microsoft-Windows-RemoteDesktopServices-RdpCoreTS', {
      99: 'rdp-transport-failed',
      131: 'rdp-connection-from',
      140: 'rdp-bad-credentials',
      148: 'rdp-channel-closed',
    }),
    source: 'third-party descriptions',
    confidence: 'L',
  },
  {
    channel: 'Microsoft-Windows-TerminalServices-RDPClient/Operational',
    shared: false,
    machine: 'this-pc',
    most: MOST,
    events: rows('Microsoft-Windows-TerminalServices-ClientActiveXCore', {
      1024: 'rdp-client-connecting',
      1025: 'rdp-client-connected',
      1026: 'rdp-client-disconnected',
    }),
    source: 'texts of the provider; IMsTscAxEvents::OnDisconnected for the reasons',
    confidence: 'M',
  },
  {
    channel: 'Microsoft-Windows-SmbClient/Connectivity',
    shared: false,
    machine: 'this-pc',
    most: MOST,
    events: rows('Microsoft-Windows-SMBClient', {
      30803: 'smb-connect-failed',
      30804: 'smb-connection-lost',
      30805: 'smb-session-lost',
      30806: 'smb-session-back',
      30807: 'smb-share-lost',
      30808: 'smb-share-back',
      30809: 'smb-request-timed-out',
    }),
    source: 'texts of the provider',
    confidence: 'H',
  },
  {
    channel: 'Microsoft-Windows-SmbClient/Security',
    shared: false,
    machine: 'this-pc',
    most: MOST,
    events: rows('Microsoft-Windows-SMBClient', { 31001: 'smb-sign-in-failed', 32000: 'smb1-refused-here' }),
    source: 'texts of the provider; learn: detect, enable and disable SMBv1',
    confidence: 'M',
  },
  {
    channel: 'System',
    shared: true,
    machine: 'both',
    most: MOST,
    events: [
      ...rows('EventLog', { 6005: 'system-started', 6006: 'system-stopping', 6008: 'system-stopped-unexpectedly' }),
      ...rows('User32', { 1074: 'system-restart-asked' }),
      ...rows('Microsoft-Windows-Kernel-General', { 12: 'system-started', 13: 'system-stopping' }),
      ...rows('LsaSrv', { 6167: 'duplicate-sid' }),
    ],
    source: 'texts of the providers; techcommunity 4503956 for 6167',
    confidence: 'H',
  },
  {
    channel: 'System',
    shared: true,
    machine: 'both',
    most: MOST_OF_SERVICES,
    events: rows('Service Control Manager', {
      7031: 'service-crashed',
      7034: 'service-crashed',
      7036: 'service-changed',
    }),
    source: 'texts of the provider; newer Windows logs 7036 of few services',
    confidence: 'H',
  },
  {
    channel: 'Application',
    shared: true,
    machine: 'both',
    most: MOST,
    events: rows('Microsoft-Windows-User Profiles Service', {
      1502: 'profile-not-loaded',
      1508: 'profile-not-loaded',
      1511: 'profile-temporary',
      1515: 'profile-set-aside',
    }),
    source: 'texts of the provider as posted',
    confidence: 'M',
  },
];

/** The services whose restarts end sessions, by their names in the service control manager. */
export const sessionServices: ReadonlySet<string> = new Set(['TermService', 'LanmanServer', 'LanmanWorkstation']);

/** What an event tells; null for one that bears on nothing here. */
export function whatEventTells(provider: string, event: number): EventTells | null {
  for (const { events } of eventSources) {
    const row = events.find((one) => one.provider === provider && one.event === event);
    if (row !== undefined) return row.tells;
  }
  return null;
}
