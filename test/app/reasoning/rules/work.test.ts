import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../../app/model/observation.ts';
import { allGood, goodWithout, observe, statuses } from '../../observations.ts';
import type { Verdict } from '../../runs.ts';
import { findingOf, findings, resultsOf, verdicts } from '../../runs.ts';
import { lineOf } from '../ways.ts';

const rest = goodWithout('session-alive');
const noLiveness = { outcomes: { 'smb1-liveness': 'skipped' } } as const;
const nothing = ['inconclusive possible'] as const;

const slow = ['high-latency likely'] as const;
const ofOurs = { series: 'smb1.open', ms: 35_000, path: 'session-doctor-0123456789abcdef.tmp' } as const;

const waited = observe('work-answered', { series: 'smb1.open', ms: 35_033 });
const kept = observe('oplock-break');

describe('oplock-break-wait', () => {
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    ['an open answered after 35 s', [waited], ['oplock-break-wait likely']],
    ['a read answered after 31 s', [observe('work-answered', { ms: 31_000 })], ['oplock-break-wait likely']],
    ['an open answered after 29 s', [observe('work-answered', { series: 'smb1.open', ms: 29_000 })], slow],
    ['an open answered after 41 s', [observe('work-answered', { series: 'smb1.open', ms: 41_000 })], slow],
    ['an open of a file that only we know', [observe('work-answered', ofOurs)], slow],
    [
      'an open refused after 35 s',
      [{ ...waited, status: statuses.accessDenied }],
      ['access-denied confirmed', ...slow],
    ],
    ['a search answered after 35 s', [{ ...waited, series: 'smb1.find-first' }], slow],
    ['a notification after 35 s', [{ ...waited, series: 'smb1.notify-change' }], nothing],
    ['a wait that was provoked', [kept], ['oplock-break-wait possible']],
    ['a wait that was provoked and one that was not', [waited, kept], ['oplock-break-wait likely']],
    ['an oplock given up at once', [observe('oplock-break', { acknowledged: true, ms: 0.7 })], nothing],
    ['an oplock kept that kept nobody waiting', [observe('oplock-break', { ms: 3 })], nothing],
    ['an oplock kept and no answer yet', [observe('oplock-break', { outcome: 'no-answer' })], nothing],
    ['no oplocks', [observe('oplock-break', { outcome: 'not-tried', granted: 'none', ms: 0 })], nothing],
  ])('%s', (_name, observations, expected) => {
    expect(verdicts([...rest, ...observations], noLiveness)).toEqual(expected);
  });

  test('says how long what was waited for, and counts what was provoked as evidence too', () => {
    expect(findingOf('oplock-break-wait', [...rest, waited, kept], noLiveness)).toMatchObject({
      summary: { id: 'cause.oplock-break-wait.summary', params: { ms: 35_033, what: 'Accounts\\2026.xlsx' } },
      next: { id: 'cause.oplock-break-wait.next' },
      evidence: [waited.id, kept.id],
    });
  });

  test('says so when it was only provoked', () => {
    expect(findingOf('oplock-break-wait', [...rest, kept], noLiveness)).toMatchObject({
      detail: 'provoked',
      summary: { id: 'cause.oplock-break-wait.summary.provoked' },
      next: { id: 'cause.oplock-break-wait.next.provoked' },
      evidence: [kept.id],
    });
  });
});

test.each([
  ['oplock-break-wait', kept],
  ['vc-collision', observe('vc-collision')],
] as const)('%s that was only provoked stands behind a healthy verdict, and breaks no stop', (cause, seen) => {
  const observations = [...allGood(), seen];
  expect(verdicts(observations)).toEqual(['healthy confirmed', `${cause} possible`]);
  const line = lineOf({ observations, finished: resultsOf(), findings: findings(observations) });
  expect(line.map(({ state }) => state)).toEqual(['passed', 'passed', 'passed', 'passed']);
  expect(verdicts([...observations, observe('connection-cut')])[0]).toBe('connection-reset confirmed');
});

describe('vc-collision', () => {
  test.each<[string, Observation, readonly Verdict[]]>([
    ['a cut', observe('vc-collision'), ['vc-collision possible']],
    [
      'a session that is gone',
      observe('vc-collision', { outcome: 'session-deleted', status: statuses.badUid }),
      ['vc-collision possible'],
    ],
    ['a connection that lives on', observe('vc-collision', { outcome: 'survived' }), nothing],
    ['silence', observe('vc-collision', { outcome: 'no-answer' }), nothing],
  ])('%s', (_name, seen, expected) => {
    expect(verdicts([...rest, seen], noLiveness)).toEqual(expected);
  });
});
