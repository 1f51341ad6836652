import type { ActionContext } from './action.ts';

/** Waits that long, or until the action is broken off. */
export function pause({ schedule, options: { signal } }: ActionContext, ms: number): Promise<void> {
  if (signal.aborted || ms <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      cancelTimer();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancelTimer = schedule(ms, end);
    signal.addEventListener('abort', end);
  });
}

const betweenLooksMs = 250;

/** Looks again and again until what is seen is `enough` or the time is up; what was seen last. */
export async function lookUntil<Seen>(
  context: ActionContext,
  withinMs: number,
  look: () => Promise<Seen>,
  enough: (seen: Seen) => boolean,
): Promise<Seen> {
  const start = context.clock.monotonicMs();
  for (;;) {
    const seen = await look();
    const over = context.clock.monotonicMs() - start >= withinMs;
    if (enough(seen) || over || context.options.signal.aborted) return seen;
    await pause(context, betweenLooksMs);
  }
}
