import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { actionRows } from '../../../app/knowledge/actions.ts';
import { ActionRequest } from '../../../app/model/action.ts';
import { createActions } from '../../../main/actions/actions.ts';
import { auditFile } from '../../../main/actions/audit-file.ts';
import type { ActionContext } from '../../../main/actions/action.ts';
import { absentActuator } from '../../../main/windows/absent-actuator.ts';
import { absentWindows } from '../../../main/windows/absent.ts';
import { actionsOf, consented, planned } from './consented.ts';
import { createFakePc, system } from './fake-pc.ts';

const flush = { action: 'flush-neighbours' } as const;

describe('consent', () => {
  test('runs once, and only what was shown', async () => {
    const pc = createFakePc();
    const { actions } = actionsOf(pc);
    const plan = await actions.plan(flush);
    if (!plan.ok) throw new Error('refused');
    expect((await actions.run(flush, 'a'.repeat(64))).result).toEqual({ outcome: 'refused', why: 'not-consented' });
    expect((await actions.run(flush, plan.value.consent)).result.outcome).toBe('done');
    expect((await actions.run(flush, plan.value.consent)).result).toEqual({ outcome: 'refused', why: 'not-consented' });
    expect(pc.did).toEqual(['flushNeighbours']);
  });

  test('for one request is none for another', async () => {
    const pc = createFakePc();
    const { actions } = actionsOf(pc);
    const plan = await actions.plan(flush);
    if (!plan.ok) throw new Error('refused');
    const { result } = await actions.run({ action: 'flush-dns' }, plan.value.consent);
    expect(result.outcome).toBe('changed-since');
    expect(pc.did).toEqual([]);
  });

  test('does not outlive what it was given for', async () => {
    const pc = createFakePc();
    const request = { action: 'set-timer', timer: 'sess-timeout', value: 75 } as const;
    const key = 'SYSTEM\\CurrentControlSet\\Services\\LanmanWorkstation\\Parameters\\SessTimeout';
    const result = await consented(pc, request, () => {
      pc.values.set(key, { type: 4, octets: Uint8Array.of(45, 0, 0, 0) });
    });
    expect(result.outcome).toBe('changed-since');
    expect(pc.did).toEqual([]);
  });

  test('is worth nothing once the run is broken off', async () => {
    const pc = createFakePc();
    const result = await consented(pc, flush, () => {
      pc.abort.abort();
    });
    expect(result).toEqual({ outcome: 'cancelled' });
    expect(pc.did).toEqual([]);
  });
});

describe('the audit', () => {
  test('has a line before with all that was shown, and one after with how it ended', async () => {
    const pc = createFakePc();
    const { actions, audit } = actionsOf(pc);
    const plan = await actions.plan(flush);
    if (!plan.ok) throw new Error('refused');
    pc.meanwhile = () => {
      pc.did.push(`audit ${String(audit.length)}`);
    };
    await actions.run(flush, plan.value.consent);
    expect(pc.did).toEqual(['audit 1', 'flushNeighbours']);
    expect(audit).toEqual([
      { phase: 'before', at: '2026-03-09T14:32:00.000Z', by: system.user, plan: plan.value },
      {
        phase: 'after',
        at: '2026-03-09T14:32:00.000Z',
        by: system.user,
        request: flush,
        consent: plan.value.consent,
        result: { outcome: 'done', notes: [] },
      },
    ]);
  });

  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  test('is kept in a file of its owner, line by line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'session-doctor-'));
    folders.push(folder);
    const path = join(folder, 'audit.jsonl');
    const pc = createFakePc();
    const actions = createActions(pc.context, { audit: auditFile(path), elevate: () => Promise.reject(new Error()) });
    for (const request of [flush, flush]) {
      const plan = await actions.plan(request);
      if (plan.ok) await actions.run(request, plan.value.consent);
    }
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { phase: string }).phase)).toEqual([
      'before',
      'after',
      'before',
      'after',
    ]);
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  test('that can’t be written lets nothing happen', async () => {
    const pc = createFakePc();
    const path = join(tmpdir(), 'no-such-folder-of-session-doctor', 'audit.jsonl');
    const actions = createActions(pc.context, { audit: auditFile(path), elevate: () => Promise.reject(new Error()) });
    const plan = await actions.plan(flush);
    if (!plan.ok) throw new Error('refused');
    expect((await actions.run(flush, plan.value.consent)).result).toEqual({ outcome: 'refused', why: 'no-audit' });
    expect(pc.did).toEqual([]);
  });
});

