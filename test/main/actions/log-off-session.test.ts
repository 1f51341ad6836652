import { beforeEach, describe, expect, test } from 'vitest';
import type { SessionInfo } from '../../../main/windows/sessions.ts';
import { consented, planned, unplanned } from './consented.ts';
import { createFakePc, session } from './fake-pc.ts';
import type { FakePc } from './fake-pc.ts';

const server = 'rds02.corp.example';
const request = { action: 'log-off-session', machine: server, session: 3 } as const;
const told = { ...request, tell: { text: 'Please save & close.', seconds: 60 } };

let pc: FakePc;
beforeEach(() => {
  pc = createFakePc();
  pc.sessions.set(server, [session({})]);
});

test('it is logged off, and seen to be gone', async () => {
  expect(await consented(pc, request)).toEqual({ outcome: 'done', notes: [] });
  expect(pc.did).toEqual([`logOff ${server} 3`]);
});

test('its user is told first, if wanted', async () => {
  expect((await consented(pc, told)).outcome).toBe('done');
  expect(pc.did).toEqual([`showMessage ${server} 3 Please save & close.`, `logOff ${server} 3`]);
});

test('the plan shows whose work is lost, since when, and what to type', async () => {
  const plan = await planned(pc, told);
  expect(plan.breaks).toMatchObject([
    { id: 'action.log-off-session.breaks.since', params: { user: 'CORP\\anna', since: '2026-03-09T10:00:00.000Z' } },
  ]);
  expect(plan.commands).toEqual([`msg 3 /server:${server} "Please save & close."`, `logoff 3 /server:${server}`]);
  expect([plan.risk, plan.rights]).toEqual(['high', 'server-administrator']);
});

describe('never', () => {
  test.each<[string, Partial<SessionInfo>, string]>([
    ['the console', { station: 'Console', state: 'active' }, 'console'],
    ['a listener', { id: 3, station: 'rdp-tcp', state: 'listen', user: '' }, 'listener'],
  ])('%s of a server', async (_what, given, why) => {
    pc.sessions.set(server, [session(given)]);
    expect(await unplanned(pc, request)).toEqual({ outcome: 'refused', why });
  });

  test('the session of the services', async () => {
    pc.sessions.set(server, [session({ id: 0, station: 'services', user: '' })]);
    expect(await unplanned(pc, { ...request, session: 0 })).toEqual({ outcome: 'refused', why: 'system-session' });
  });

  test.each([null, 'localhost', 'PC07', 'pc07.corp.example', '127.0.0.1'])(
    'the technician’s own (%s)',
    async (machine) => {
      pc.sessions.set(null, [session({ id: 1, station: 'rdp-tcp#0', state: 'active' })]);
      expect(await unplanned(pc, { ...request, machine, session: 1 })).toEqual({
        outcome: 'refused',
        why: 'own-session',
      });
    },
  );
});

describe('a warning', () => {
  const warnings = async (): Promise<readonly string[]> => (await planned(pc, request)).warnings.map(({ id }) => id);

  test('is not given for a session that nobody uses', async () => {
    expect(await warnings()).toEqual([]);
  });

  test('is given for one in use, from this PC all the more', async () => {
    pc.sessions.set(server, [session({ state: 'active', station: 'rdp-tcp#1', client: 'PC07' })]);
    expect(await warnings()).toEqual([
      'action.log-off-session.warning.active',
      'action.log-off-session.warning.from-here',
    ]);
  });

  test('is given where this PC is itself used over Remote Desktop', async () => {
    pc.sessions.set(null, [session({ id: 1, station: 'RDP-Tcp#4', state: 'active' })]);
    expect(await warnings()).toEqual(['action.log-off-session.warning.over-rdp']);
  });
});

describe('what changes', () => {
  test('while a person reads leaves it alone', async () => {
    const back = await consented(pc, request, () => {
      pc.sessions.set(server, [session({ state: 'active' })]);
    });
    const another = await consented(pc, { ...request }, () => {
      pc.sessions.set(server, [session({ user: 'bert', logonAt: '2026-03-09T14:31:00.000Z' })]);
    });
    expect([back.outcome, another.outcome]).toEqual(['changed-since', 'changed-since']);
    expect(pc.did).toEqual([]);
  });

  test('while its user reads the message leaves it alone', async () => {
    pc.meanwhile = () => {
      pc.sessions.set(server, [session({ state: 'active', disconnectedAt: null })]);
    };
    expect(await consented(pc, told)).toMatchObject({
      outcome: 'half-done',
      did: [{ id: 'action.log-off-session.told' }],
      didNot: [{ id: 'action.log-off-session.other-session' }],
    });
    expect(pc.did).toHaveLength(1);
  });

  test('at the last moment is told by Windows', async () => {
    pc.fails.set('logOff', { kind: 'api', api: 'WTSLogoffSession', code: 7022 });
    expect((await consented(pc, request)).outcome).toBe('changed-since');
  });
});

describe('how it fails', () => {
  test('for want of a right', async () => {
    pc.fails.set('logOff', { kind: 'access-denied', api: 'WTSLogoffSession', code: 5 });
    expect(await consented(pc, request)).toEqual({ outcome: 'denied', api: 'WTSLogoffSession', code: 5 });
  });

  test('after the message was shown', async () => {
    pc.fails.set('logOff', { kind: 'access-denied', api: 'WTSLogoffSession', code: 5 });
    expect(await consented(pc, told)).toMatchObject({ outcome: 'half-done', api: 'WTSLogoffSession', code: 5 });
  });

  test('without a server', async () => {
    pc.fails.set('logOff', { kind: 'api', api: 'WTSLogoffSession', code: 1722 });
    expect(await consented(pc, request)).toEqual({ outcome: 'server-gone', api: 'WTSLogoffSession', code: 1722 });
    pc.fails.set('sessions', { kind: 'api', api: 'WTSEnumerateSessionsExW', code: 53 });
    expect((await unplanned(pc, request)).outcome).toBe('server-gone');
  });

  test('without an answer: it may still happen', async () => {
    pc.fails.set('logOff', { kind: 'deadline', waitedMs: 1000 });
    expect(await consented(pc, request)).toEqual({ outcome: 'unanswered', waitedMs: 1000 });
  });

  test('though Windows says that it worked', async () => {
    pc.sessions.set = () => pc.sessions;
    expect(await consented(pc, request)).toMatchObject({
      outcome: 'half-done',
      didNot: [{ id: 'action.log-off-session.not-gone' }],
    });
  });

  test('and when it can’t be seen afterwards, that is said', async () => {
    pc.meanwhile = () => {
      pc.fails.set('sessions', { kind: 'implausible', api: 'WTSEnumerateSessionsExW', what: 'no session' });
    };
    expect(await consented(pc, request)).toMatchObject({
      outcome: 'done',
      notes: [{ id: 'action.log-off-session.not-confirmed' }],
    });
  });

  test('a list of sessions that is empty proves nothing', async () => {
    pc.fails.set('sessions', { kind: 'implausible', api: 'WTSEnumerateSessionsExW', what: 'no session' });
    expect((await unplanned(pc, request)).outcome).toBe('failed');
  });
});
