import { isOplockBreakWait } from '../../knowledge/oplock-break-wait.ts';
import { isSlowWork } from '../../knowledge/slow-work.ts';
import { message } from '../../wording/message.ts';
import { workName } from '../../wording/terms.ts';
import type { Facts } from '../facts.ts';
import type { Judgement } from '../rule.ts';
import { judgeRequestExpiry } from './request-expiry.ts';

/** A file that is open can't be deleted, and servers take their time to say so. */
const lateByNature: ReadonlySet<string> = new Set(['STATUS_SHARING_VIOLATION', 'ERRDOS/ERRbadshare']);

/**
 * `high-latency` of work, beside which echoes were quick: the slowest speaks. Once may be chance. What waited as long as
 * for an oplock has a cause of its own, and so has what reaches into the client's time-out.
 */
export function judgeSlowWork(facts: Facts): Judgement | null {
  const seen = [...facts.all('work-answered'), ...facts.all('file-step-refused')];
  const slow = seen
    .filter((work) => isSlowWork(work) && !(work.status.value === 0 && isOplockBreakWait(work)))
    .filter(({ series, status }) => series !== 'smb1.delete' || !lateByNature.has(status.name))
    .sort((a, b) => b.ms - a.ms);
  const [slowest] = slow;
  if (slowest === undefined || judgeRequestExpiry(facts) !== null) return null;
  const { host } = facts.request.target;
  const said = { host, work: workName(slowest), ms: slowest.ms };
  const echoes = facts.all('echo-series').filter(({ latency }) => latency.p50 !== null);
  const p50 = echoes[0]?.latency.p50 ?? null;
  return {
    confidence: slow.length > 1 ? 'confirmed' : 'likely',
    detail: 'work',
    summary:
      p50 === null
        ? message('cause.high-latency.summary.work-alone', said)
        : message('cause.high-latency.summary.work', { ...said, p50 }),
    next: message('cause.high-latency.next.work'),
    evidence: [...slow, ...echoes],
  };
}
