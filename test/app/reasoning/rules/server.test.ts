import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../../app/model/observation.ts';
import { allGood, observe, statuses } from '../../observations.ts';
import { findingOf, findings, verdicts } from '../../runs.ts';

const otherGuid = { what: 'guid', before: 'one', after: 'two' } as const;

describe('server-restarted', () => {
  test.each<[string, readonly Observation[], readonly string[], string]>([
    [
      'a new time of start, after the first answer by the server’s own clock',
      [observe('server-changed')],
      ['server-restarted confirmed'],
      'start-time',
    ],
    [
      'a new time of start that explains a session found deleted',
      [observe('server-changed'), observe('session-deleted')],
      ['server-restarted confirmed', 'session-deleted confirmed'],
      'start-time',
    ],
    [
      'a new time of start from before the first answer: another machine',
      [observe('server-changed', { after: '2026-03-09T14:00:00.000Z' })],
      ['server-restarted possible'],
      'other-start',
    ],
    [
      'another GUID, and nothing lost',
      [observe('server-changed', otherGuid)],
      ['server-restarted possible'],
      'server-guid',
    ],
    [
      'another GUID, and a connection lost',
      [observe('server-changed', otherGuid), observe('connection-cut')],
      ['connection-reset confirmed', 'server-restarted likely'],
      'server-guid',
    ],
    [
      'two GUIDs in turn',
      [observe('server-changed', otherGuid), observe('server-changed', { ...otherGuid, returned: true })],
      ['server-restarted possible'],
      'taking-turns',
    ],
  ])('%s', (_what, changes, expected, detail) => {
    const seen = [...allGood(), ...changes];
    expect(verdicts(seen)).toEqual(expected);
    expect(findingOf('server-restarted', seen).detail).toBe(detail);
  });

  test('rests on what changed and on what was lost over it', () => {
    const changed = observe('server-changed');
    const lost = observe('session-deleted');
    expect(findingOf('server-restarted', [...allGood(), changed, lost]).evidence).toEqual([changed.id, lost.id]);
  });
});

describe('clientguid-collision', () => {
  test.each(['repeated', 'fresh'] as const)('with a %s ClientGuid is possible only: it was our own', (guid) => {
    const seen = [...allGood(), observe('clientguid-answer', { guid })];
    expect(verdicts(seen)).toEqual(['clientguid-collision possible']);
    expect(findings(seen)[0]?.detail).toBe(guid === 'repeated' ? 'provoked' : 'fresh');
  });

  test.each<[string, Observation]>([
    ['accepts it', observe('clientguid-answer', { answer: 'accepted', status: statuses.success, then: 'not-tried' })],
    ['refuses every one', observe('clientguid-answer', { then: 'session-deleted' })],
    ['refuses it otherwise', observe('clientguid-answer', { answer: 'other-status', status: statuses.accessDenied })],
    ['cuts', observe('clientguid-answer', { answer: 'cut' })],
  ])('is not said of a server that %s', (_what, seen) => {
    expect(verdicts([...allGood(), seen])).toEqual(['healthy confirmed']);
  });
});