describe('an administrator', () => {
  test('is asked for where this process is none, with what was consented to', async () => {
    const pc = createFakePc();
    pc.system = { ...system, elevated: false };
    const asked: unknown[] = [];
    const { actions } = actionsOf(pc, (request, consent) => {
      asked.push(request, consent);
      return Promise.resolve({ outcome: 'declined' });
    });
    const plan = await actions.plan(flush);
    if (!plan.ok) throw new Error('refused');
    expect((await actions.run(flush, plan.value.consent)).result).toEqual({ outcome: 'declined' });
    expect(asked).toEqual([flush, plan.value.consent]);
    expect(pc.did).toEqual([]);
  });

  test('is asked for this PC by whatever name', async () => {
    const pc = createFakePc();
    pc.system = { ...system, elevated: false };
    const asked: unknown[] = [];
    const { actions } = actionsOf(pc, (request) => {
      asked.push(request);
      return Promise.resolve({ outcome: 'declined' });
    });
    const request = { action: 'restart-remote-desktop', machine: 'pc07.corp.example' } as const;
    const plan = await actions.plan(request);
    if (!plan.ok) throw new Error('refused');
    expect((await actions.run(request, plan.value.consent)).result).toEqual({ outcome: 'declined' });
    expect(asked).toEqual([{ action: 'restart-remote-desktop', machine: null }]);
  });

  test('is not asked for what is the user’s own, nor on a server', async () => {
    const pc = createFakePc();
    pc.system = { ...system, elevated: false };
    expect((await consented(pc, { action: 'flush-dns' })).outcome).toBe('done');
    expect((await consented(pc, { action: 'restart-remote-desktop', machine: 'rds02' })).outcome).toBe('done');
    expect((await consented(pc, { action: 'network-reset' })).outcome).toBe('done');
  });
});

test('where there is no Windows, nothing is promised that needs it', async () => {
  const pc = createFakePc();
  const context: ActionContext = { ...pc.context, windows: absentWindows(), actuator: absentActuator() };
  const refusals: string[] = [];
  const { actions } = actionsOf({ ...pc, context });
  const requests: readonly ActionRequest[] = [
    { action: 'end-rdp-client', pid: 1, createdAt: '2026-03-09T08:00:00.000Z' },
    { action: 'log-off-session', machine: 'rds02', session: 3 },
    { action: 'restart-remote-desktop', machine: null },
    { action: 'set-timer', timer: 'sess-timeout', value: 75 },
    { action: 'delete-connection', name: 'P:', force: false },
    { action: 'forget-credential', name: 'TERMSRV/rds02' },
  ];
  for (const request of requests) {
    const plan = await actions.plan(request);
    refusals.push(plan.ok ? 'planned' : JSON.stringify(plan.error));
  }
  expect(new Set(refusals)).toEqual(new Set(['{"outcome":"refused","why":"not-windows"}']));
});

test('every plan says what its row says, and is named by its words alone', async () => {
  const pc = createFakePc();
  for (const action of [
    'flush-dns',
    'flush-netbios-names',
    'purge-tickets',
    'network-reset',
    'test-account',
  ] as const) {
    const plan = await planned(pc, { action });
    const { risk, rights, guided, verify } = actionRows[action];
    expect(plan).toMatchObject({ risk, rights, guided, verify });
    expect(plan.consent).toBe((await planned(pc, { action })).consent);
  }
});

describe('a request from outside', () => {
  test.each<[string, object]>([
    ['an unknown action', { action: 'format-disk' }],
    ['a server that is an option', { action: 'restart-remote-desktop', machine: 'a b' }],
    ['a session below zero', { action: 'log-off-session', machine: null, session: -1 }],
    ['a time that is none', { action: 'end-rdp-client', pid: 1, createdAt: 'yesterday' }],
    ['a timer that is not ours', { action: 'set-timer', timer: 'EnableLUA', value: 0 }],
    [
      'half a byte',
      {
        action: 'restore-timer',
        timer: 'sess-timeout',
        former: { type: 4, hex: 'abc' },
        set: { type: 4, hex: '' },
      },
    ],
    ['a path for a connection', { action: 'delete-connection', name: 'C:\\Windows', force: true }],
    ['control characters', { action: 'forget-credential', name: 'a\u0000b' }],
  ])('with %s is refused', (_what, request) => {
    expect(ActionRequest.safeParse(request).success).toBe(false);
  });
});
