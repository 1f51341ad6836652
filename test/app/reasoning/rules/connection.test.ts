import { describe, expect, test } from 'vitest';
import type { LatencySummary } from '../../../../app/model/latency.ts';
import type { Observation } from '../../../../app/model/observation.ts';
import { describeObservation } from '../../../../app/wording/observation.ts';
import { allGood, goodLatency, goodWithout, observe } from '../../observations.ts';
import type { Verdict } from '../../runs.ts';
import { findingOf, findings, resultsOf, verdicts } from '../../runs.ts';
import { lineOf } from '../ways.ts';

const noLiveness = { outcomes: { 'smb1-liveness': 'skipped' } } as const;
const upToEcho = goodWithout('session-alive', 'echo-series');
const echoSilent = observe('exchange-no-answer');
const treeSilent = observe('exchange-no-answer', { check: 'smb1-tree', series: 'smb1.tree-connect' });
const fsSilent = observe('exchange-no-answer', { series: 'smb1.query-fs-info' });
const fsAnswered = observe('request-during-stall');
const echoAnswered = observe('echo-during-stall');
const second = observe('second-connection');
const lostOne = observe('echo-series', { sent: 41, latency: { ...goodLatency, count: 41, p99: null, lost: 1 } });

describe('silence', () => {
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    ['an echo unanswered', [echoSilent], ['connection-stalled likely']],
    ['an echo and then a request unanswered', [echoSilent, fsSilent], ['connection-stalled confirmed']],
    ['an echo unanswered, a request answered', [echoSilent, fsAnswered], ['connection-stalled possible']],
    ['a request and then an echo unanswered', [treeSilent, echoSilent], ['connection-stalled confirmed']],
    ['a request unanswered, no echo asked for', [treeSilent], ['connection-stalled likely']],
    ['a request unanswered, an echo answered', [treeSilent, echoAnswered], ['server-stalled confirmed']],
    ['everything answered', [], ['inconclusive possible']],
  ])('%s', (_name, observations, expected) => {
    expect(verdicts([...upToEcho, ...observations], noLiveness)).toEqual(expected);
  });

  test.each([
    ['answered', 'only-this', 'only-this'],
    ['silent', 'all', 'all'],
    ['cut', 'all', 'all'],
    ['refused', 'all', 'all'],
    ['no-connection', 'all', 'all'],
  ] as const)('a second connection %s tells who is silent', (outcome, detail, next) => {
    const other = observe('second-connection', { outcome });
    expect(findingOf('connection-stalled', [...upToEcho, echoSilent, other], noLiveness)).toMatchObject({
      detail,
      summary: { id: `cause.connection-stalled.summary.${detail}` },
      next: { id: `cause.connection-stalled.next.${next}` },
      evidence: [echoSilent.id, other.id],
    });
  });

  test('without a second connection it stays open who is silent', () => {
    const finding = findingOf('connection-stalled', [...upToEcho, echoSilent, lostOne], noLiveness);
    expect(finding).toMatchObject({ detail: 'unknown', evidence: [echoSilent.id] });
  });

  test('in which the beginning of an answer came is told by its bytes', () => {
    const partial = observe('exchange-no-answer', { received: 9 });
    const finding = findingOf('connection-stalled', [...upToEcho, partial, fsSilent, second], noLiveness);
    expect(finding).toMatchObject({
      confidence: 'likely',
      detail: 'partial',
      summary: {
        id: 'cause.connection-stalled.summary.partial',
        params: { received: { id: 'window.bytes.count', params: { count: 9 } } },
      },
    });
  });

  test('of a NetBIOS session request is told in a whole sentence', () => {
    const silent = observe('exchange-no-answer', { series: 'nbss.session' });
    expect(describeObservation(silent).params?.['command']).toEqual({ id: 'command.nbss.session' });
    expect(findingOf('connection-stalled', [silent]).summary.params?.['command']).toEqual({
      id: 'command.nbss.session',
    });
  });

  test('of work on a file names the file, and sits on the share: the session answers echoes', () => {
    const path = 'Accounts\\2026.xlsx';
    const silent = observe('exchange-no-answer', { check: 'smb1-stall', series: 'smb1.read', path });
    const observations = [...allGood(), silent, echoAnswered];
    const named = findings(observations);
    const command = { id: 'command.on-path', params: { command: { id: 'series.smb1.read' }, path } };
    expect(named[0]).toMatchObject({ cause: 'server-stalled', summary: { params: { command } } });
    expect(describeObservation(silent).params).toMatchObject({ command });
    expect(findingOf('connection-stalled', [...allGood(), silent]).summary.params).toMatchObject({ command });
    const line = lineOf({ observations, finished: resultsOf(), findings: named });
    expect(line.map(({ stop, state }) => `${stop} ${state}`)).toEqual([
      'name passed',
      'port passed',
      'smb-session passed',
      'share broken',
    ]);
  });

  test('is not called slowness', () => {
    const seen = [...upToEcho, echoSilent, fsSilent, second, lostOne];
    expect(verdicts(seen, noLiveness)).toEqual(['connection-stalled confirmed']);
  });
});

