import { describe, expect, test } from 'vitest';
import type { CauseId } from '../../../app/model/finding.ts';
import type { Observation } from '../../../app/model/observation.ts';
import type { FaultStopState } from '../../../app/reasoning/fault-line.ts';
import { observe } from '../observations.ts';
import type { RunParts } from '../runs.ts';
import { findings, resultsOf, usualChecks } from '../runs.ts';
import { lineOf, rdpWay, rdpWayFromWindows } from './ways.ts';

describe('the way to Remote Desktop', () => {
  const parts: RunParts = { symptom: 'rdp-session-deleted', planned: rdpWay.planned };

  /** The line after a run that asked Remote Desktop only. */
  function afterRdp(observations: readonly Observation[], outcomes: RunParts['outcomes'] = {}) {
    const run = { ...parts, outcomes };
    return lineOf({
      planned: rdpWay.planned,
      started: rdpWay.planned,
      finished: resultsOf(run),
      observations,
      findings: findings(observations, run),
    });
  }

  test('stands alone where only that was planned, with its port, its security and the version of TLS', () => {
    const line = afterRdp(rdpWay.seen);
    expect(line.map(({ stop, state }) => [stop, state])).toEqual(rdpWay.stops.map((stop) => [stop, 'passed']));
    expect(line[1]?.name).toEqual({ id: 'fault-line.rdp-port', params: { port: '3389' } });
    expect(line[2]).toMatchObject({
      after: 'rdp-port',
      value: { id: 'fault-line.value.nla' },
      detail: { params: { version: 'TLSv1.3' } },
    });
  });

  test('is passed without TLS by a server that has none', () => {
    const standard = observe('rdp-negotiated', { selected: 'PROTOCOL_RDP' });
    const line = afterRdp([observe('name-resolved'), observe('rdp-connected'), standard], { 'rdp-tls': 'skipped' });
    expect(line[2]).toMatchObject({ state: 'passed', value: { id: 'fault-line.value.no-tls' } });
  });

  const resolved = observe('name-resolved');
  const connected = observe('rdp-connected');
  test.each<[CauseId, readonly Observation[], readonly FaultStopState[]]>([
    ['rdp-not-listening', [resolved, observe('rdp-connect-failed')], ['passed', 'broken', 'not-reached']],
    [
      'tcp-no-answer',
      [resolved, observe('rdp-connect-failed', { how: 'deadline' })],
      ['passed', 'broken', 'not-reached'],
    ],
    ['negotiate-no-answer', [resolved, connected, observe('rdp-no-answer')], ['passed', 'passed', 'broken']],
    [
      'connection-reset',
      [resolved, connected, observe('connection-cut', { check: 'rdp-negotiate', series: 'rdp.negotiate' })],
      ['passed', 'passed', 'broken'],
    ],
    ['rdp-nla-required', [...rdpWay.seen, observe('rdp-negotiate-refused')], ['passed', 'passed', 'unknown']],
  ])('%s', (cause, observations, expected) => {
    const line = afterRdp(observations, expected[2] === 'unknown' ? {} : { 'rdp-tls': 'skipped' });
    expect(line.map(({ state }) => state)).toEqual(expected);
    expect(line.map(({ value }) => value.id)).toContain(`fault-line.value.${cause}`);
  });

  test('goes on beside a closed SMB port: both begin at the name', () => {
    const planned = [...usualChecks, 'rdp-negotiate', 'rdp-tls'] as const;
    const outcomes = Object.fromEntries(
      usualChecks.filter((id) => id !== 'resolve' && id !== 'tcp').map((id) => [id, 'skipped' as const]),
    );
    const seen = [observe('tcp-refused'), ...rdpWay.seen];
    const run = { planned, outcomes };
    const line = lineOf({
      planned,
      started: planned,
      finished: resultsOf(run),
      observations: seen,
      findings: findings(seen, run),
    });
    expect(line.map(({ stop, state }) => `${stop} ${state}`)).toEqual([
      'name passed',
      'port broken',
      'smb-session not-reached',
      'share not-reached',
      'rdp-port passed',
      'rdp-security passed',
    ]);
  });
});

describe('seen from a Windows PC', () => {
  const { planned, stops, seen } = rdpWayFromWindows;
  const statesAfter = (observations: readonly Observation[], only = planned) =>
    lineOf({
      planned: only,
      started: only,
      finished: resultsOf({ planned: only }),
      observations,
      findings: [],
    }).map(({ stop, after, state }) => [stop, after, state]);

  test('the way begins at this PC and ends at the session', () => {
    const expected = stops.map((stop, index) => [stop, stops[index - 1] ?? null, 'passed']);
    expect(statesAfter(seen)).toEqual(expected);
  });

  test('nothing is known of stops of which nothing could be read', () => {
    const unread = [
      observe('windows-not-read', { check: 'windows-mstsc', machine: 'this-pc', reading: 'processes' }),
      observe('windows-not-read'),
    ];
    const states = statesAfter([...rdpWay.seen, ...unread]);
    expect(states.map(([, , state]) => state)).toEqual(['unknown', 'passed', 'passed', 'passed', 'unknown']);
  });

  test('sessions of this PC are not those of the server', () => {
    const here = observe('sessions-listed', { machine: 'this-pc' });
    expect(statesAfter([...rdpWay.seen, here]).at(-1)).toEqual(['rdp-session', 'rdp-security', 'unknown']);
  });

  test('without Remote Desktop in the plan the line has no session, and this PC leads to the name', () => {
    const line = statesAfter([observe('name-resolved')], ['resolve', 'windows-mstsc', 'windows-sessions']);
    expect(line.map(([stop, after]) => [stop, after])).toEqual([
      ['this-pc', null],
      ['name', 'this-pc'],
    ]);
  });
});
