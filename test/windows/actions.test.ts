import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { ActionRequest, ActionResult, RequestOf } from '../../app/model/action.ts';
import type { ActionContext } from '../../main/actions/action.ts';
import { createActions } from '../../main/actions/actions.ts';
import { systemClock } from '../../main/clock.ts';
import { systemSchedule } from '../../main/schedule.ts';
import { createWindowsHands } from '../../main/windows/create-actuator.ts';
import { must, patient, windows } from './inspector.ts';
import { saveCredential } from './saved-credential.ts';

/** Only in a Windows that is thrown away afterwards. */
const skip = process.env['WINEPREFIX'] === undefined ? 'changes this Windows' : false;

const { actuator } = await createWindowsHands(process.platform, systemSchedule, process.pid);
const context: ActionContext = { windows, actuator, clock: systemClock, schedule: systemSchedule, options: patient };
const phases: string[] = [];
const actions = createActions(context, {
  audit: ({ phase }) => {
    phases.push(phase);
    return Promise.resolve(true);
  },
  elevate: () => Promise.reject(new Error('This process is an administrator already.')),
});

async function consented(request: ActionRequest): Promise<ActionResult> {
  const plan = await actions.plan(request);
  if (!plan.ok) return plan.error;
  return (await actions.run(request, plan.value.consent)).result;
}

describe('the Remote Desktop client', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'session-doctor-'));
  const path = join(folder, 'mstsc.exe');
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const start = async (program: string, words: readonly string[]): Promise<ChildProcess> => {
    copyFileSync(program, path);
    const child = spawn(path, words, { stdio: 'ignore' });
    await new Promise((resolve) => child.once('spawn', resolve));
    return child;
  };
  const requestFor = async ({ pid }: ChildProcess): Promise<RequestOf<'end-rdp-client'>> => {
    const found = must(await windows.processes('mstsc.exe', patient)).find((process) => process.pid === pid);
    assert.ok(found?.createdAt);
    return { action: 'end-rdp-client', pid: found.pid, createdAt: found.createdAt };
  };

  test('that has a window closes when asked', async () => {
    const child = await start(join(process.env['SystemRoot'] ?? '', 'system32', 'notepad.exe'), []);
    const exit = new Promise((resolve) => child.once('exit', resolve));
    while ((must(await windows.processes('mstsc.exe', patient))[0]?.windowTitle ?? null) === null);
    const result = await consented(await requestFor(child));
    assert.deepEqual(result, { outcome: 'done', notes: [{ id: 'action.end-rdp-client.closed' }] });
    await exit;
  });

  test('that has none is ended, and its end is final', async () => {
    const child = await start(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const exit = new Promise((resolve) => child.once('exit', resolve));
    const request = await requestFor(child);
    const later = { ...request, createdAt: new Date(Date.parse(request.createdAt) + 1).toISOString() };
    assert.equal((await consented(later)).outcome, 'changed-since');
    assert.equal(must(await actuator.holdProcess(later.pid, later.createdAt, patient)), null);
    assert.deepEqual(await consented(request), { outcome: 'done', notes: [{ id: 'action.end-rdp-client.ended' }] });
    await exit;
    assert.equal((await consented(request)).outcome, 'changed-since');
    assert.equal(must(await actuator.holdProcess(request.pid, request.createdAt, patient)), null);
  });
});

describe('a timer', { skip }, () => {
  const key = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\LanmanWorkstation\\Parameters';
  const query = (): string => {
    try {
      return execFileSync('reg', ['query', key, '/v', 'SessTimeout'], { encoding: 'utf8', stdio: 'pipe' });
    } catch {
      return 'none';
    }
  };
  const set = (...words: readonly string[]): void => {
    execFileSync('reg', ['add', key, '/v', 'SessTimeout', ...words, '/f'], { stdio: 'ignore' });
  };
  after(() => {
    execFileSync('reg', ['delete', key, '/v', 'SessTimeout', '/f'], { stdio: 'ignore' });
  });

  const setAndUndo = async (): Promise<readonly string[]> => {
    const done = await consented({ action: 'set-timer', timer: 'sess-timeout', value: 75 });
    assert.ok(done.outcome === 'done' && done.undo !== undefined, JSON.stringify(done));
    const between = query();
    assert.equal((await consented(done.undo)).outcome, 'done');
    return [between, query()];
  };

  test('that was not set is set and gone again', async () => {
    const [between, afterwards] = await setAndUndo();
    assert.match(between ?? '', /REG_DWORD\s+0x4b/);
    assert.equal(afterwards, 'none');
  });

  test('that was set comes back with its type', async () => {
    set('/t', 'REG_DWORD', '/d', '45');
    const [between, afterwards] = await setAndUndo();
    assert.match(between ?? '', /0x4b/);
    assert.match(afterwards ?? '', /REG_DWORD\s+0x2d/);
    set('/t', 'REG_SZ', '/d', 'sixty');
    const [, text] = await setAndUndo();
    assert.match(text ?? '', /REG_SZ\s+sixty/);
  });

  test('that somebody else changed is not undone', async () => {
    const done = await consented({ action: 'set-timer', timer: 'sess-timeout', value: 75 });
    assert.ok(done.outcome === 'done' && done.undo !== undefined);
    set('/t', 'REG_DWORD', '/d', '90');
    assert.equal((await consented(done.undo)).outcome, 'changed-since');
    assert.match(query(), /0x5a/);
  });
});

