import { timers } from '../../knowledge/timers.ts';
import type { SeriesId } from '../../model/exchange.ts';
import type { Observation, ObservationOf } from '../../model/observation.ts';
import { message } from '../../wording/message.ts';
import { seriesName } from '../../wording/terms.ts';
import type { Facts } from '../facts.ts';
import { closingSpan, documentedScanSeconds } from '../request-expiration.ts';
import type { Judgement, Rule } from '../rule.ts';

/** How long one request of ours was out. */
interface Wait {
  readonly seen: Observation;
  readonly series: SeriesId;
  readonly ms: number;
  /** No answer came in that time. */
  readonly silent: boolean;
}

/** Requests that the client lets wait for as long as they like, [MS-CIFS] 3.2.6.1 and [MS-SMB2] <103>. */
const exempt: ReadonlySet<SeriesId> = new Set(['smb1.notify-change', 'smb1.locking']);

/** facts.md B2, H 10 and 27: what the server takes, against what Windows on this PC waits. */
export const requestExpiryRules: readonly Rule[] = [{ cause: 'request-expiry-risk', judge: judgeRequestExpiry }];

/** The same, for rules that give way to it. */
export function judgeRequestExpiry(facts: Facts): Judgement | null {
  const timer = timeoutOf(facts);
  if (timer === null) return null;
  const { timeoutMs } = timer;
  const near = nearnessMs(timeoutMs);
  const risky = waitsOf(facts).filter(({ ms }) => ms > near);
  const slow = slowEchoes(facts, timeoutMs);
  const longest = [...risky, ...slow].sort((a, b) => b.ms - a.ms)[0];
  return longest === undefined ? null : judge(facts, timer, longest, [...risky, ...slow]);
}

interface Timeout {
  readonly seen: ObservationOf<'timer'>;
  readonly timeoutMs: number;
}

/** What this PC's client waits for the target, where that is known; a default of another PC never stands in for it. */
function timeoutOf(facts: Facts): Timeout | null {
  const extended = facts.first('extended-timeout-servers')?.target === true;
  const wanted = extended ? 'extended-sess-timeout' : 'sess-timeout';
  const seen = facts.all('timer').find(({ timer, machine }) => timer === wanted && machine === 'this-pc');
  if (seen === undefined || seen.effective === null) return null;
  return { seen, timeoutMs: 1000 * seen.effective };
}

/** From here on a request may be out when the time is up, though the server would have answered a little later. */
function nearnessMs(timeoutMs: number): number {
  return Math.max(timeoutMs - 1000 * documentedScanSeconds, timeoutMs / 2);
}

function waitsOf(facts: Facts): readonly Wait[] {
  const waits: Wait[] = [];
  const answered = (seen: Observation, series: SeriesId, ms: number): void => {
    waits.push({ seen, series, ms, silent: false });
  };
  for (const seen of facts.all('work-answered')) answered(seen, seen.series, seen.ms);
  for (const seen of facts.all('signed-in')) answered(seen, `${seen.protocol ?? 'smb1'}.session-setup`, seen.ms);
  for (const seen of facts.all('tree-connected')) answered(seen, `${seen.protocol ?? 'smb1'}.tree-connect`, seen.ms);
  for (const seen of facts.all('echo-series')) {
    if (seen.latency.max !== null) answered(seen, echoOf(seen), seen.latency.max);
  }
  for (const seen of facts.all('exchange-no-answer')) {
    waits.push({ seen, series: seen.series, ms: seen.ms, silent: true });
  }
  return waits.filter(({ series }) => series.startsWith('smb') && !exempt.has(series));
}

/** Where most echoes are so slow, a request that has work to do is slower. */
function slowEchoes(facts: Facts, timeoutMs: number): readonly Wait[] {
  return facts.all('echo-series').flatMap((seen) => {
    const { p99 } = seen.latency;
    return p99 !== null && p99 > timeoutMs / 2 ? [{ seen, series: echoOf(seen), ms: p99, silent: false }] : [];
  });
}

function echoOf({ protocol = 'smb1' }: ObservationOf<'echo-series'>): SeriesId {
  return `${protocol}.echo`;
}

function judge(facts: Facts, { seen, timeoutMs }: Timeout, longest: Wait, waits: readonly Wait[]): Judgement {
  const beyond = longest.ms >= timeoutMs;
  const { latest } = closingSpan({ timeout: timeoutMs, scan: 1000 * documentedScanSeconds });
  const params = {
    host: facts.request.target.host,
    command: seriesName(longest.series),
    ms: longest.ms,
    timeout: timeoutMs,
    timer: timers[seen.timer].stored?.name ?? '',
  };
  const how = longest.silent ? 'silent' : beyond ? 'beyond' : 'near';
  return {
    // Our own client waited; that Windows would have closed the connection follows from its time-out.
    confidence: beyond ? 'likely' : 'possible',
    detail: beyond ? 'beyond' : 'near',
    summary:
      how === 'near'
        ? message('cause.request-expiry-risk.summary.near', params)
        : message(`cause.request-expiry-risk.summary.${how}`, { ...params, latest }),
    next: message('cause.request-expiry-risk.next'),
    evidence: [...new Set(waits.map((wait) => wait.seen)), seen],
  };
}
