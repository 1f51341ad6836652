import { beforeEach, describe, expect, test } from 'vitest';
import { consented, planned, unplanned } from './consented.ts';
import { createFakePc, session } from './fake-pc.ts';
import type { FakePc } from './fake-pc.ts';

const here = { action: 'restart-remote-desktop', machine: null } as const;
const there = { ...here, machine: 'rds02' };

let pc: FakePc;
beforeEach(() => {
  pc = createFakePc();
});

const ids = (messages: readonly { readonly id: string }[]): readonly string[] =>
  messages.map(({ id }) => id.replace('action.restart-remote-desktop.', ''));

test('what depends on it is stopped before and started after, and the port is listened on again', async () => {
  const result = await consented(pc, here);
  expect(pc.did).toEqual([
    'stopService - UmRdpService',
    'stopService - TermService',
    'startService - TermService',
    'startService - UmRdpService',
  ]);
  expect(result.outcome).toBe('done');
  expect(result.outcome === 'done' && ids(result.notes)).toEqual([
    'stopped',
    'stopped',
    'started',
    'started',
    'listens',
  ]);
});

test('on a server the same is asked of the server', async () => {
  const plan = await planned(pc, there);
  expect(plan.commands).toEqual([
    'sc.exe \\\\rds02 stop UmRdpService',
    'sc.exe \\\\rds02 stop TermService',
    'sc.exe \\\\rds02 start TermService',
    'sc.exe \\\\rds02 start UmRdpService',
  ]);
  expect(plan.rights).toBe('server-administrator');
  expect((await consented(pc, there)).outcome).toBe('done');
  expect(pc.did[0]).toBe('stopService rds02 UmRdpService');
});

test('a service that stands still is only started, and what did not run is left so', async () => {
  pc.services = new Map([
    ['TermService', 'stopped'],
    ['UmRdpService', 'stopped'],
  ]);
  expect((await planned(pc, here)).commands).toEqual(['net start TermService']);
  expect((await consented(pc, here)).outcome).toBe('done');
  expect(pc.did).toEqual(['startService - TermService']);
});

test('who is here over Remote Desktop is warned', async () => {
  pc.sessions.set(null, [session({ id: 1, station: 'rdp-tcp#0', state: 'active' })]);
  expect(ids((await planned(pc, here)).warnings)).toEqual(['warning.over-rdp']);
  expect((await planned(pc, there)).warnings).toEqual([]);
});

describe('how it fails', () => {
  test('for want of a right, before anything was done', async () => {
    pc.fails.set('stopService', { kind: 'access-denied', api: 'OpenServiceW', code: 5 });
    const result = await consented(pc, here);
    expect(result).toEqual({ outcome: 'denied', api: 'OpenServiceW', code: 5 });
    expect(pc.did).toEqual([]);
  });

  test('a service that does not come back is half-done, with what to do', async () => {
    pc.fails.set('startService', { kind: 'api', api: 'StartServiceW', code: 1058 });
    const result = await consented(pc, here);
    expect(result).toMatchObject({ outcome: 'half-done', api: 'StartServiceW', code: 1058 });
    expect(result.outcome === 'half-done' && ids(result.did)).toEqual(['stopped', 'stopped']);
    expect(result.outcome === 'half-done' && ids(result.didNot)).toEqual(['not-started', 'not-started']);
  });

  test('what was stopped is started again when the next can’t be stopped', async () => {
    pc.meanwhile = () => {
      if (pc.did.length === 1) pc.fails.set('stopService', { kind: 'api', api: 'ControlService', code: 1061 });
    };
    const result = await consented(pc, here);
    expect(pc.did).toEqual(['stopService - UmRdpService', 'startService - TermService', 'startService - UmRdpService']);
    expect(result).toMatchObject({ outcome: 'half-done', api: 'ControlService', code: 1061 });
  });

  test('a service that takes the request and stays is half-done after its time', async () => {
    const set = pc.services.set.bind(pc.services);
    pc.services.set = (name, state) => (state === 'stopped' ? pc.services : set(name, state));
    const result = await consented(pc, here);
    expect(result.outcome === 'half-done' && ids(result.didNot)).toEqual(['not-stopped']);
  });

  test('a port that nobody listens on again is half-done', async () => {
    pc.listening = false;
    const result = await consented(pc, here);
    expect(result.outcome === 'half-done' && ids(result.didNot)).toEqual(['not-listening']);
  });

  test('a server that is gone, before and on the way', async () => {
    pc.fails.set('service', { kind: 'api', api: 'OpenSCManagerW', code: 1722 });
    expect(await unplanned(pc, there)).toEqual({ outcome: 'server-gone', api: 'OpenSCManagerW', code: 1722 });
    pc.fails.delete('service');
    pc.fails.set('stopService', { kind: 'api', api: 'OpenSCManagerW', code: 1722 });
    expect(await consented(pc, there)).toEqual({ outcome: 'server-gone', api: 'OpenSCManagerW', code: 1722 });
  });

  test('a service that was stopped or started by somebody else meanwhile is no failure', async () => {
    pc.fails.set('stopService', { kind: 'api', api: 'ControlService', code: 1062 });
    pc.meanwhile = () => {
      pc.services = new Map([
        ['TermService', pc.did.length > 0 ? 'running' : 'stopped'],
        ['UmRdpService', pc.did.length > 0 ? 'running' : 'stopped'],
      ]);
    };
    expect((await consented(pc, here)).outcome).toBe('done');
  });

  test('broken off on the way, it is finished all the same', async () => {
    pc.meanwhile = () => {
      pc.abort.abort();
    };
    const result = await consented(pc, here);
    expect(pc.did).toHaveLength(4);
    expect(pc.services.get('TermService')).toBe('running');
    expect(result.outcome).not.toBe('cancelled');
  });

  test('a Windows without the service', async () => {
    pc.services = new Map();
    expect(await unplanned(pc, here)).toMatchObject({
      outcome: 'changed-since',
      what: { id: 'action.restart-remote-desktop.no-service' },
    });
  });
});
