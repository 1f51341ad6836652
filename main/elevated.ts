import { isHelper } from './actions/elevation/command-line.ts';
import { helperEnds, serveOneTask } from './actions/elevation/helper.ts';
import { programFolders } from './actions/elevation/per-machine.ts';
import { systemClock } from './clock.ts';
import { systemSchedule } from './schedule.ts';
import { absentWindows } from './windows/absent.ts';
import { createWindowsHands } from './windows/create-actuator.ts';
import { createWindowsInspector } from './windows/create.ts';

const deadlineMs = 60_000;

/** Whether this process was started to run one action as administrator. */
export const isElevatedHelper = isHelper;

/**
 * Runs the one action that this process was started for; gives the exit code. Nothing but the pipe is listened to.
 * `folders` are those of programs for all users, as Windows has them unless given.
 */
export async function runElevatedHelper(argv: readonly string[], folders?: readonly string[]): Promise<number> {
  const time = { clock: systemClock, schedule: systemSchedule };
  const windows = (await createWindowsInspector(process.platform, time)) ?? absentWindows();
  const { actuator, elevation } = await createWindowsHands(process.platform, systemSchedule, process.pid);
  const context = { windows, actuator, ...time, options: { deadlineMs, signal: new AbortController().signal } };
  if (elevation === null) return helperEnds['no-pipe'];
  return helperEnds[await serveOneTask(argv, context, elevation, folders ?? (await programFolders(context)))];
}
