/** Who or what ended a Remote Desktop session. */
export type SessionEnder =
  | 'nothing-said'
  | 'administrator'
  | 'idle-limit'
  | 'time-limit'
  | 'other-connection'
  | 'server-fault'
  | 'refused'
  | 'credentials'
  | 'user'
  | 'system-stopping'
  | 'licensing'
  | 'network';

interface ReasonRow {
  readonly code: number;
  readonly name: string;
  readonly ender: SessionEnder;
}

/**
 * The reason code of event 40 of LocalSessionManager: ExtendedDisconnectReasonCode of the Remote Desktop client's control
 * and errorInfo of [MS-RDPBCGR] 2.2.5.1.1, which agree. That the event uses the same numbers is inferred (M).
 */
const extendedReasons: readonly ReasonRow[] = [
  { code: 0, name: 'exDiscReasonNoInfo', ender: 'nothing-said' },
  { code: 1, name: 'exDiscReasonAPIInitiatedDisconnect', ender: 'administrator' },
  { code: 2, name: 'exDiscReasonAPIInitiatedLogoff', ender: 'administrator' },
  { code: 3, name: 'exDiscReasonServerIdleTimeout', ender: 'idle-limit' },
  { code: 4, name: 'exDiscReasonServerLogonTimeout', ender: 'time-limit' },
  { code: 5, name: 'exDiscReasonReplacedByOtherConnection', ender: 'other-connection' },
  { code: 6, name: 'exDiscReasonOutOfMemory', ender: 'server-fault' },
  { code: 7, name: 'exDiscReasonServerDeniedConnection', ender: 'refused' },
  { code: 8, name: 'exDiscReasonServerDeniedConnectionFips', ender: 'refused' },
  { code: 9, name: 'exDiscReasonServerInsufficientPrivileges', ender: 'refused' },
  { code: 10, name: 'exDiscReasonServerFreshCredsRequired', ender: 'credentials' },
  { code: 11, name: 'exDiscReasonRpcInitiatedDisconnectByUser', ender: 'user' },
  { code: 12, name: 'exDiscReasonLogoffByUser', ender: 'user' },
  { code: 15, name: 'ERRINFO_CLOSE_STACK_ON_DRIVER_NOT_READY', ender: 'server-fault' },
  { code: 16, name: 'ERRINFO_SERVER_DWM_CRASH', ender: 'server-fault' },
  { code: 17, name: 'ERRINFO_CLOSE_STACK_ON_DRIVER_FAILURE', ender: 'server-fault' },
  { code: 18, name: 'ERRINFO_CLOSE_STACK_ON_DRIVER_IFACE_FAILURE', ender: 'server-fault' },
  { code: 23, name: 'ERRINFO_SERVER_WINLOGON_CRASH', ender: 'server-fault' },
  { code: 24, name: 'ERRINFO_SERVER_CSRSS_CRASH', ender: 'server-fault' },
  { code: 25, name: 'ERRINFO_SERVER_SHUTDOWN', ender: 'system-stopping' },
  { code: 26, name: 'ERRINFO_SERVER_REBOOT', ender: 'system-stopping' },
  { code: 768, name: 'exDiscReasonRdpEncInvalidCredentials', ender: 'credentials' },
];

const licensing = { first: 256, last: 267 } as const;
/** FACILITY_WIN32 in an HRESULT: event 40 carries the error of the transport where that was what failed. */
const win32Facility = 0x8007_0000;

/** Who ended the session, by the reason of event 40; null for a number that is not known. */
export function whoEnded(reason: number): SessionEnder | null {
  const unsigned = reason >>> 0;
  if (unsigned >= licensing.first && unsigned <= licensing.last) return 'licensing';
  if ((unsigned & 0xffff_0000) >>> 0 === win32Facility) return 'network';
  return extendedReasons.find(({ code }) => code === unsigned)?.ender ?? null;
}

/** "5 exDiscReasonReplacedByOtherConnection", "0x80070040", "99". */
export function reasonName(reason: number): string {
  const unsigned = reason >>> 0;
  if (unsigned >= win32Facility) return `0x${unsigned.toString(16).toUpperCase()}`;
  const row = extendedReasons.find(({ code }) => code === unsigned);
  return row === undefined ? String(unsigned) : `${String(unsigned)} ${row.name}`;
}

/** discReason of the Remote Desktop client (event 1026; IMsTscAxEvents::OnDisconnected), in its families. */
const clientReasons: readonly { readonly codes: readonly number[]; readonly ender: ClientEnder }[] = [
  { codes: [1, 2], ender: 'user' },
  { codes: [3], ender: 'server' },
  { codes: [260, 520], ender: 'name' },
  { codes: [264, 516, 772, 1028, 1796, 2308], ender: 'network' },
  { codes: [2055, 3335, 3847], ender: 'sign-in' },
  { codes: [2056], ender: 'licensing' },
  { codes: [2310, 2566], ender: 'security' },
];
export type ClientEnder = 'user' | 'server' | 'name' | 'network' | 'sign-in' | 'licensing' | 'security';

/** What made the client disconnect, by the reason of event 1026; null for a number that is not known. */
export function whatDisconnectedClient(reason: number): ClientEnder | null {
  return clientReasons.find(({ codes }) => codes.includes(reason))?.ender ?? null;
}
