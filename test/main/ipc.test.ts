import { describe, expect, it } from 'vitest';
import { requestNames } from '../../app/contract.ts';
import type { Refusal, Reply } from '../../app/contract.ts';
import type { IpcParts } from '../../main/ipc.ts';
import { createPush, isOwnPage, registerRequests } from '../../main/ipc.ts';
import type { RequestHandlers } from '../../main/requests.ts';

type Listener = Parameters<IpcParts['ipc']['handle']>[1];

const wish = { symptom: 'unknown', target: { host: 'nas-01', port: 445, account: { kind: 'anonymous' } } };

const handlers: RequestHandlers = {
  appInfo: () => ({
    version: '1.0.0',
    platform: 'linux',
    machine: 'pc',
    user: 'me',
    customTitleBar: true,
    practiceScenarios: ['healthy'],
  }),
  planRun: () => ({
    checks: [{ id: 'resolve' }],
    samples: 200,
    deadlineMs: 10_000,
    workDeadlineMs: 90_000,
    readOnly: false,
  }),
  startRun: () => ({ started: true, runId: 1 }),
  skipCheck: () => undefined,
  stopRun: () => undefined,
  chartSamples: () => null,
  saveReport: () => {
    throw new Error('secret detail');
  },
  copySummary: () => Promise.reject(new Error('secret detail')),
  copyText: () => Promise.resolve(true),
};

/** The registered requests, asked by a page that is trusted or not. */
function setUp(trusted = true) {
  const listeners = new Map<string, Listener>();
  const failures: [string, unknown][] = [];
  registerRequests({
    ipc: { handle: (name, listener) => void listeners.set(name, listener) },
    handlers,
    trusts: () => trusted,
    onFailure: (name, error) => failures.push([name, error]),
  });
  const ask = async (name: string, ...args: unknown[]): Promise<Reply<unknown>> => {
    const reply: unknown = await listeners.get(name)?.({} as Parameters<Listener>[0], ...args);
    return reply as Reply<unknown>;
  };
  return { listeners, failures, ask };
}

const refused = (error: Refusal) => ({ ok: false, error });

describe('registerRequests', () => {
  it('registers every request of the contract and no other', () => {
    expect([...setUp().listeners.keys()]).toEqual([...requestNames]);
  });

  it('answers with the value, also when that is nothing', async () => {
    const { ask } = setUp();
    expect(await ask('startRun', wish)).toEqual({ ok: true, value: { started: true, runId: 1 } });
    expect(await ask('copyText', 'x')).toEqual({ ok: true, value: true });
    expect(await ask('stopRun', 1)).toEqual({ ok: true, value: undefined });
  });

  it('refuses a sender that is not trusted, whatever it asks', async () => {
    const { ask } = setUp(false);
    expect(await ask('appInfo')).toEqual(refused({ kind: 'untrusted-sender' }));
    expect(await ask('startRun', 'nonsense')).toEqual(refused({ kind: 'untrusted-sender' }));
  });

  it.each([
    ['too few arguments', 'skipCheck', [1], ''],
    ['too many arguments', 'stopRun', [1, 2], ''],
    ['a run id that is none', 'stopRun', [0], '0'],
    ['an unknown check', 'skipCheck', [1, 'format-c'], '1'],
    ['a host with a slash', 'planRun', [{ ...wish, target: { ...wish.target, host: 'a/b' } }], '0.target.host'],
    ['a port out of range', 'planRun', [{ ...wish, target: { ...wish.target, port: 70_000 } }], '0.target.port'],
    ['a field too many', 'startRun', [{ ...wish, command: 'x' }], '0'],
    ['a password that is no text', 'startRun', [{ ...wish, password: {} }], '0.password'],
    ['more points than a chart may have', 'chartSamples', [1, 'smb1.echo', 1001], '2'],
  ])('refuses %s, and says where', async (_what, name, args, path) => {
    const reply = await setUp().ask(name, ...args);
    expect(reply).toMatchObject({ ok: false, error: { kind: 'invalid-arguments' } });
    const paths = reply.ok || reply.error.kind !== 'invalid-arguments' ? [] : reply.error.issues.map((one) => one.path);
    expect(paths).toContain(path);
  });

  it('never repeats a password in a refusal', async () => {
    const reply = await setUp().ask('startRun', { ...wish, symptom: 'x', password: 'geheim' });
    expect(reply.ok).toBe(false);
    expect(JSON.stringify(reply)).not.toContain('geheim');
  });

  it('turns what a handler throws into a refusal without details, and tells the log', async () => {
    const { ask, failures } = setUp();
    expect(await ask('saveReport', 1)).toEqual(refused({ kind: 'failed' }));
    expect(await ask('copySummary', 1)).toEqual(refused({ kind: 'failed' }));
    expect(failures).toEqual([
      ['saveReport', new Error('secret detail')],
      ['copySummary', new Error('secret detail')],
    ]);
  });
});

describe('isOwnPage', () => {
  const mainFrame = { origin: 'app://session-doctor' };
  const own = { mainFrame };
  const judge = (sender: unknown, senderFrame: { origin: string } | null) => isOwnPage({ sender, senderFrame }, own);

  it('trusts the main frame of our own window with our own page', () => {
    expect(judge(own, mainFrame)).toBe(true);
  });

  it.each([
    ['another window', { mainFrame }, mainFrame],
    ['another frame', own, { origin: 'app://session-doctor' }],
    ['a frame that is gone', own, null],
  ])('does not trust %s', (_what, sender, frame) => {
    expect(judge(sender, frame)).toBe(false);
  });

  it('does not trust our main frame once it shows something else', () => {
    const strayed = { mainFrame: { origin: 'https://example.invalid' } };
    expect(isOwnPage({ sender: strayed, senderFrame: strayed.mainFrame }, strayed)).toBe(false);
  });
});

describe('createPush', () => {
  it('sends to a window, and to none that is gone', () => {
    const sent: unknown[][] = [];
    let gone = false;
    const push = createPush({ isDestroyed: () => gone, send: (...args) => void sent.push(args) });
    const ended = { runId: 1, how: 'stopped', durationMs: 1, startedAt: '', findings: [], latency: [] } as const;
    push('runEnded', ended);
    gone = true;
    push('runEnded', ended);
    expect(sent).toEqual([['runEnded', ended]]);
  });
});
