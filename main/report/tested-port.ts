import { rdpPortOf } from '../../app/knowledge/rdp-security.ts';
import type { Report } from '../../app/model/report.ts';

/** The port that a report is about: the one that took SMB (139 may have, where 445 did not), or Remote Desktop's alone. */
export function testedPort({ target, observations, checks }: Report): number {
  // Behind an open port there may be only a NetBIOS service that lets nobody in.
  const netbios = observations.some(({ kind }) => kind === 'netbios-session');
  const closed = observations.flatMap((seen) => (seen.kind === 'netbios-session-refused' && !netbios ? seen.port : []));
  const reached = observations.findLast((seen) => seen.kind === 'tcp-connected' && !closed.includes(seen.port));
  if (reached?.kind === 'tcp-connected') return reached.port;
  const ids = new Set(checks.map(({ id }) => id));
  return ids.has('rdp-negotiate') && !ids.has('tcp') ? rdpPortOf(target) : target.port;
}
