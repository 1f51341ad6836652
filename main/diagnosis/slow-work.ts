import { isSlowWork } from '../../app/knowledge/slow-work.ts';
import type { CheckId } from '../../app/model/check.ts';
import type { Recorder } from './recorder.ts';

/** What they keep waiting was provoked, or lies behind a long silence. */
const ownDoing: ReadonlySet<CheckId> = new Set(['smb1-oplock', 'smb1-vc', 'smb1-idle']);

/**
 * Notes the work of a check that was done, but slowly: of its exchanges, those from `first` on that no observation tells
 * of as answered work yet.
 */
export function noteSlowWork(recorder: Recorder, check: CheckId, first: number): void {
  if (ownDoing.has(check)) return;
  const told = new Set(
    recorder.observations.flatMap(({ kind, exchange }) => (kind === 'work-answered' ? exchange : [])),
  );
  for (const { id, series, status, outcome, ms } of recorder.exchanges.slice(first)) {
    if (ms === null || outcome !== 'answered' || told.has(id) || !isSlowWork({ series, ms })) continue;
    const echoes = { sent: 0, answered: 0 };
    recorder.observe(check, 'work-answered', { series, status, ms, echoes, exchange: id });
  }
}
