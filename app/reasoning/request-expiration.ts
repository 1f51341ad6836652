/*
 * When a client gives up a connection because of a command that is not answered ([MS-CIFS] 3.2.6.1). It looks at the
 * outstanding commands every now and then, and closes the connection at the first look after the command's time. The
 * period of 30 s is documented for Windows NT; for today's Windows it is not verified. All times are in one unit.
 */

/** How long a command may stay out, and how often the client looks. */
export interface Expiration {
  readonly timeout: number;
  readonly scan: number;
}

/** How often Windows NT looks, in seconds ([MS-CIFS] 3.2.2.1 <189>). */
export const documentedScanSeconds = 30;

/**
 * After how long the connection is closed, when the first look comes `firstScan` after the command was sent, which is
 * more than 0 and at most the period.
 */
export function closesAfter({ timeout, scan }: Expiration, firstScan: number): number {
  return firstScan + scan * Math.max(0, Math.ceil((timeout - firstScan) / scan));
}

/** The same from the other end: the last look before the time is up comes `left` before it, less than a period. */
export function closesWithLeft({ timeout, scan }: Expiration, left: number): number {
  return timeout - left + scan;
}

/** The soonest, the mean and the latest that the connection is closed, over all times of the first look. */
export function closingSpan({ timeout, scan }: Expiration): {
  readonly soonest: number;
  readonly mean: number;
  readonly latest: number;
} {
  return { soonest: timeout, mean: timeout + scan / 2, latest: timeout + scan };
}
