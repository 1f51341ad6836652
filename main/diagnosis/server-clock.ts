import type { Clock } from '../clock.ts';
import type { ExchangeRecord } from '../net/exchange.ts';

/**
 * The time in a server's answer, and by how much its clock is ahead of this PC's. The server read it somewhere between
 * request and reply, so the middle is taken; `clock` has to be read when the answer has just come.
 */
export function serverClockOf(
  serverTime: Date | null,
  { sentAtMs, ms }: Pick<ExchangeRecord, 'sentAtMs' | 'ms'>,
  clock: Clock,
): { readonly serverTime?: string; readonly clockSkewMs?: number } {
  if (serverTime === null) return {};
  const sinceMiddleMs = clock.monotonicMs() - (sentAtMs + (ms ?? 0) / 2);
  const clockSkewMs = Math.round(serverTime.getTime() - (clock.now().getTime() - sinceMiddleMs));
  return { serverTime: serverTime.toISOString(), clockSkewMs };
}
