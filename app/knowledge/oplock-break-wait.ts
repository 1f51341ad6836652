import type { SeriesId } from '../model/exchange.ts';
import { isTemporaryFile } from './temporary-file.ts';

/**
 * OplockBreakWait: how long a server waits for the holder of an oplock before it lets the next one in ([MS-CIFS] 3.3.2.1
 * and <217>: 35 s, settable from 10 to 180; KB129202). Samba waits as long. Milliseconds.
 */
export const oplockBreakWaitMs = { usual: 35_000, from: 30_000, to: 40_000 } as const;

/** What waits for an oplock to be broken; a notification waits by nature, and a search needs no oplock. */
const waitsForOplocks: ReadonlySet<SeriesId> = new Set(['smb1.open', 'smb1.read']);

/** Whether a request for a file that others may hold waited about as long as servers wait for an oplock by default. */
export function isOplockBreakWait(waited: {
  readonly series: SeriesId;
  readonly path?: string | undefined;
  readonly ms: number;
}): boolean {
  const { series, path = '', ms } = waited;
  if (!waitsForOplocks.has(series) || isTemporaryFile(path)) return false;
  return ms >= oplockBreakWaitMs.from && ms <= oplockBreakWaitMs.to;
}
