import type { ElevationMeans, PipeEnd } from '../../windows/elevation.ts';
import type { ReadOptions } from '../../windows/failure.ts';
import type { ActionContext } from '../action.ts';
import { runAsShown } from '../actions.ts';
import { meetingIn } from './command-line.ts';
import { linesOver } from './lines.ts';
import { Task } from './messages.ts';
import { isBelow } from './per-machine.ts';

/** How the helper ends; also its exit code. */
export const helperEnds = {
  done: 0,
  'wrong-words': 2,
  'not-installed-per-machine': 3,
  'no-pipe': 4,
  stranger: 5,
  'no-task': 6,
} as const;
export type HelperEnd = keyof typeof helperEnds;

const taskMs = 20_000;

/**
 * The elevated helper: comes to the pipe that its parent made, takes one task, runs it if Windows is still as the person
 * was shown, and says how it ended. It serves its own program only, and only where nobody but an administrator can
 * replace that.
 */
export async function serveOneTask(
  argv: readonly string[],
  context: ActionContext,
  means: ElevationMeans,
  folders: readonly string[],
): Promise<HelperEnd> {
  const meeting = meetingIn(argv);
  if (meeting === null) return 'wrong-words';
  const image = means.ownImage();
  if (!image.ok || !isBelow(image.value, folders)) return 'not-installed-per-machine';
  const connected = means.connectPipe(meeting.pipe);
  if (!connected.ok) return 'no-pipe';
  const end = connected.value;
  try {
    if (!isParent(end, meeting.parent, image.value)) return 'stranger';
    const lines = linesOver(end);
    lines.send({ nonce: meeting.nonce });
    const options: ReadOptions = { ...context.options, deadlineMs: taskMs };
    const task = await lines.receive(Task, options);
    if (!task.ok) return 'no-task';
    const result = await runAsShown(context, task.value.request, task.value.consent);
    lines.send({ result });
    // The parent closes when it has read that; what is closed from here first might be lost.
    await end.read(options);
    return 'done';
  } finally {
    end.close();
  }
}

function isParent(end: PipeEnd, pid: number, image: string): boolean {
  const peer = end.peer();
  return peer.ok && peer.value.pid === pid && peer.value.image.toLowerCase() === image.toLowerCase();
}