describe('connection-reset', () => {
  test.each<['fin' | 'rst' | 'error', Verdict]>([
    ['fin', 'connection-reset confirmed'],
    ['rst', 'connection-reset confirmed'],
    ['error', 'connection-reset possible'],
  ])('%s', (end, expected) => {
    const cut = observe('connection-cut', { end });
    expect(verdicts([...upToEcho, cut], noLiveness)).toEqual([expected]);
    expect(findingOf('connection-reset', [...upToEcho, cut])).toMatchObject({ detail: end, evidence: [cut.id] });
  });

  test('is only possible where the connection had been silent: a timer may have ended it before', () => {
    const late = observe('connection-cut', { series: 'smb1.tree-disconnect', ms: 2, sinceLastSuccessMs: 60_002 });
    expect(findingOf('connection-reset', [...allGood(), late])).toMatchObject({
      confidence: 'possible',
      detail: 'after-silence',
      summary: { id: 'cause.connection-reset.summary.after-silence', params: { silence: 60_000 } },
    });
    const waited = observe('connection-cut', { ms: 60_000, sinceLastSuccessMs: 60_001 });
    expect(findingOf('connection-reset', [...allGood(), late, waited])).toMatchObject({
      confidence: 'confirmed',
      evidence: [late.id, waited.id],
    });
  });

  test('is not said of a negotiate that was cut', () => {
    expect(verdicts([observe('negotiate-cut'), observe('smb2-negotiated')])).toEqual(['smb1-disabled likely']);
  });
});

describe('protocol-violation', () => {
  test('is said of a broken answer, with what is broken', () => {
    const broken = observe('protocol-violation', { reason: 'malformed', field: 'ByteCount' });
    expect(findingOf('protocol-violation', [...upToEcho, broken], noLiveness)).toMatchObject({
      confidence: 'confirmed',
      detail: 'malformed',
      summary: { params: { command: { id: 'series.smb1.echo' }, reason: { id: 'violation.malformed' } } },
    });
  });

  test('is not said of an odd status', () => {
    expect(verdicts([...upToEcho, observe('unexpected-status')], noLiveness)).toEqual(['inconclusive possible']);
  });
});

describe('high-latency', () => {
  const series = (latency: Partial<LatencySummary>): readonly Observation[] => [
    ...goodWithout('echo-series'),
    observe('echo-series', { latency: { ...goodLatency, ...latency } }),
  ];

  test.each<[string, Partial<LatencySummary>, Verdict, string | undefined]>([
    ['p50 just above 150 ms', { p50: 150.1, p99: 180 }, 'high-latency confirmed', 'slow'],
    ['p50 of 150 ms', { p50: 150, p99: 180 }, 'healthy confirmed', undefined],
    ['p99 above 1 s and ten times p50', { p50: 90, p99: 1001 }, 'high-latency confirmed', 'erratic'],
    ['p99 of 1 s', { p50: 90, p99: 1000 }, 'healthy confirmed', undefined],
    ['p99 above 1 s, but only nine times p50', { p50: 120, p99: 1080 }, 'healthy confirmed', undefined],
    ['p99 of ten times p50', { p50: 120, p99: 1200 }, 'healthy confirmed', undefined],
    ['p99 ten times a short p50', { p50: 0.4, p99: 40 }, 'healthy confirmed', undefined],
    ['too few samples for p99, one of them slow', { count: 50, p99: null, max: 5000 }, 'healthy confirmed', undefined],
    ['nine slow echoes', { count: 9, p50: 200, p90: null, p99: null }, 'high-latency possible', 'slow'],
    ['slow and erratic', { p50: 200, p99: 4000 }, 'high-latency confirmed', 'slow'],
  ])('%s', (_name, latency, expected, detail) => {
    expect(verdicts(series(latency))).toEqual([expected]);
    if (detail !== undefined) expect(findingOf('high-latency', series(latency)).detail).toBe(detail);
  });

  test('says nothing of a series without an answer', () => {
    const none = series({ count: 1, min: null, p50: null, p90: null, p99: null, max: null, lost: 1 });
    expect(verdicts(none)).toEqual(['inconclusive possible']);
  });

  test('stands behind a cause that explains more', () => {
    const slow = observe('echo-series', { latency: { ...goodLatency, p50: 180, p99: 400 } });
    const seen = [...goodWithout('echo-series', 'session-alive'), slow, observe('connection-cut')];
    expect(verdicts(seen, noLiveness)).toEqual(['connection-reset confirmed', 'high-latency confirmed']);
  });

  test('is not said of good latencies', () => {
    expect(verdicts(allGood())).toEqual(['healthy confirmed']);
  });
});
