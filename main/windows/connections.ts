/** One row of NetUseEnum, USE_INFO_2. */
export interface ExistingConnection {
  /** "P:", or empty for a connection without a drive letter. */
  readonly drive: string;
  /** "\\server\share". */
  readonly remote: string;
  readonly status: 'ok' | 'paused' | 'disconnected' | 'network-error' | 'connecting' | 'reconnecting' | 'unknown';
  readonly user: string;
}

/** How a timed read through Windows' own redirector ended. */
export interface PathRead {
  readonly ms: number;
  /** 0 when it worked, else the Win32 error. */
  readonly error: number;
  /** The file is marked offline, which gives it a longer timer. */
  readonly offline: boolean;
}
