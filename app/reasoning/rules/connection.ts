import type { ObservationOf } from '../../model/observation.ts';
import { message } from '../../wording/message.ts';
import { byteCount, commandName, workName } from '../../wording/terms.ts';
import type { Facts } from '../facts.ts';
import type { Judgement, Rule } from '../rule.ts';
import { judgeSlowWork } from './slow-work.ts';

const SLOW_P50_MS = 150;
const ERRATIC_P99_MS = 1000;
const ERRATIC_RATIO = 10;
/** After so long a silence a cut may be an idle timer's, that went off before the request: the shortest known are longer. */
const SILENCE_MS = 10_000;
/** Fewer echoes than this may have met one bad moment. */
const ENOUGH_ECHOES = 10;

/** Silence, cuts, broken answers and slowness on a connection that had worked (facts.md H 9). */
export const connectionRules: readonly Rule[] = [
  {
    cause: 'protocol-violation',
    judge: (facts) => {
      const evidence = facts.all('protocol-violation');
      const [first] = evidence;
      if (first === undefined) return null;
      return {
        confidence: 'confirmed',
        detail: first.reason,
        summary: message('cause.protocol-violation.summary', {
          host: facts.request.target.host,
          command: commandName(first.series),
          reason: { id: `violation.${first.reason}` },
        }),
        next: message(
          first.reason === 'netbios-session-message'
            ? 'cause.protocol-violation.next.netbios'
            : 'cause.protocol-violation.next',
        ),
        evidence,
      };
    },
  },
  {
    cause: 'server-stalled',
    judge: (facts) => {
      const seen = facts.first('exchange-no-answer');
      const echo = facts.first('echo-during-stall');
      if (seen === undefined || echo === undefined) return null;
      return {
        confidence: 'confirmed',
        summary: message('cause.server-stalled.summary', {
          host: facts.request.target.host,
          command: workName(seen),
          ms: seen.ms,
        }),
        next: message('cause.server-stalled.next'),
        evidence: [seen, echo],
      };
    },
  },
  {
    cause: 'connection-stalled',
    judge: (facts) => {
      const silences = facts.all('exchange-no-answer');
      const [first] = silences;
      if (first === undefined || facts.first('echo-during-stall') !== undefined) return null;
      const base = { host: facts.request.target.host, command: workName(first), ms: first.ms };
      const answered = facts.all('request-during-stall');
      if (answered.length > 0) {
        return {
          confidence: 'possible',
          detail: 'echo-only',
          summary: message('cause.connection-stalled.summary.echo-only', { host: base.host, ms: base.ms }),
          next: message('cause.connection-stalled.next.echo-only'),
          evidence: silences,
          against: answered,
        };
      }
      const second = facts.first('second-connection');
      const how = second === undefined ? 'unknown' : second.outcome === 'answered' ? 'only-this' : 'all';
      const next = message(`cause.connection-stalled.next.${how === 'all' ? 'all' : 'only-this'}`);
      const partial = silences.find((seen) => seen.received !== undefined);
      if (partial?.received !== undefined) {
        const { received, ms } = partial;
        return {
          confidence: 'likely',
          detail: 'partial',
          summary: message('cause.connection-stalled.summary.partial', {
            host: base.host,
            command: workName(partial),
            received: byteCount(received),
            ms,
          }),
          next,
          evidence: second === undefined ? silences : [...silences, second],
        };
      }
      const commands = new Set(silences.map((seen) => seen.series));
      return {
        // One command left without an answer may be that command's own matter.
        confidence:
          (commands.has('smb1.echo') || commands.has('smb2.echo')) && commands.size > 1 ? 'confirmed' : 'likely',
        detail: how,
        summary: message(`cause.connection-stalled.summary.${how}`, base),
        next,
        evidence: second === undefined ? silences : [...silences, second],
      };
    },
  },
  {
    cause: 'connection-reset',
    judge: (facts) => {
      const evidence = facts.all('connection-cut');
      const first = evidence.find((seen) => silenceBefore(seen) < SILENCE_MS) ?? evidence[0];
      if (first === undefined) return null;
      const silence = silenceBefore(first);
      if (silence >= SILENCE_MS) {
        return {
          confidence: 'possible',
          detail: 'after-silence',
          summary: message('cause.connection-reset.summary.after-silence', {
            host: facts.request.target.host,
            command: commandName(first.series),
            end: message(`end.${first.end}`),
            silence,
          }),
          next: message('cause.connection-reset.next.after-silence'),
          evidence,
        };
      }
      return {
        confidence: first.end === 'error' ? 'possible' : 'confirmed',
        detail: first.end,
        summary: message('cause.connection-reset.summary', {
          host: facts.request.target.host,
          command: commandName(first.series),
          end: message(`end.${first.end}`),
        }),
        next: message('cause.connection-reset.next'),
        evidence,
      };
    },
  },
  {
    cause: 'high-latency',
    judge: (facts) => {
      // The first that is out of range speaks; another one that is in range speaks against it.
      const series = facts.all('echo-series');
      const judged = series.map((seen) => judgeLatency(facts, seen));
      const judgement = judged.find((one) => one !== null);
      if (judgement === undefined) return judgeSlowWork(facts);
      const good = series.filter((seen, index) => judged[index] === null && seen.latency.p50 !== null);
      return { ...judgement, against: good };
    },
  },
];

/** How long nothing had been asked on a connection when the request was sent that found it cut. */
function silenceBefore({ sinceLastSuccessMs, ms }: ObservationOf<'connection-cut'>): number {
  return (sinceLastSuccessMs ?? 0) - ms;
}

function judgeLatency(facts: Facts, seen: ObservationOf<'echo-series'>): Judgement | null {
  const { p50, p99 } = seen.latency;
  if (p50 === null) return null;
  const base = { count: seen.sent, host: facts.request.target.host, p50 };
  const next = message('cause.high-latency.next');
  if (p50 > SLOW_P50_MS) {
    const summary = message('cause.high-latency.summary.slow', base);
    const confidence = seen.latency.count < ENOUGH_ECHOES ? 'possible' : 'confirmed';
    return { confidence, detail: 'slow', summary, next, evidence: [seen] };
  }
  if (p99 === null || p99 <= ERRATIC_P99_MS || p99 <= ERRATIC_RATIO * p50) return null;
  const summary = message('cause.high-latency.summary.erratic', { host: base.host, p50, p99 });
  return { confidence: 'confirmed', detail: 'erratic', summary, next, evidence: [seen] };
}