describe('Remote Desktop Services', { skip }, () => {
  // Stands where the service would listen.
  const listener = createServer();
  before(async () => {
    execFileSync('sc', ['start', 'TermService'], { stdio: 'ignore' });
    await new Promise<void>((resolve) => listener.listen(3389, '127.0.0.1', resolve));
  });
  after(() => {
    listener.close();
  });

  test('are stopped and started again', async () => {
    const before = must(await windows.service(null, 'TermService', patient));
    const result = await consented({ action: 'restart-remote-desktop', machine: null });
    assert.equal(result.outcome, 'done', JSON.stringify(result));
    const now = must(await windows.service(null, 'TermService', patient));
    assert.equal(now?.state, 'running');
    assert.notEqual(now.pid, before?.pid);
  });

  test('stand still and are started', async () => {
    must(await actuator.stopService(null, 'TermService', patient));
    const again = await actuator.stopService(null, 'NoSuchService', patient);
    assert.deepEqual(again, { ok: false, error: { kind: 'api', api: 'OpenServiceW', code: 1060 } });
    assert.equal((await consented({ action: 'restart-remote-desktop', machine: null })).outcome, 'done');
  });
});

describe('what this Windows does not do is told with function and error', { skip }, () => {
  test('to log off a session', async () => {
    const result = await actuator.logOff(null, 4711, patient);
    assert.ok(!result.ok);
    assert.equal('api' in result.error && result.error.api, 'WTSLogoffSession');
  });

  test('to end a connection that is not there', async () => {
    const result = await actuator.cancelConnection('P:', false, patient);
    assert.ok(!result.ok);
    assert.equal('api' in result.error && result.error.api, 'WNetCancelConnection2W');
  });
});

test('a saved sign-in is forgotten, and then there is none', { skip }, async () => {
  const name = 'TERMSRV/session-doctor-actions';
  const remove = saveCredential(name);
  try {
    assert.deepEqual(await consented({ action: 'forget-credential', name }), { outcome: 'done', notes: [] });
    assert.equal((await consented({ action: 'forget-credential', name })).outcome, 'changed-since');
    assert.deepEqual(await actuator.deleteCredential(name, patient), {
      ok: false,
      error: { kind: 'api', api: 'CredDeleteW', code: 1168 },
    });
  } finally {
    remove();
  }
});

describe('what is kept is emptied, or the lack of a function is told', { skip }, () => {
  // As Wine has it.
  const done: ActionResult = { outcome: 'done', notes: [] };
  const missing: ActionResult = { outcome: 'refused', why: 'not-windows' };
  const STATUS_NOT_IMPLEMENTED = 0xc000_0002;
  const notImplemented: ActionResult = {
    outcome: 'failed',
    api: 'LsaCallAuthenticationPackage',
    code: STATUS_NOT_IMPLEMENTED,
  };
  for (const [action, expected] of [
    ['flush-dns', done],
    ['flush-neighbours', missing],
    ['flush-netbios-names', missing],
    ['purge-tickets', notImplemented],
  ] as const) {
    test(action, async () => {
      assert.deepEqual(await consented({ action }), expected);
    });
  }
});

test('every change had its line before and after', { skip }, () => {
  assert.ok(phases.length > 0);
  assert.deepEqual(
    phases,
    phases.map((_phase, index) => (index % 2 === 0 ? 'before' : 'after')),
  );
});
