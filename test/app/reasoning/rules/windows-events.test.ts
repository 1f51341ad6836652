import { describe, expect, test } from 'vitest';
import type { ObservationOf } from '../../../../app/model/observation.ts';
import type { EventTells } from '../../../../app/model/observations/windows-user-side.ts';
import { allGood, observe } from '../../observations.ts';
import { findingOf, verdicts } from '../../runs.ts';

type Fields = Partial<ObservationOf<'windows-event'>>;
const ended = (reason: number, fields: Fields = {}) => observe('windows-event', { reason, ...fields });
const of = (tells: EventTells, loggedAt: string, fields: Fields = {}) =>
  observe('windows-event', { tells, loggedAt, reason: undefined, belongsTo: undefined, session: undefined, ...fields });

const noon = '2026-03-09T12:00:00.000Z';
const aMinuteLater = '2026-03-09T12:01:00.000Z';
const anHourLater = '2026-03-09T13:00:00.000Z';
const daysBefore = '2026-03-04T12:00:00.000Z';
const symptom = 'rdp-session-deleted';

describe('the reason of the latest end of the user’s session', () => {
  test.each([
    [5, 'rdp-session-replaced', 'likely', 'other-connection'],
    [2, 'rdp-session-replaced', 'possible', 'administrator'],
    [3, 'rdp-time-limit', 'likely', 'idle-limit'],
    [4, 'rdp-time-limit', 'likely', 'time-limit'],
  ] as const)('%i is %s', (reason, cause, confidence, detail) => {
    expect(findingOf(cause, [ended(reason)], { symptom })).toMatchObject({ confidence, detail });
  });

  test('is less sure where nobody says whose it was', () => {
    const finding = findingOf('rdp-session-replaced', [ended(5, { belongsTo: 'unknown', user: undefined })], {
      symptom,
    });
    expect(finding.confidence).toBe('possible');
  });

  test('by another session is the same', () => {
    const seen = observe('windows-event', { tells: 'rdp-disconnected-by-session', bySession: 4, reason: undefined });
    expect(findingOf('rdp-session-replaced', [seen], { symptom })).toMatchObject({ detail: 'other-session' });
  });

  test.each([
    ['the user', [ended(11)]],
    [
      'the user, from the own session',
      [observe('windows-event', { tells: 'rdp-disconnected-by-session', bySession: 2 })],
    ],
    ['nobody that is told', [ended(0)]],
    ['the user, after another had taken it', [ended(5, { loggedAt: noon }), ended(12, { loggedAt: anHourLater })]],
    ['this PC’s own log, which is not the server’s', [ended(5, { machine: 'this-pc' })]],
  ])('names no cause where it was %s', (_who, seen) => {
    expect(verdicts(seen, { symptom })).toEqual(['inconclusive possible']);
  });
});

describe('a restart of Remote Desktop Services', () => {
  const stopped = of('service-changed', noon, { service: 'TermService', serviceState: 'stopped' });

  test('beside the end of the session is likely', () => {
    const finding = findingOf('rdp-service-restarted', [stopped, ended(0, { loggedAt: aMinuteLater })], { symptom });
    expect(finding).toMatchObject({ confidence: 'likely', detail: 'stopped' });
    expect(finding.evidence).toHaveLength(2);
  });

  test('in the last day is possible, but only where Remote Desktop is in question', () => {
    expect(verdicts([stopped], { symptom })).toEqual(['rdp-service-restarted possible']);
    expect(verdicts([...allGood(), stopped])).toEqual(['healthy confirmed']);
  });

  test('long before is nothing', () => {
    expect(verdicts([{ ...stopped, loggedAt: daysBefore }], { symptom })).toEqual(['inconclusive possible']);
  });

  test('as a part of a restart of the system is told as that', () => {
    const seen = [stopped, of('system-stopping', aMinuteLater), ended(0, { loggedAt: aMinuteLater })];
    expect(verdicts(seen, { symptom })).toEqual(['server-restarted likely']);
  });
});

describe('a restart in the logs', () => {
  const lost = of('smb-session-lost', aMinuteLater, { machine: 'this-pc', server: 'nas-01', forTarget: true });
  const smb = { symptom: 'smb-session-deleted' } as const;

  test.each([
    ['of the server', of('system-started', noon), 'event-log'],
    ['of its file service', of('service-crashed', noon, { service: 'LanmanServer' }), 'file-service'],
    ['of this PC', of('system-stopped-unexpectedly', noon, { machine: 'this-pc' }), 'this-pc'],
  ])('%s beside the loss of the session is likely', (_whose, restart, detail) => {
    expect(findingOf('server-restarted', [restart, lost], smb)).toMatchObject({ confidence: 'likely', detail });
  });

  test('of the server in the last day is possible where a session was deleted', () => {
    expect(findingOf('server-restarted', [of('system-started', noon)], smb).confidence).toBe('possible');
    expect(verdicts([...allGood(), of('system-started', noon)])).toEqual(['healthy confirmed']);
  });

  test('of this PC is nothing odd, unless nobody wanted it', () => {
    const here = { machine: 'this-pc' } as const;
    expect(verdicts([...allGood(), of('system-started', noon, here)], smb)).toEqual(['healthy confirmed']);
    expect(findingOf('server-restarted', [of('system-stopped-unexpectedly', noon, here)], smb)).toMatchObject({
      confidence: 'possible',
      detail: 'this-pc',
    });
  });
});
