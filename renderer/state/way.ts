import type { StoreApi } from 'zustand';
import { createStore } from 'zustand';

/** The steps of a case in their order; Alt+Left and Alt+Right walk them. */
export const steps = ['start', 'target', 'checks', 'findings', 'report'] as const;
export type Step = (typeof steps)[number];

/** What looks closer at a run, from any step. */
export const closerLooks = ['charts', 'evidence'] as const;
export type ScreenId = Step | (typeof closerLooks)[number];

export interface Way {
  readonly screen: ScreenId;
  /** Every screen that was opened once; it may be opened again. */
  readonly visited: readonly ScreenId[];
  readonly go: (screen: ScreenId) => void;
}
export type WayStore = StoreApi<Way>;

/** Where in the case the technician is. */
export function createWayStore(): WayStore {
  return createStore<Way>()((set) => ({
    screen: 'start',
    visited: ['start'],
    go: (screen) => {
      set(({ visited }) => ({ screen, visited: visited.includes(screen) ? visited : [...visited, screen] }));
    },
  }));
}

/** How far a run has come, as far as the way depends on it. */
export interface Standing {
  readonly phase: 'none' | 'running' | 'ended';
  readonly visited: readonly ScreenId[];
}

/** Whether a screen can be opened: a step once it was visited, what shows a run once there is one. */
export function canOpen(screen: ScreenId, { phase, visited }: Standing): boolean {
  switch (screen) {
    case 'start':
      return true;
    case 'target':
      return visited.includes('target');
    case 'checks':
    case 'charts':
    case 'evidence':
      return phase !== 'none';
    case 'findings':
    case 'report':
      return phase === 'ended';
  }
}

/** The nearest step that can be opened before (-1) or after (+1) a screen; null at the ends and for closer looks. */
export function neighbour(screen: ScreenId, direction: -1 | 1, standing: Standing): Step | null {
  const at = steps.findIndex((step) => step === screen);
  if (at === -1) return null;
  const step = steps[at + direction];
  return step !== undefined && canOpen(step, standing) ? step : null;
}
