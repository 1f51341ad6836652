/** What the Workstation service says that it works with, NetWkstaGetInfo level 502 ([MS-WKST] 2.2.5.4). Seconds. */
export interface WorkstationInfo {
  readonly keepConn: number;
  readonly sessTimeout: number;
}

/**
 * What a Server service says that it works with: NetServerGetInfo levels 102 and 503 ([MS-SRVS] 2.2.4.43 and 2.2.4.45). A
 * level that it refuses leaves its fields null.
 */
export interface ServerInfo {
  /** Minutes; -1 when idle connections are never closed. */
  readonly autoDisconnect: number | null;
  readonly enableForcedLogOff: boolean | null;
  /** Seconds, as all that follow. */
  readonly minKeepSearch: number | null;
  readonly maxKeepSearch: number | null;
  readonly scavTimeout: number | null;
  readonly oplockBreakWait: number | null;
}
