import { setMaxListeners } from 'node:events';
import { message } from '../../../app/wording/message.ts';
import type { Schedule } from '../../schedule.ts';
import type { CheckContext } from '../check.ts';
import { trySecondConnection } from '../second-connection.ts';
import type { IdleConnection, Missing } from './connection.ts';
import { setUpIdle } from './connection.ts';
import { keepInUse } from './control.ts';
import type { PlannedIdle } from './planned.ts';
import { keepAliveEveryMs, planIdle } from './planned.ts';
import type { Pulse } from './pulse.ts';
import { startPulse } from './pulse.ts';
import { watchIdle } from './watch.ts';

const PROGRESS_EVERY_MS = 2_000;

/** Without these no further connection would come about either, and a further sign-in could lock the account out. */
const endsSetUp: ReadonlySet<Missing> = new Set(['connection', 'negotiate', 'sign-in', 'tree']);

/** What is to be held. */
export interface IdleHold {
  readonly idleMs: number;
  readonly share: string;
  /** The share has folders, so that a handle and a search can be held open on it. */
  readonly onDisk: boolean;
}

/**
 * Sets up the silent connections of a run one after another, lets each have its time, and notes what becomes of it. Gives
 * how many were set up. Once cancelled it sets up no more, notes the rest as not reached and signs off.
 */
export async function holdIdle(context: CheckContext, schedule: Schedule, hold: IdleHold): Promise<number> {
  const { signal } = context;
  // Each connection that waits listens to it.
  setMaxListeners(0, signal);
  const waiting = new Map<IdleConnection, number>();
  const pulse = startPulse({
    clock: context.clock,
    schedule,
    everyMs: PROGRESS_EVERY_MS,
    beat: () => {
      tellProgress(context, waiting);
    },
  });
  const held = new AbortController();
  const control = keepInUse(context, schedule, {
    idleMs: hold.idleMs,
    pulse,
    over: AbortSignal.any([signal, held.signal]),
  });
  try {
    return await holdPlanned(context, schedule, hold, { waiting, pulse });
  } finally {
    held.abort();
    await control;
    pulse.stop();
  }
}

function tellProgress({ recorder, clock }: CheckContext, waiting: ReadonlyMap<IdleConnection, number>): void {
  const left = Math.max(0, ...waiting.values()) - clock.monotonicMs();
  if (left > 0) recorder.progress('smb1-idle', message('check.progress.idle', { held: waiting.size, left }));
}

async function holdPlanned(
  context: CheckContext,
  schedule: Schedule,
  { idleMs, share, onDisk }: IdleHold,
  { waiting, pulse }: { readonly waiting: Map<IdleConnection, number>; readonly pulse: Pulse },
): Promise<number> {
  const everyMs = keepAliveEveryMs(idleMs);
  let second: ReturnType<typeof trySecondConnection> | null = null;
  const isServed = async (): Promise<boolean> => {
    second ??= trySecondConnection(context, 'smb1-idle');
    return (await second) === 'answered';
  };
  const watches: Promise<void>[] = [];
  const given = new Set<PlannedIdle['variant']>();
  let ended = false;
  for (const planned of planIdle(idleMs, onDisk)) {
    if (context.signal.aborted || ended || given.has(planned.variant)) {
      noteNone(context, planned, 'not-tried');
      continue;
    }
    const made = await setUpIdle(context, { planned, share, keepAliveEveryMs: everyMs });
    if (!made.ok) {
      noteNone(context, planned, made.error);
      ended ||= endsSetUp.has(made.error);
      given.add(planned.variant);
      continue;
    }
    const connection = made.value;
    const untilMs = connection.silentSinceMs + planned.plannedMs;
    waiting.set(connection, untilMs);
    const keepAlive = planned.variant === 'keep-alive' ? { keepAliveEveryMs: everyMs } : {};
    watches.push(
      watchIdle(context, { planned, connection, untilMs, schedule, pulse, keepAlive, isServed }).finally(() => {
        waiting.delete(connection);
      }),
    );
  }
  await Promise.all(watches);
  return watches.length;
}

/** Notes one of which nothing can be said. */
function noteNone({ recorder, signal }: CheckContext, planned: PlannedIdle, missing: Missing): void {
  const nothing = { ...planned, atMs: 0, keepAlivesReceived: 0, ms: null };
  if (signal.aborted) recorder.observe('smb1-idle', 'idle-connection', { ...nothing, end: 'not-reached' });
  else recorder.observe('smb1-idle', 'idle-connection', { ...nothing, end: 'not-set-up', missing });
}
