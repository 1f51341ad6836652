import type { Clock } from '../clock.ts';

/** Something that must not go on for ever. */
export interface Wait {
  /** On the monotonic clock; Infinity while the time has not begun to run. */
  deadlineAtMs: number;
  readonly signal: AbortSignal | undefined;
  readonly expire: () => void;
  readonly cancel: () => void;
}

/** Ends waits by their deadlines and signals. */
export interface Vigil {
  readonly begin: (wait: Wait) => void;
  readonly setDeadline: (wait: Wait, deadlineAtMs: number) => void;
  readonly end: (wait: Wait) => void;
  /** Lets go of timer and signals. */
  readonly close: () => void;
}

/**
 * One timer for all waits and one listener for each signal: an exchange of some microseconds can't afford its own, and
 * Node warns when a signal has more than ten listeners.
 */
export function createVigil(clock: Clock): Vigil {
  const waits = new Set<Wait>();
  const listeners = new Map<AbortSignal, () => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let armedForMs = Infinity;

  /** The timer stays armed when its wait ends early; it then finds nothing to do and goes on to the next deadline. */
  function arm(deadlineAtMs: number): void {
    if (deadlineAtMs >= armedForMs) return;
    clearTimeout(timer);
    armedForMs = deadlineAtMs;
    timer = setTimeout(onTimer, Math.max(1, Math.ceil(deadlineAtMs - clock.monotonicMs())));
    timer.unref();
  }

  function onTimer(): void {
    // A timer may come a little early by this clock: what it was set for counts as reached.
    const nowMs = Math.max(clock.monotonicMs(), armedForMs);
    armedForMs = Infinity;
    for (const wait of waits) if (wait.deadlineAtMs <= nowMs) wait.expire();
    let next = Infinity;
    for (const wait of waits) next = Math.min(next, wait.deadlineAtMs);
    arm(next);
  }

  function listen(signal: AbortSignal): void {
    if (listeners.has(signal)) return;
    const onAbort = (): void => {
      for (const wait of waits) if (wait.signal === signal) wait.cancel();
    };
    signal.addEventListener('abort', onAbort);
    listeners.set(signal, onAbort);
  }

  return {
    begin: (wait) => {
      waits.add(wait);
      if (wait.signal !== undefined) listen(wait.signal);
    },
    setDeadline: (wait, deadlineAtMs) => {
      wait.deadlineAtMs = deadlineAtMs;
      arm(deadlineAtMs);
    },
    end: (wait) => {
      waits.delete(wait);
    },
    close: () => {
      clearTimeout(timer);
      armedForMs = Infinity;
      for (const [signal, onAbort] of listeners) signal.removeEventListener('abort', onAbort);
      listeners.clear();
    },
  };
}
