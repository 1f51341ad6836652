/**
 * OplockBreakWait: how long a server waits for the holder of an oplock before it lets the next one in ([MS-CIFS] 3.3.2.1
 * and <217>: 35 s, settable from 10 to 180; KB129202). Samba waits as long. Milliseconds.
 */
export const oplockBreakWaitMs = { usual: 35_000, from: 30_000, to: 40_000 } as const;

/** Whether a request waited about as long as servers wait for an oplock by default. */
export function isOplockBreakWait(ms: number): boolean {
  return ms >= oplockBreakWaitMs.from && ms <= oplockBreakWaitMs.to;
}
