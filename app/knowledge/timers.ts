import type { TimerId } from '../model/timer.ts';
import { clientTimers } from './client-timers.ts';
import { serverTimers } from './server-timers.ts';
import type { TimerRow } from './timer-row.ts';

/** Every timer, by its id: those that can be set in the registry, and those that nobody can set. */
export const timers: Readonly<Record<TimerId, TimerRow>> = { ...clientTimers, ...serverTimers };

/** All ids, in the order in which they are told. */
export const timerOrder: readonly TimerId[] = Object.keys(timers) as readonly TimerId[];
