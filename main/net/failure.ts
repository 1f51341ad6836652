import type { SmbStatus } from '../../app/model/status.ts';

/** How a transport ended: FIN, RST, or an error of this machine's own stack. */
export type TransportEnd =
  | { readonly how: 'fin' }
  | { readonly how: 'rst' }
  | { readonly how: 'error'; readonly code: string };

/** Why an exchange brought no usable reply. Never a string, never a boolean. */
export type ExchangeFailure =
  | { readonly kind: 'transport'; readonly end: TransportEnd }
  | { readonly kind: 'protocol-violation'; readonly reason: string; readonly bytes: Uint8Array }
  | { readonly kind: 'server-status'; readonly status: SmbStatus }
  | { readonly kind: 'deadline'; readonly waitedMs: number }
  | { readonly kind: 'cancelled' };

/** Why no connection could be opened. */
export type ConnectFailure =
  | { readonly kind: 'refused' }
  | { readonly kind: 'deadline'; readonly waitedMs: number }
  | { readonly kind: 'unreachable'; readonly code: string }
  | { readonly kind: 'local-error'; readonly code: string }
  | { readonly kind: 'cancelled' };
