import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ActionResult, ElevatedRequest } from '../../../../app/model/action.ts';
import { failure, success } from '../../../../app/model/result.ts';
import { elevateThrough } from '../../../../main/actions/elevation/ask.ts';
import { serveOneTask } from '../../../../main/actions/elevation/helper.ts';
import type { HelperEnd } from '../../../../main/actions/elevation/helper.ts';
import { systemClock } from '../../../../main/clock.ts';
import type { ElevationMeans, Peer } from '../../../../main/windows/elevation.ts';
import { planned } from '../consented.ts';
import { createFakePc } from '../fake-pc.ts';
import type { FakePc } from '../fake-pc.ts';
import { pipeEndOver, socketPair } from './pipe-pair.ts';

const image = 'C:\\Program Files\\Session Doctor\\Session Doctor.exe';
const folders = ['C:\\Program Files'];
const parent: Peer = { pid: 100, image };
const helper: Peer = { pid: 200, image };
const request = { action: 'set-timer', timer: 'sess-timeout', value: 75 } as const;

/** Two processes of one PC. What each sees of the other, and what the helper does, a test may change. */
interface Stage {
  parentSees: Peer;
  helperSees: Peer;
  /** What the started process does at its end of the pipe. */
  helperDoes: (far: Socket, words: readonly string[]) => Promise<unknown>;
  launch: 'started' | { readonly code: number };
  ownImage: string;
  started: number;
}

let pc: FakePc;
let stage: Stage;
let sockets: Socket[];
let abort: AbortController;
beforeEach(() => {
  pc = createFakePc();
  sockets = [];
  abort = new AbortController();
  stage = {
    parentSees: helper,
    helperSees: parent,
    helperDoes: (far, words) => serve(far, words),
    launch: 'started',
    ownImage: image,
    started: 0,
  };
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
});

let helperEnded: HelperEnd | undefined;

async function serve(far: Socket, words: readonly string[]): Promise<void> {
  const means: ElevationMeans = {
    ...meansOf(new Map()),
    ownImage: () => success(helper.image),
    connectPipe: () => success(pipeEndOver(far, stage.helperSees)),
  };
  helperEnded = await serveOneTask(words, pc.context, means, folders);
}

function meansOf(pipes: Map<string, readonly [Socket, Socket]>): ElevationMeans {
  return {
    pid: parent.pid,
    ownImage: () => success(stage.ownImage),
    createPipe: (name) =>
      success({
        accept: async () => {
          const [near] = pipes.get(name) ?? [];
          if (near === undefined) return failure({ kind: 'deadline', waitedMs: 20_000 });
          return Promise.resolve(success(pipeEndOver(near, stage.parentSees)));
        },
        close: () => undefined,
      }),
    connectPipe: () => failure({ kind: 'api', api: 'CreateFileW', code: 2 }),
    runAsAdministrator: async (file, words) => {
      if (stage.launch !== 'started') return failure({ kind: 'api', api: 'ShellExecuteExW', code: stage.launch.code });
      stage.started += 1;
      const pair = await socketPair();
      sockets.push(...pair);
      const pipe = words.find((word) => word.startsWith('--pipe='))?.slice('--pipe='.length) ?? '';
      pipes.set(pipe, pair);
      helperEnded = undefined;
      void stage.helperDoes(pair[1], words);
      return success({ pid: helper.pid, image: file, release: () => undefined });
    },
  };
}

async function elevated(asked: ElevatedRequest = request): Promise<ActionResult> {
  const { consent } = await planned(pc, asked);
  const elevate = elevateThrough({
    means: meansOf(new Map()),
    clock: systemClock,
    folders: () => Promise.resolve(folders),
    random: randomBytes,
    signal: abort.signal,
  });
  return elevate(asked, consent);
}

test('the helper does what was consented to and says how it ended', async () => {
  expect(await elevated()).toMatchObject({ outcome: 'done', undo: { action: 'restore-timer', former: null } });
  expect(pc.did).toEqual(['writeValue SessTimeout']);
  await expect.poll(() => helperEnded).toBe('done');
});

test('a refusal by Windows comes back as it is', async () => {
  pc.fails.set('writeValue', { kind: 'access-denied', api: 'RegCreateKeyExW', code: 5 });
  expect(await elevated()).toEqual({ outcome: 'denied', api: 'RegCreateKeyExW', code: 5 });
});

test('what changed while Windows asked is left alone', async () => {
  stage.helperDoes = async (far, words) => {
    const key = 'SYSTEM\\CurrentControlSet\\Services\\LanmanWorkstation\\Parameters\\SessTimeout';
    pc.values.set(key, { type: 4, octets: Buffer.from([45, 0, 0, 0]) });
    await serve(far, words);
  };
  expect((await elevated()).outcome).toBe('changed-since');
  expect(pc.did).toEqual([]);
});

describe('nobody is asked', () => {
  test('where the program could be replaced by its user', async () => {
    stage.ownImage = 'C:\\Users\\anna\\Downloads\\Session Doctor.exe';
    expect(await elevated()).toEqual({ outcome: 'refused', why: 'not-installed-per-machine' });
    expect(stage.started).toBe(0);
  });

  test('twice: who declines has declined', async () => {
    stage.launch = { code: 1223 };
    expect(await elevated()).toEqual({ outcome: 'declined' });
    stage.launch = { code: 2 };
    expect(await elevated()).toEqual({ outcome: 'failed', api: 'ShellExecuteExW', code: 2 });
  });
});

