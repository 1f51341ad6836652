import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../../app/model/observation.ts';
import { observe } from '../../observations.ts';
import type { RunParts, Verdict } from '../../runs.ts';
import { findingOf, verdicts } from '../../runs.ts';
import { wordsOf } from '../../wording/words.ts';

const parts: RunParts = {
  symptom: 'rdp-session-deleted',
  planned: ['windows-mstsc', 'windows-sessions', 'windows-services', 'windows-ports'],
};
const nothing: readonly Verdict[] = ['inconclusive possible'];

describe('sessions of the user on the server', () => {
  const ghost = observe('user-session');
  const active = observe('user-session', { session: 5, state: 'active', station: 'rdp-tcp#5', disconnectedAt: null });
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    ['a disconnected one', [ghost], ['rdp-ghost-session likely']],
    ['a disconnected one beside an active one', [ghost, active], ['rdp-ghost-session confirmed']],
    [
      'two active ones',
      [active, observe('user-session', { session: 6, state: 'active' })],
      ['rdp-ghost-session possible'],
    ],
    ['an active one', [active], nothing],
    ['the one that this program runs in', [observe('user-session', { own: true })], nothing],
    [
      'a disconnected one on this PC, which is not the server',
      [observe('user-session', { machine: 'this-pc' })],
      nothing,
    ],
    ['a list in which the user is not', [observe('sessions-listed', { sessions: [] })], nothing],
    ['a list that could not be had', [observe('windows-not-read')], nothing],
  ])('%s', (_what, seen, expected) => {
    expect(verdicts(seen, parts)).toEqual(expected);
  });

  test('say whose, which and since when', () => {
    const { summary, next, detail } = findingOf('rdp-ghost-session', [ghost], parts);
    expect(wordsOf(summary)).toBe(
      'CONTOSO\\kim still has the session 3 on nas-01, disconnected since 2026-03-09 08:40 UTC.',
    );
    expect(wordsOf(next)).toContain('logoff 3');
    expect(detail).toBe('disconnected');
  });

  test('are no cause where files are in question', () => {
    expect(verdicts([ghost, observe('rdp-client')], { ...parts, symptom: 'smb-timeout' })).toEqual(nothing);
  });
});

describe('a running Remote Desktop client', () => {
  const connectedTo = (...connections: string[]) => observe('rdp-client', { connections });
  const resolved = observe('name-resolved');
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    ['that lost its connection', [observe('rdp-client')], ['rdp-client-leftover likely']],
    [
      'without a window or a connection',
      [observe('rdp-client', { windowTitle: null })],
      ['rdp-client-leftover likely'],
    ],
    [
      'without a connection, whose window names no server',
      [observe('rdp-client', { windowTitle: 'Remote Desktop Connection' })],
      ['rdp-client-leftover possible'],
    ],
    [
      'whose connections are not known',
      [observe('rdp-client', { connections: null })],
      ['rdp-client-leftover possible'],
    ],
    ['that is connected to the server', [resolved, connectedTo('192.0.2.10:3389')], ['rdp-client-leftover possible']],
    ['that is connected to another server', [resolved, connectedTo('192.0.2.77:3389')], nothing],
    ['of somebody else', [observe('rdp-client', { belongsTo: 'other' })], nothing],
    ['of nobody knows whom', [observe('rdp-client', { belongsTo: 'unknown' })], nothing],
    [
      'beside one that lost its connection',
      [resolved, connectedTo('192.0.2.77:3389'), observe('rdp-client', { pid: 7_000 })],
      ['rdp-client-leftover likely'],
    ],
  ])('%s', (_which, seen, expected) => {
    expect(verdicts(seen, parts)).toEqual(expected);
  });
});

describe('TermService', () => {
  const stopped = observe('windows-service', { state: 'stopped', pid: null });
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    ['stopped on the server', [stopped], ['rdp-service-stopped confirmed']],
    ['stopped, though Remote Desktop answers', [stopped, observe('rdp-negotiated')], ['rdp-service-stopped likely']],
    ['on its way down', [observe('windows-service', { state: 'stop-pending' })], ['rdp-service-stopped likely']],
    ['running', [observe('windows-service')], nothing],
    [
      'stopped on this PC, which is not the server',
      [observe('windows-service', { machine: 'this-pc', state: 'stopped' })],
      nothing,
    ],
    ['not there at all', [observe('windows-service', { state: null, start: null, pid: null })], nothing],
    [
      'running, with another service stopped',
      [observe('windows-service', { name: 'UmRdpService', state: 'stopped' })],
      nothing,
    ],
    ['not asked', [observe('windows-not-read', { reading: 'service', name: 'TermService' })], nothing],
  ])('%s', (_how, seen, expected) => {
    expect(verdicts(seen, parts)).toEqual(expected);
  });

  test('disabled is told apart from stopped', () => {
    const disabled = observe('windows-service', { state: 'stopped', start: 'disabled' });
    expect(findingOf('rdp-service-stopped', [disabled], parts).detail).toBe('disabled');
  });
});

describe('the port of Remote Desktop', () => {
  const heldBy = (...pids: (number | null)[]) =>
    observe('rdp-listener', { listeners: pids.map((pid) => ({ address: '0.0.0.0', pid })) });
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    ['held by another process', [heldBy(4_100)], ['rdp-port-conflict confirmed']],
    [
      'held by another process, though Remote Desktop answers there',
      [heldBy(4_100), observe('rdp-negotiated')],
      ['rdp-port-conflict likely'],
    ],
    ['held by both', [heldBy(1_044, 4_100)], ['rdp-port-conflict possible']],
    [
      'held by another process while TermService does not run',
      [observe('rdp-listener', { servicePid: null })],
      ['rdp-port-conflict possible'],
    ],
    ['held by TermService', [heldBy(1_044)], nothing],
    ['held by nobody', [heldBy()], nothing],
    ['held by a process that is not told', [heldBy(null)], nothing],
    [
      'of this PC, which is not the server',
      [observe('rdp-listener', { machine: 'this-pc', listeners: [{ address: '::', pid: 9 }] })],
      nothing,
    ],
  ])('%s', (_how, seen, expected) => {
    expect(verdicts(seen, parts)).toEqual(expected);
  });
});
