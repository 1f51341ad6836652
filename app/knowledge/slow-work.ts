import type { SeriesId } from '../model/exchange.ts';

/** Requests that a server answers once it has done its work; a notification and a lock wait by nature. */
const work: ReadonlySet<SeriesId> = new Set([
  'smb1.session-setup',
  'smb1.tree-connect',
  'smb1.query-fs-info',
  'smb1.open',
  'smb1.read',
  'smb1.write',
  'smb1.flush',
  'smb1.close',
  'smb1.delete',
  'smb1.query-path-info',
  'smb1.find-first',
  'smb1.find-next',
  'smb1.find-close',
  'smb2.session-setup',
  'smb2.tree-connect',
]);

/** Longer than a good server takes, even for a folder of thousands of files. Milliseconds. */
const SLOW_MS = 1_000;

/** Whether a request is work and was kept waiting for long. `ms` from request to answer. */
export function isSlowWork({ series, ms }: { readonly series: SeriesId; readonly ms: number | null }): boolean {
  return ms !== null && ms > SLOW_MS && work.has(series);
}
