/** The signed-in user's own account, NetUserGetInfo level 3 or 4. */
export interface Account {
  readonly user: string;
  /** 168 bits, UTC, Sunday 0 h first; null when every hour is allowed. */
  readonly logonHours: Uint8Array | null;
  /** ISO 8601; null when it never expires. */
  readonly expiresAt: string | null;
}
