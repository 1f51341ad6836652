import { expect, test } from 'vitest';
import { serverClockOf } from '../../../main/diagnosis/server-clock.ts';
import { createManualTime } from '../manual-time.ts';

test.each<[string, string, number]>([
  ['is the same', '2026-03-09T14:32:00.050Z', 0],
  ['is six minutes ahead', '2026-03-09T14:38:00.050Z', 360_000],
  ['is a day behind', '2026-03-08T14:32:00.050Z', -86_400_000],
])('a server’s clock %s, counted from the middle of the exchange', (_what, serverTime, clockSkewMs) => {
  const { clock, advance } = createManualTime('2026-03-09T14:32:00.000Z');
  advance(130);
  // Sent at 0, answered at 100, looked at 30 later.
  expect(serverClockOf(new Date(serverTime), { sentAtMs: 0, ms: 100 }, clock)).toEqual({
    serverTime,
    clockSkewMs,
  });
});

test('a server that tells no time has no skew', () => {
  expect(serverClockOf(null, { sentAtMs: 0, ms: 1 }, createManualTime().clock)).toEqual({});
});
