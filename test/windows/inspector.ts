import assert from 'node:assert/strict';
import type { Result } from '../../app/model/result.ts';
import { systemClock } from '../../main/clock.ts';
import { systemSchedule } from '../../main/schedule.ts';
import { createWindowsInspector } from '../../main/windows/create.ts';
import type { ReadOptions, WindowsFailure } from '../../main/windows/failure.ts';

const time = { clock: systemClock, schedule: systemSchedule };

/** What the program itself asks Windows with. */
export const windows = (await createWindowsInspector(process.platform, time)) ?? assert.fail('This is not Windows.');

/** Long enough for anything on this PC. */
export const patient: ReadOptions = { deadlineMs: 20_000, signal: new AbortController().signal };

/** The value of a read that must have worked. */
export function must<Value>(read: Result<Value, WindowsFailure>): Value {
  if (!read.ok) assert.fail(JSON.stringify(read.error));
  return read.value;
}

/** The failure of a read that must have failed. */
export function mustFail<Value>(read: Result<Value, WindowsFailure>): WindowsFailure {
  if (read.ok) assert.fail('It worked.');
  return read.error;
}
