import type { ExchangeFailure } from '../net/failure.ts';

/** How long an answer was waited for, and how much of it came: what observations of silence share. */
export function silenceOf({ waitedMs, received }: Extract<ExchangeFailure, { kind: 'deadline' }>): {
  readonly ms: number;
  readonly received?: number;
} {
  return { ms: waitedMs, ...(received !== undefined && { received }) };
}
