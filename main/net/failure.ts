import type { SmbStatus } from '../../app/model/status.ts';

/** How a transport ended: FIN, RST, or an error of this machine's own stack. */
export type TransportEnd =
  { readonly how: 'fin' } | { readonly how: 'rst' } | { readonly how: 'error'; readonly code: string };

/** What a peer did that no specification allows. The words are part of the report. */
export type ViolationReason =
  /** Bytes that are neither a session message nor a keep-alive ([RFC 1002] 4.3.1). */
  | 'framing'
  /** A length field above what this client accepts. */
  | 'frame-too-long'
  /** A NetBIOS session answer, to a session that nobody asked for. */
  | 'netbios-session-message'
  /** A framed message that does not begin with the header of the protocol in use. */
  | 'wrong-protocol'
  /** The reply bit is not set. */
  | 'not-a-reply'
  /** A length, count or offset points outside the message, or a field holds what it must not. */
  | 'malformed'
  | 'wrong-command'
  | 'wrong-pid'
  /** A multiplex id that was never sent. */
  | 'unknown-mid'
  | 'wrong-dialect'
  | 'echo-data'
  | 'echo-sequence'
  /** A file holds other bytes than were written to it. */
  | 'file-data'
  /** More authentication legs asked for, but nothing to go on with. */
  | 'no-challenge'
  | 'endless-authentication'
  /** The last token of the sign-in does not show that the server knows its key. */
  | 'unproven-server'
  /** On a connection with signing, a reply whose signature does not fit ([MS-CIFS] 3.1.5.1). */
  | 'bad-signature'
  /** The same, where the field of the signature is empty: the reply was never signed. */
  | 'not-signed'
  /** SMB2: nothing is outstanding, and the server has granted no credit for the next request ([MS-SMB2] 3.3.1.2). */
  | 'no-credits'
  /** Far more messages or keep-alives than anybody asked for. */
  | 'flood';

/** Why an exchange brought no usable reply. Never a string, never a boolean. */
export type ExchangeFailure =
  | { readonly kind: 'transport'; readonly end: TransportEnd }
  | {
      readonly kind: 'protocol-violation';
      readonly reason: ViolationReason;
      /** The field that is wrong, where it is one. */
      readonly field?: string;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'server-status'; readonly status: SmbStatus }
  /** `received`: bytes of a message whose rest did not come in time; left out where none came. */
  | { readonly kind: 'deadline'; readonly waitedMs: number; readonly received?: number }
  | { readonly kind: 'cancelled' };

/** Why no connection could be opened. */
export type ConnectFailure =
  | { readonly kind: 'refused' }
  | { readonly kind: 'deadline'; readonly waitedMs: number }
  | { readonly kind: 'unreachable'; readonly code: string }
  | { readonly kind: 'local-error'; readonly code: string }
  | { readonly kind: 'cancelled' };
