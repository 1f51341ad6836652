import { beforeEach, describe, expect, test } from 'vitest';
import { consented, planned, unplanned } from './consented.ts';
import { createFakePc } from './fake-pc.ts';
import type { FakePc } from './fake-pc.ts';

let pc: FakePc;
beforeEach(() => {
  pc = createFakePc();
});

test.each([
  ['flush-dns', 'flushDns', 'ipconfig /flushdns'],
  ['flush-netbios-names', 'flushNetbiosNames', 'nbtstat -R'],
  ['flush-neighbours', 'flushNeighbours', 'netsh interface ipv4 delete neighbors'],
  ['purge-tickets', 'purgeTickets', 'klist purge'],
] as const)('%s does one thing, or says why not', async (action, change, command) => {
  expect((await planned(pc, { action })).commands[0]).toBe(command);
  expect(await consented(pc, { action })).toEqual({ outcome: 'done', notes: [] });
  expect(pc.did).toEqual([change]);
  pc.fails.set(change, { kind: 'access-denied', api: change, code: 5 });
  expect(await consented(pc, { action })).toEqual({ outcome: 'denied', api: change, code: 5 });
  pc.fails.set(change, { kind: 'api', api: change, code: 1223 });
  expect(await consented(pc, { action })).toEqual({ outcome: 'declined' });
});

describe('a connection', () => {
  const request = { action: 'delete-connection', name: 'p:', force: false } as const;
  const connection = { drive: 'P:', remote: '\\\\nas01\\Daten & Pläne', status: 'disconnected', user: 'anna' } as const;

  test('is ended by its letter, and the plan says where it led', async () => {
    pc.connections = [connection];
    const plan = await planned(pc, request);
    expect(plan.undo).toMatchObject({ params: { remote: connection.remote } });
    expect([plan.risk, plan.commands]).toEqual(['low', ['net use p: /delete']]);
    expect((await consented(pc, request)).outcome).toBe('done');
    expect(pc.did).toEqual(['cancelConnection p: false']);
  });

  test('without a letter is ended by its name', async () => {
    pc.connections = [{ ...connection, drive: '' }];
    const byName = { ...request, name: connection.remote, force: true };
    const plan = await planned(pc, byName);
    expect([plan.risk, plan.commands]).toEqual(['high', [`net use "${connection.remote}" /delete /y`]]);
    expect((await consented(pc, byName)).outcome).toBe('done');
  });

  test('with open files is left, without force', async () => {
    pc.connections = [connection];
    for (const code of [2401, 2404]) {
      pc.fails.set('cancelConnection', { kind: 'api', api: 'WNetCancelConnection2W', code });
      expect(await consented(pc, request)).toEqual({ outcome: 'refused', why: 'open-files' });
    }
    pc.fails.set('cancelConnection', { kind: 'api', api: 'WNetCancelConnection2W', code: 1205 });
    expect(await consented(pc, request)).toEqual({ outcome: 'failed', api: 'WNetCancelConnection2W', code: 1205 });
  });

  test('that is gone is said to be', async () => {
    expect((await unplanned(pc, request)).outcome).toBe('changed-since');
    pc.connections = [connection];
    pc.fails.set('cancelConnection', { kind: 'api', api: 'WNetCancelConnection2W', code: 2250 });
    expect((await consented(pc, request)).outcome).toBe('changed-since');
  });
});

describe('a saved sign-in', () => {
  const request = { action: 'forget-credential', name: 'Domain:target=TERMSRV/rds02' } as const;

  test('is forgotten by its name', async () => {
    pc.credentials = [request.name];
    expect((await planned(pc, request)).commands).toEqual(['cmdkey /delete:TERMSRV/rds02']);
    expect((await consented(pc, request)).outcome).toBe('done');
    expect(pc.did).toEqual(['deleteCredential TERMSRV/rds02']);
  });

  test('that is not there is not looked for further', async () => {
    expect((await unplanned(pc, request)).outcome).toBe('changed-since');
    pc.credentials = [request.name];
    pc.fails.set('deleteCredential', { kind: 'api', api: 'CredDeleteW', code: 1168 });
    expect((await consented(pc, request)).outcome).toBe('changed-since');
  });
});

test('the network reset is only led to, and the test account only described', async () => {
  const reset = await planned(pc, { action: 'network-reset' });
  expect([reset.guided, reset.risk]).toEqual([true, 'high']);
  expect((await consented(pc, reset.request)).outcome).toBe('done');
  const account = await planned(pc, { action: 'test-account' });
  expect(account.commands.join('\n')).toContain('net user session-test /delete');
  expect((await consented(pc, account.request)).outcome).toBe('done');
  expect(pc.did).toEqual(['openSettings ms-settings:network-status']);
  pc.fails.set('openSettings', { kind: 'api', api: 'ShellExecuteExW', code: 1155 });
  expect(await consented(pc, reset.request)).toEqual({ outcome: 'failed', api: 'ShellExecuteExW', code: 1155 });
});
