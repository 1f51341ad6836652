import type { CheckId } from '../../app/model/check.ts';
import type { Run, RunEvent, RunRequest } from '../../app/model/run.ts';
import type { Clock } from '../clock.ts';
import type { Schedule } from '../schedule.ts';
import type { ProbeMessage, ProbeOrder } from './messages.ts';

/** Events wait this long for others, so that a fast echo series is not thousands of messages. */
const BATCH_MS = 50;

/** What the diagnosis engine takes; the same shape as `runDiagnosis`. */
export type Diagnose = (options: {
  readonly request: RunRequest;
  readonly password?: string | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly skipped: (check: CheckId) => AbortSignal;
  readonly emit: (event: RunEvent) => void;
}) => Promise<Pick<Run, 'durationMs'>>;

export interface ServeParts {
  readonly diagnose: Diagnose;
  readonly clock: Clock;
  readonly schedule: Schedule;
  readonly post: (message: ProbeMessage) => void;
}

/**
 * The probing side of the conversation: gives what takes the main process's orders. The first `start` begins the one
 * run of this process. What the engine throws is thrown on, so that the process ends and main sees it gone.
 */
export function serveRun({ diagnose, clock, schedule, post }: ServeParts): (order: ProbeOrder) => Promise<void> {
  const stop = new AbortController();
  const skips = new Map<CheckId, AbortController>();
  let begun = false;
  let batch: RunEvent[] = [];
  let cancelFlush: (() => void) | undefined;

  const skipOf = (check: CheckId): AbortController => {
    const known = skips.get(check) ?? new AbortController();
    skips.set(check, known);
    return known;
  };
  const flush = (): void => {
    cancelFlush?.();
    cancelFlush = undefined;
    if (batch.length === 0) return;
    post({ type: 'events', events: batch });
    batch = [];
  };
  const emit = (event: RunEvent): void => {
    batch.push(event);
    cancelFlush ??= schedule(BATCH_MS, flush);
  };

  return async (order) => {
    switch (order.type) {
      case 'skip':
        skipOf(order.check).abort();
        return;
      case 'stop':
        stop.abort();
        return;
      case 'start': {
        if (begun) return;
        begun = true;
        post({ type: 'began', startedAt: clock.now().toISOString() });
        const { durationMs } = await diagnose({
          request: order.request,
          ...(order.password === undefined ? {} : { password: order.password }),
          clock,
          signal: stop.signal,
          skipped: (check) => skipOf(check).signal,
          emit,
        });
        flush();
        post({ type: 'ended', durationMs });
      }
    }
  };
}
