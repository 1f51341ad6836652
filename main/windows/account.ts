/** The account of whom this process runs as, NetUserGetInfo level 2. */
export interface Account {
  /** DOMAIN\name. */
  readonly user: string;
  /** 168 bits, UTC, Sunday 0 h first; null when every hour is allowed. */
  readonly logonHours: Uint8Array | null;
  /** ISO 8601; null when it never expires. */
  readonly expiresAt: string | null;
}
