import { isOplockBreakWait } from '../../knowledge/oplock-break-wait.ts';
import { message } from '../../wording/message.ts';
import { workedOn } from '../../wording/observations/work.ts';
import { seriesName } from '../../wording/terms.ts';
import type { Rule } from '../rule.ts';

/** Of a wait that was provoked: shorter ones come of other causes. */
const WORTH_TELLING_MS = 5_000;

/** Work that was kept waiting and yet done, and what only consent allows to provoke (facts.md B, H 9, 13 and 18). */
export const workRules: readonly Rule[] = [
  {
    cause: 'oplock-break-wait',
    judge: (facts) => {
      const { host } = facts.request.target;
      const waited = facts.all('work-answered').filter((seen) => seen.status.value === 0 && isOplockBreakWait(seen));
      const provoked = facts
        .all('oplock-break')
        .filter(({ acknowledged, outcome, ms }) => !acknowledged && outcome === 'opened' && ms >= WORTH_TELLING_MS);
      const [first] = waited;
      if (first !== undefined) {
        const params = { host, command: seriesName(first.series), what: workedOn(first), ms: first.ms };
        return {
          confidence: 'likely',
          summary: message('cause.oplock-break-wait.summary', params),
          next: message('cause.oplock-break-wait.next'),
          evidence: [...waited, ...provoked],
        };
      }
      const [own] = provoked;
      if (own === undefined) return null;
      return {
        confidence: 'possible',
        detail: 'provoked',
        summary: message('cause.oplock-break-wait.summary.provoked', { host, ms: own.ms }),
        next: message('cause.oplock-break-wait.next.provoked'),
        evidence: provoked,
      };
    },
  },
  {
    cause: 'vc-collision',
    judge: (facts) => {
      const { host } = facts.request.target;
      const seen = facts.first('vc-collision');
      if (seen?.outcome !== 'cut' && seen?.outcome !== 'session-deleted') return null;
      return {
        confidence: 'possible',
        detail: 'provoked',
        summary:
          seen.outcome === 'cut'
            ? message('cause.vc-collision.summary', { host, end: message(`end.${seen.end ?? 'error'}`) })
            : message('cause.vc-collision.summary.session', { host }),
        next: message('cause.vc-collision.next'),
        evidence: [seen],
      };
    },
  },
];
