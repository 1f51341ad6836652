/** [MS-TSTS] 2.2.1.9, in its order. */
export const sessionStates = [
  'active',
  'connected',
  'connect-query',
  'shadow',
  'disconnected',
  'idle',
  'listen',
  'reset',
  'down',
  'init',
] as const;
export type SessionState = (typeof sessionStates)[number];

export interface SessionInfo {
  readonly id: number;
  /** The name of its window station: "console", "rdp-tcp#3"; empty for a disconnected one. */
  readonly station: string;
  readonly state: SessionState | 'unknown';
  readonly user: string;
  readonly domain: string;
  /** The PC it is used from. */
  readonly client: string;
  /** ISO 8601, null where it is not told. */
  readonly logonAt: string | null;
  readonly connectedAt: string | null;
  readonly disconnectedAt: string | null;
  readonly lastInputAt: string | null;
}
