/** Runs `task` once after `delayMs`; gives back what cancels it. A test hands in its own. */
export type Schedule = (delayMs: number, task: () => void) => () => void;

/** The timers of this machine. */
export const systemSchedule: Schedule = (delayMs, task) => {
  const timer = setTimeout(task, delayMs);
  return () => {
    clearTimeout(timer);
  };
};
