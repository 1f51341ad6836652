import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../../app/model/observation.ts';
import { goodLatency, goodWithout, observe } from '../../observations.ts';
import type { Verdict } from '../../runs.ts';
import { findingOf, verdicts } from '../../runs.ts';
import { wordsOf } from '../../wording/words.ts';

const rest = goodWithout('session-alive', 'echo-series');
const noLiveness = { outcomes: { 'smb1-liveness': 'skipped' } } as const;
const nothing: readonly Verdict[] = ['inconclusive possible'];
/** Late, but not against a time-out that is known. */
const slow: readonly Verdict[] = ['high-latency likely'];
const timer = observe('timer');
const work = (ms: number, series: 'smb1.open' | 'smb1.find-first' | 'smb1.notify-change' = 'smb1.find-first') =>
  observe('work-answered', { series, ms });

describe('request-expiry-risk', () => {
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    ['an answer as late as the time-out', [timer, work(60_000)], ['request-expiry-risk likely']],
    ['an answer within the last 30 s', [timer, work(30_001)], ['request-expiry-risk possible']],
    ['an answer before that', [timer, work(30_000)], slow],
    ['an answer that may take as long as it likes', [timer, work(300_000, 'smb1.notify-change')], nothing],
    ['a late answer, and nobody knows the time-out', [work(70_000)], slow],
    ['a late answer, and the time-out is unclear', [observe('timer', { effective: null }), work(70_000)], slow],
    ['a late answer, and only the server was read', [observe('timer', { machine: 'target' }), work(70_000)], slow],
    ['a short time-out', [observe('timer', { effective: 20 }), work(11_000)], ['request-expiry-risk possible']],
    ['a long time-out', [observe('timer', { effective: 600 }), work(70_000)], slow],
    ['a late sign-in', [timer, observe('signed-in', { ms: 65_000 })], ['request-expiry-risk likely']],
    [
      'a server that is listed as slow',
      [
        timer,
        observe('timer', { timer: 'extended-sess-timeout', effective: 1000 }),
        observe('extended-timeout-servers'),
        work(70_000),
      ],
      slow,
    ],
  ])('%s', (_name, observations, expected) => {
    expect(verdicts([...rest, ...observations], noLiveness)).toEqual(expected);
  });

  test('one echo out of many counts, of either protocol', () => {
    const latency = { ...goodLatency, max: 61_000 };
    const seen = observe('echo-series', { protocol: 'smb2', latency });
    expect(findingOf('request-expiry-risk', [...rest, timer, seen], noLiveness)).toMatchObject({
      confidence: 'likely',
      detail: 'beyond',
      evidence: [seen.id, timer.id],
    });
  });

  test('says what took so long, what Windows waits, and when it closes at the latest', () => {
    const { summary } = findingOf('request-expiry-risk', [...rest, timer, work(61_000)], noLiveness);
    expect(wordsOf(summary)).toBe(
      'Directory search on nas-01 took 1 min 01 s. Windows on this PC waits 1 min 00 s (SessTimeout) and then closes the connection, at the latest after 1 min 30 s.',
    );
  });

  test('a silence as long as the time-out counts beside the stall that it is', () => {
    const seen = observe('exchange-no-answer', { series: 'smb1.read', ms: 90_000 });
    const found = findingOf('request-expiry-risk', [...rest, timer, seen], noLiveness);
    expect(found).toMatchObject({ confidence: 'likely', summary: { id: 'cause.request-expiry-risk.summary.silent' } });
    expect(verdicts([...rest, timer, seen], noLiveness)[0]).toBe('connection-stalled likely');
  });
});
