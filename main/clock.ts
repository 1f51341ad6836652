/** Where time comes from; a test hands in its own. */
export interface Clock {
  /** Milliseconds on a clock that never goes back, with microseconds behind the point. */
  readonly monotonicMs: () => number;
  /** The wall clock. */
  readonly now: () => Date;
}

/** The clocks of this machine. */
export const systemClock: Clock = {
  monotonicMs: () => performance.now(),
  now: () => new Date(),
};
