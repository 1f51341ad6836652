import type { Clock } from '../../main/clock.ts';
import type { Schedule } from '../../main/schedule.ts';

/** A clock that moves only when told, and the timers that hang on it. */
export interface ManualTime {
  readonly clock: Clock;
  readonly schedule: Schedule;
  /** Moves on by `ms`, running what falls due in its order. */
  readonly advance: (ms: number) => void;
}

export function createManualTime(start = '2026-03-09T14:32:00.000Z'): ManualTime {
  const startMs = Date.parse(start);
  let nowMs = 0;
  let timers: { readonly dueMs: number; readonly task: () => void }[] = [];
  return {
    clock: { monotonicMs: () => nowMs, now: () => new Date(startMs + nowMs) },
    schedule: (delayMs, task) => {
      const timer = { dueMs: nowMs + delayMs, task };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance: (ms) => {
      const endMs = nowMs + ms;
      for (;;) {
        const next = timers.filter(({ dueMs }) => dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        nowMs = next.dueMs;
        next.task();
      }
      nowMs = endMs;
    },
  };
}
