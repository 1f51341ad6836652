/** Sign-in by tokens that somebody else makes: GSSAPI, or SSPI on Windows. Kerberos comes to us only this way. */
import type { Result } from '../../app/model/result.ts';

/** One step of a sign-in, [RFC 4178] 3.2. */
export interface SecurityStep {
  /** A whole SPNEGO token that the server is to be sent; null when nothing is left to say. */
  readonly token: Buffer | null;
  /** This side needs nothing more from the server. */
  readonly done: boolean;
  /** The whole key, for signing; there once `done`, where the mechanism agreed on one. SMB2 takes 16 bytes of it. */
  readonly sessionKey?: Buffer;
  /** When the session that comes of it ends, where that is known; for Kerberos the end of the ticket. */
  readonly expiresAt?: Date;
}

/** No token could be made: no ticket, no such server, a wrong answer of the server's. `detail` is the library's text. */
export interface NoToken {
  readonly reason: 'no-token';
  readonly detail: string;
}

/** The client's side of one sign-in. */
export interface SecurityContext {
  /** Takes what the server sent, null to begin with, and gives what comes next. */
  readonly next: (serverToken: Buffer | null) => Promise<Result<SecurityStep, NoToken>>;
}

/** Begins a sign-in with a service, "cifs/fs1.example.com". Each sign-in needs a context of its own. */
export type BeginSecurityContext = (servicePrincipalName: string) => SecurityContext;
