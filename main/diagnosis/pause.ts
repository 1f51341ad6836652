import { systemSchedule } from '../schedule.ts';

/** Resolves after `ms`, or as soon as the signal is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = (): void => {
      unschedule();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const unschedule = systemSchedule(ms, end);
    signal.addEventListener('abort', end, { once: true });
  });
}