describe('a stranger at the helper’s end', () => {
  test.each<[string, Peer]>([
    ['another process', { pid: 201, image }],
    ['another program', { pid: 200, image: 'C:\\Users\\anna\\evil.exe' }],
  ])('%s gets no task', async (_what, seen) => {
    const heard: Buffer[] = [];
    stage.parentSees = seen;
    stage.helperDoes = (far) => {
      far.on('data', (chunk) => heard.push(chunk));
      far.write(`${JSON.stringify({ nonce: '00' })}\n`);
      return Promise.resolve();
    };
    expect(await elevated()).toEqual({ outcome: 'refused', why: 'stranger-on-pipe' });
    expect(heard).toEqual([]);
  });

  test.each<[string, string | Buffer]>([
    ['the wrong nonce', `${JSON.stringify({ nonce: '00'.repeat(32) })}\n`],
    ['no nonce', '{}\n'],
    ['no JSON', 'hello\n'],
    ['bytes without end', Buffer.alloc(400_000, 'a')],
  ])('who says %s gets no task', async (_what, said) => {
    const heard: Buffer[] = [];
    stage.helperDoes = (far) => {
      far.on('data', (chunk) => heard.push(chunk));
      far.write(said);
      return Promise.resolve();
    };
    expect(await elevated()).toEqual({ outcome: 'refused', why: 'stranger-on-pipe' });
    expect(heard).toEqual([]);
  });
});

describe('a helper that', () => {
  const afterTask = (react: (far: Socket) => void) => (far: Socket, words: readonly string[]) => {
    const nonce = words.find((word) => word.startsWith('--nonce='))?.slice('--nonce='.length);
    far.write(`${JSON.stringify({ nonce })}\n`);
    far.once('data', () => {
      react(far);
    });
    return Promise.resolve();
  };

  test.each<[string, (far: Socket) => void]>([
    ['dies with its task', (far) => far.destroy()],
    ['answers nonsense', (far) => far.write('{"result":{"outcome":"splendid"}}\n')],
  ])('%s leaves it open what happened', async (_what, react) => {
    stage.helperDoes = afterTask(react);
    expect((await elevated()).outcome).toBe('unanswered');
  });

  test('is silent is left when the person breaks it off', async () => {
    stage.helperDoes = afterTask(() => {
      abort.abort();
    });
    expect((await elevated()).outcome).toBe('unanswered');
  });

  test('never comes is not waited for without end', async () => {
    stage.helperDoes = () => Promise.resolve();
    stage.parentSees = helper;
    const pipes = meansOf(new Map());
    const elevate = elevateThrough({
      means: {
        ...pipes,
        runAsAdministrator: () => Promise.resolve(success({ pid: 200, image, release: () => undefined })),
      },
      clock: systemClock,
      folders: () => Promise.resolve(folders),
      random: randomBytes,
      signal: abort.signal,
    });
    expect(await elevate(request, 'a'.repeat(64))).toEqual({ outcome: 'unanswered', waitedMs: 20_000 });
  });
});

describe('the helper itself', () => {
  const words = [
    '--elevated-task',
    `--pipe=session-doctor-${'0a'.repeat(16)}`,
    `--nonce=${'f1'.repeat(32)}`,
    '--parent=100',
  ];
  const end = async (change: Partial<ElevationMeans>, given = words): Promise<HelperEnd> =>
    serveOneTask(
      given,
      { ...pc.context, options: { ...pc.context.options, deadlineMs: 50 } },
      { ...meansOf(new Map()), ...change },
      folders,
    );

  test('serves no wrong words, and nobody where it could be replaced', async () => {
    expect(await end({}, ['--elevated-task'])).toBe('wrong-words');
    stage.ownImage = 'C:\\Temp\\Session Doctor.exe';
    expect(await end({})).toBe('not-installed-per-machine');
  });

  test('ends without its pipe', async () => {
    expect(await end({})).toBe('no-pipe');
  });

  test.each<[string, Peer]>([
    ['another process', { pid: 101, image }],
    ['another program', { pid: 100, image: 'C:\\Users\\anna\\evil.exe' }],
  ])('says nothing to %s', async (_what, seen) => {
    const [near, far] = await socketPair();
    sockets.push(near, far);
    const heard: Buffer[] = [];
    far.on('data', (chunk) => heard.push(chunk));
    expect(await end({ connectPipe: () => success(pipeEndOver(near, seen)) })).toBe('stranger');
    expect(heard).toEqual([]);
  });

  test.each([
    ['another task', { task: 'run-program', request, consent: 'a'.repeat(64) }],
    ['what belongs to the user', { task: 'run-action', request: { action: 'flush-dns' }, consent: 'a'.repeat(64) }],
    [
      'a server',
      { task: 'run-action', request: { action: 'restart-remote-desktop', machine: 'rds02' }, consent: 'a'.repeat(64) },
    ],
    ['another value', { task: 'run-action', request: { ...request, timer: 'EnableLUA' }, consent: 'a'.repeat(64) }],
    ['no consent', { task: 'run-action', request, consent: '' }],
  ])('takes no task with %s', async (_what, task) => {
    const [near, far] = await socketPair();
    sockets.push(near, far);
    far.once('data', () => far.write(`${JSON.stringify(task)}\n`));
    expect(await end({ connectPipe: () => success(pipeEndOver(near, parent)) })).toBe('no-task');
    expect(pc.did).toEqual([]);
  });

  test('runs nothing that differs from what was shown', async () => {
    const [near, far] = await socketPair();
    sockets.push(near, far);
    const said: string[] = [];
    far.on('data', (chunk) => {
      said.push(chunk.toString('utf8'));
      if (said.length === 1) far.write(`${JSON.stringify({ task: 'run-action', request, consent: 'a'.repeat(64) })}\n`);
      else far.end();
    });
    expect(await end({ connectPipe: () => success(pipeEndOver(near, parent)) })).toBe('done');
    expect(said.join('')).toContain('changed-since');
    expect(pc.did).toEqual([]);
  });
});
