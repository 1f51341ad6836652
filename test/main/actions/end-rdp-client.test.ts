import { beforeEach, describe, expect, test } from 'vitest';
import { consented, planned, unplanned } from './consented.ts';
import { client, createFakePc } from './fake-pc.ts';
import type { FakePc } from './fake-pc.ts';

const request = { action: 'end-rdp-client', pid: 4711, createdAt: '2026-03-09T08:00:00.000Z' } as const;

let pc: FakePc;
beforeEach(() => {
  pc = createFakePc();
});

test('it is asked to close first, and not ended when it does', async () => {
  const result = await consented(pc, request);
  expect(result).toMatchObject({ outcome: 'done', notes: [{ id: 'action.end-rdp-client.closed' }] });
  expect(pc.did).toEqual(['askToClose 4711', 'release']);
});

test('it is ended when it does not close', async () => {
  pc.client.closes = false;
  const result = await consented(pc, request);
  expect(result).toMatchObject({ outcome: 'done', notes: [{ id: 'action.end-rdp-client.ended' }] });
  expect(pc.did).toEqual(['askToClose 4711', 'terminate 4711', 'release']);
});

test('what was asked and neither closes nor ends is half-done', async () => {
  pc.client = { windows: 1, closes: false, dies: false, terminateError: null };
  expect(await consented(pc, request)).toMatchObject({
    outcome: 'half-done',
    did: [{ id: 'action.end-rdp-client.asked' }],
    didNot: [{ id: 'action.end-rdp-client.not-ended' }],
  });
});

test('without a window, a refusal is denied; another error is its own', async () => {
  pc.client = { windows: 0, closes: false, dies: false, terminateError: 5 };
  expect(await consented(pc, request)).toEqual({ outcome: 'denied', api: 'TerminateProcess', code: 5 });
  pc.client.terminateError = 6;
  expect(await consented(pc, request)).toEqual({ outcome: 'failed', api: 'TerminateProcess', code: 6 });
});

test('one that ends by itself while it is being ended is done', async () => {
  pc.client = { windows: 0, closes: false, dies: false, terminateError: 5 };
  pc.meanwhile = () => {
    pc.processes = [];
  };
  expect((await consented(pc, request)).outcome).toBe('done');
});

test('broken off after it was asked, it is not ended any more', async () => {
  pc.client.closes = false;
  pc.meanwhile = () => {
    pc.abort.abort();
  };
  expect((await consented(pc, request)).outcome).toBe('half-done');
  expect(pc.did).toEqual(['askToClose 4711', 'release']);
});

describe('another process', () => {
  test('under the same pid is left alone', async () => {
    pc.processes = [{ ...client, createdAt: '2026-03-09T14:00:00.000Z' }];
    expect((await unplanned(pc, request)).outcome).toBe('changed-since');
  });

  test('that takes the pid while a person reads is left alone', async () => {
    const result = await consented(pc, request, () => {
      pc.processes = [{ ...client, createdAt: '2026-03-09T14:31:59.000Z' }];
    });
    expect(result.outcome).toBe('changed-since');
    expect(pc.did).toEqual([]);
  });

  test('of somebody else, or of an unknown time, is refused', async () => {
    pc.processes = [{ ...client, ownerSid: 'S-1-5-21-1-2-3-1002' }];
    expect(await unplanned(pc, request)).toEqual({ outcome: 'refused', why: 'other-user' });
    pc.processes = [{ ...client, createdAt: null }];
    expect(await unplanned(pc, request)).toEqual({ outcome: 'refused', why: 'unknown-process' });
  });
});

test('the list of processes that can’t be read ends it', async () => {
  pc.fails.set('processes', { kind: 'api', api: 'CreateToolhelp32Snapshot', code: 8 });
  expect(await unplanned(pc, request)).toEqual({ outcome: 'failed', api: 'CreateToolhelp32Snapshot', code: 8 });
});

test('the plan has what an administrator would type', async () => {
  const { commands, risk, rights } = await planned(pc, request);
  expect(commands).toEqual(['taskkill /PID 4711', 'taskkill /F /PID 4711']);
  expect([risk, rights]).toEqual(['low', 'user']);
});

test('a fresh connection is opened by Windows’ own client', async () => {
  const plan = await planned(pc, { action: 'open-rdp-client', host: 'fe80::1', port: 3390 });
  expect(plan.commands).toEqual([]);
  expect(await consented(pc, plan.request)).toEqual({ outcome: 'done', notes: [] });
  expect(await consented(pc, { action: 'open-rdp-client', host: 'rds02', port: 3389 })).toMatchObject({
    outcome: 'done',
  });
  expect(pc.did).toEqual(['openRdpClient [fe80::1]:3390', 'openRdpClient rds02']);
});
