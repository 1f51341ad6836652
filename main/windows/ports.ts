export interface TcpRow {
  readonly state: 'listen' | 'established' | 'other';
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** Null where Windows (or Wine) tells none. */
  readonly pid: number | null;
}
