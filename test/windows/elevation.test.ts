import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ElevatedRequest } from '../../app/model/action.ts';
import type { ActionContext } from '../../main/actions/action.ts';
import { createActions } from '../../main/actions/actions.ts';
import { elevateThrough } from '../../main/actions/elevation/ask.ts';
import { helperWords } from '../../main/actions/elevation/command-line.ts';
import { helperEnds } from '../../main/actions/elevation/helper.ts';
import { systemClock } from '../../main/clock.ts';
import { isElevatedHelper, runElevatedHelper } from '../../main/elevated.ts';
import { systemSchedule } from '../../main/schedule.ts';
import { createWindowsHands } from '../../main/windows/create-actuator.ts';
import { must, patient, windows } from './inspector.ts';

/** Here the program is the runtime, so its folder stands for "C:\Program Files". */
const folders = [dirname(process.execPath)];

// This file is also the helper: the test starts it again as administrator.
if (isElevatedHelper(process.argv)) process.exit(await runElevatedHelper(process.argv, folders));

/** Only in a Windows that is thrown away afterwards, and that asks no person. */
const skip = process.env['WINEPREFIX'] === undefined ? 'changes this Windows' : false;

const { actuator, elevation } = await createWindowsHands(process.platform, systemSchedule, process.pid);
assert.ok(elevation);
const means = elevation;
const context: ActionContext = { windows, actuator, clock: systemClock, schedule: systemSchedule, options: patient };
const self = fileURLToPath(import.meta.url);
const asking = {
  means,
  clock: systemClock,
  folders: () => Promise.resolve(folders),
  random: randomBytes,
  signal: new AbortController().signal,
  before: [self],
};
const request: ElevatedRequest = { action: 'set-timer', timer: 'keep-conn', value: 700 };

async function consentTo(asked: ElevatedRequest): Promise<string> {
  const never = () => Promise.reject(new Error('not run'));
  const plan = await createActions(context, { audit: never, elevate: never }).plan(asked);
  assert.ok(plan.ok);
  return plan.value.consent;
}

describe('the elevated helper', { skip }, () => {
  test('sets a timer and puts it back, over a real pipe', async () => {
    const elevate = elevateThrough(asking);
    const done = await elevate(request, await consentTo(request));
    assert.ok(done.outcome === 'done' && done.undo !== undefined, JSON.stringify(done));
    assert.equal(done.undo.former, null);
    const undone = await elevate(done.undo, await consentTo(done.undo));
    assert.deepEqual(undone, { outcome: 'done', notes: [] });
  });

  test('does nothing that was not consented to', async () => {
    const result = await elevateThrough(asking)(request, 'a'.repeat(64));
    assert.equal(result.outcome, 'changed-since');
  });

  test('is not started where its program could be replaced', async () => {
    const elevate = elevateThrough({ ...asking, folders: () => Promise.resolve(['C:\\Program Files']) });
    assert.deepEqual(await elevate(request, 'a'.repeat(64)), { outcome: 'refused', why: 'not-installed-per-machine' });
  });

  test('that is no program of ours is told from it', async () => {
    // Comes to the pipe by name, as anybody can, and is not the process that was started.
    const elevate = elevateThrough({
      ...asking,
      means: {
        ...means,
        runAsAdministrator: async (file, words, options) => {
          const pipe = words.find((word) => word.startsWith('--pipe='))?.slice('--pipe='.length) ?? '';
          const stranger = connect(`\\\\.\\pipe\\${pipe}`);
          stranger.on('error', () => undefined);
          return means.runAsAdministrator(file, ['-e', 'setTimeout(() => {}, 500)'], options);
        },
      },
    });
    assert.deepEqual(await elevate(request, 'a'.repeat(64)), { outcome: 'refused', why: 'stranger-on-pipe' });
  });

  test('serves no stranger either', async () => {
    const pipe = `session-doctor-${randomBytes(16).toString('hex')}`;
    const server = must(means.createPipe(pipe));
    const meeting = { pipe, nonce: randomBytes(32).toString('hex'), parent: process.pid + 1 };
    assert.equal(await runElevatedHelper(helperWords(meeting), folders), helperEnds.stranger);
    server.close();
    assert.equal(await runElevatedHelper(helperWords(meeting), folders), helperEnds['no-pipe']);
    assert.equal(await runElevatedHelper(helperWords(meeting), []), helperEnds['not-installed-per-machine']);
  });
});

test('a pipe that nobody comes to is left by its time, and its name is taken once', async () => {
  const pipe = `session-doctor-${randomBytes(16).toString('hex')}`;
  const server = must(means.createPipe(pipe));
  assert.equal(means.createPipe(pipe).ok, false);
  const accepted = await server.accept({ ...patient, deadlineMs: 60 });
  assert.deepEqual(accepted, { ok: false, error: { kind: 'deadline', waitedMs: 60 } });
  server.close();
});
