import type { IdleVariant } from '../../../app/model/observations/idle.ts';

/** A connection that is to be silent for a while. */
export interface PlannedIdle {
  readonly variant: IdleVariant;
  readonly plannedMs: number;
}

/** Held in this order: where a server takes few connections, the ones that tell most are set up first. */
const parts = [1, 2, 4, 8] as const;
const shortestKeepAliveMs = 1_000;
const longestKeepAliveMs = 10_000;

/**
 * The silent connections of one run of `idleMs`: after the whole, the half, the quarter and the eighth of it, plain and
 * with TCP keep-alives; with a handle too where there is a disk share to open one on, and one with an open search.
 */
export function planIdle(idleMs: number, onDisk: boolean): readonly PlannedIdle[] {
  return parts.flatMap((part) => {
    const variants: readonly IdleVariant[] = onDisk ? ['plain', 'keep-alive', 'open-handle'] : ['plain', 'keep-alive'];
    const search: readonly IdleVariant[] = onDisk && part === 1 ? ['open-search'] : [];
    return [...variants, ...search].map((variant) => ({ variant, plannedMs: Math.round(idleMs / part) }));
  });
}

/**
 * How often TCP keep-alives go out in a run of `idleMs`: twice within the shortest silence, in whole seconds as systems
 * want it, and at least every 10 s, since a firewall's timers are hardly shorter than a minute.
 */
export function keepAliveEveryMs(idleMs: number): number {
  const seconds = Math.floor(idleMs / 16 / 1_000);
  return Math.min(longestKeepAliveMs, Math.max(shortestKeepAliveMs, seconds * 1_000));
}
