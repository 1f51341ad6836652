import type { Clock } from '../../clock.ts';
import type { Schedule } from '../../schedule.ts';

/** How much later than due a beat may come, by either clock, before this PC is held to have slept. */
const mostLateMs = 10_000;

/** Beats while connections are silent, and notices when this PC slept over a beat. */
export interface Pulse {
  /** From then on nothing is to be concluded from what becomes of a silent connection. */
  readonly slept: () => boolean;
  readonly stop: () => void;
}

/**
 * Calls `beat` every `everyMs`. Some systems stop the monotonic clock during sleep and some do not, so both clocks are
 * looked at; to set the wall clock by more than the limit looks like sleep too, and costs a measurement, not its truth.
 */
export function startPulse(options: {
  readonly clock: Clock;
  readonly schedule: Schedule;
  readonly everyMs: number;
  readonly beat: () => void;
}): Pulse {
  const { clock, schedule, everyMs, beat } = options;
  let lastMs = clock.monotonicMs();
  let lastWallMs = clock.now().getTime();
  let slept = false;
  let unschedule = schedule(everyMs, onBeat);

  function look(): void {
    const byClock = clock.monotonicMs() - lastMs;
    const byWall = Math.abs(clock.now().getTime() - lastWallMs);
    slept ||= Math.max(byClock, byWall) > everyMs + mostLateMs;
  }

  function onBeat(): void {
    look();
    lastMs = clock.monotonicMs();
    lastWallMs = clock.now().getTime();
    beat();
    unschedule = schedule(everyMs, onBeat);
  }

  return {
    slept: () => {
      look();
      return slept;
    },
    stop: () => {
      unschedule();
    },
  };
}
