import type { Clock } from '../../clock.ts';
import type { TransportEnd } from '../../net/failure.ts';
import type { Schedule } from '../../schedule.ts';

/** How a connection ended without our doing, and when on the monotonic clock. */
export interface Ended {
  readonly end: TransportEnd;
  readonly atMs: number;
}

/** What a silence came to. */
export type Waited = { readonly kind: 'due' } | { readonly kind: 'cancelled' } | ({ readonly kind: 'ended' } & Ended);

/** Waits until `untilMs` on the monotonic clock, or until the connection ends or the wait is cancelled, if sooner. */
export function waitSilently(options: {
  readonly untilMs: number;
  readonly ended: Promise<Ended>;
  readonly clock: Clock;
  readonly schedule: Schedule;
  readonly signal: AbortSignal;
}): Promise<Waited> {
  const { untilMs, ended, clock, schedule, signal } = options;
  return new Promise((resolve) => {
    const settle = (waited: Waited): void => {
      unschedule();
      signal.removeEventListener('abort', cancel);
      resolve(waited);
    };
    const cancel = (): void => {
      settle({ kind: 'cancelled' });
    };
    const unschedule = schedule(Math.max(0, Math.ceil(untilMs - clock.monotonicMs())), () => {
      settle({ kind: 'due' });
    });
    void ended.then((end) => {
      settle({ kind: 'ended', ...end });
    });
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
}
