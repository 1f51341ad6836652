import type { ConnectFailure, TransportEnd } from './failure.ts';

/** Something that happened on a TCP connection, as it is told to whoever listens in. Times are monotonic. */
export type WireEvent =
  | { readonly kind: 'connecting'; readonly address: string; readonly port: number; readonly atMs: number }
  /** The local end is unknown (undefined, 0) when the connection was reset at once. */
  | {
      readonly kind: 'connected';
      readonly localAddress: string | undefined;
      readonly localPort: number;
      readonly atMs: number;
    }
  | { readonly kind: 'not-connected'; readonly why: ConnectFailure['kind']; readonly atMs: number }
  | {
      readonly kind: 'sent';
      readonly bytes: Uint8Array;
      /** The same bytes with secrets blanked, where they hold any. */
      readonly blanked: Uint8Array | undefined;
      readonly atMs: number;
    }
  | {
      readonly kind: 'received';
      readonly bytes: Uint8Array;
      /** The same bytes without what the peer says of the user's own, where a protocol looked. */
      readonly blanked?: Uint8Array | undefined;
      readonly atMs: number;
    }
  /** By the peer, or by this machine's own stack. */
  | { readonly kind: 'ended'; readonly end: TransportEnd; readonly atMs: number }
  /** By us. */
  | { readonly kind: 'closed'; readonly how: 'fin' | 'rst'; readonly atMs: number };

/** What a connection is for: proof on file keeps them apart by this. */
export type ConnectionKind = 'smb1' | 'smb2' | 'rdp';

/** Listens in on the connections of a run. */
export interface RunTap {
  /** When the run's time begins, on the monotonic clock: exchanges count from here. */
  readonly runBegan: (atMs: number) => void;
  /** A connection that is about to be opened: its name in exchanges, and what it is for. */
  readonly connection: (name: string, kind: ConnectionKind) => WireTap;
}

/** Listens in on one connection. It is handed the buffers themselves, which nobody changes afterwards. */
export type WireTap = (event: WireEvent) => void;
