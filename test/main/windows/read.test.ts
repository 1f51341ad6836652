import { describe, expect, test } from 'vitest';
import { success } from '../../../app/model/result.ts';
import type { Schedule } from '../../../main/schedule.ts';
import { absentWindows } from '../../../main/windows/absent.ts';
import { createWindowsInspector } from '../../../main/windows/create.ts';
import { heldTo, win32Failure } from '../../../main/windows/win32/read.ts';

/** A schedule whose one task the test runs itself. */
function manualSchedule() {
  let due: (() => void) | undefined;
  const schedule: Schedule = (_, task) => {
    due = task;
    return () => {
      due = undefined;
    };
  };
  return { schedule, pass: () => due?.(), isWaiting: () => due !== undefined };
}

const options = { deadlineMs: 250, signal: new AbortController().signal };

describe('a reader', () => {
  test('gives what it read, and stops the clock', async () => {
    const { schedule, isWaiting } = manualSchedule();
    expect(await heldTo(options, schedule, () => success(7))).toEqual(success(7));
    expect(isWaiting()).toBe(false);
  });

  test('ends at its deadline and tells the work, which goes on alone', async () => {
    const { schedule, pass } = manualSchedule();
    let release: (() => void) | undefined;
    const seen: boolean[] = [];
    let cleanedUp: Promise<void> | undefined;
    const read = heldTo(options, schedule, (givenUp) => {
      seen.push(givenUp());
      const work = new Promise<void>((resolve) => (release = resolve));
      cleanedUp = work.then(() => {
        seen.push(givenUp());
      });
      return work.then(() => success('too late'));
    });
    await Promise.resolve();
    pass();
    expect(await read).toEqual({ ok: false, error: { kind: 'deadline', waitedMs: 250 } });
    release?.();
    await cleanedUp;
    expect(seen).toEqual([false, true]);
  });

  test('ends when it is cancelled, before or while it works', async () => {
    const cancelled = { ok: false, error: { kind: 'cancelled' } };
    const { schedule, isWaiting } = manualSchedule();
    const before = { ...options, signal: AbortSignal.abort() };
    let worked = false;
    const never = (): Promise<never> => {
      worked = true;
      return new Promise(() => undefined);
    };
    expect(await heldTo(before, schedule, never)).toEqual(cancelled);
    expect(worked).toBe(false);
    const controller = new AbortController();
    const read = heldTo({ ...options, signal: controller.signal }, schedule, never);
    controller.abort();
    expect(await read).toEqual(cancelled);
    expect(isWaiting()).toBe(false);
  });

  test('says what this Windows lacks when the loader does not find it', async () => {
    const read = heldTo(options, manualSchedule().schedule, () => {
      throw new Error("Cannot find function 'New' in shared library");
    });
    expect(await read).toEqual({
      ok: false,
      error: { kind: 'not-available', detail: "Cannot find function 'New' in shared library" },
    });
  });
});

test('a right that lacks is told from another error', () => {
  expect(win32Failure('RegOpenKeyExW', 5).error.kind).toBe('access-denied');
  expect(win32Failure('WTSOpenServerExW', 1314).error.kind).toBe('access-denied');
  expect(win32Failure('RegConnectRegistryW', 53).error).toEqual({ kind: 'api', api: 'RegConnectRegistryW', code: 53 });
});

describe('where there is no Windows', () => {
  test('there is no inspector', async () => {
    const time = { clock: { monotonicMs: () => 0, now: () => new Date(0) }, schedule: () => () => undefined };
    expect(await createWindowsInspector('linux', time)).toBeUndefined();
  });

  test('the reason is told with everything that is asked', async () => {
    const read = await absentWindows('no library').tcpTable(options);
    expect(read).toEqual({ ok: false, error: { kind: 'not-available', detail: 'no library' } });
  });
});
