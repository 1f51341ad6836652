import { expect, test } from 'vitest';
import type { Clock } from '../../../../main/clock.ts';
import { startPulse } from '../../../../main/diagnosis/idle/pulse.ts';
import { createManualTime } from '../../manual-time.ts';

test('beats on time, until it is stopped', () => {
  const { clock, schedule, advance } = createManualTime();
  let beats = 0;
  const pulse = startPulse({ clock, schedule, everyMs: 2_000, beat: () => (beats += 1) });
  advance(7_000);
  expect(beats).toBe(3);
  expect(pulse.slept()).toBe(false);
  pulse.stop();
  advance(10_000);
  expect(beats).toBe(3);
});

test.each<[string, (clock: Clock, byMs: number) => Clock]>([
  ['stops meanwhile', (clock, byMs) => ({ ...clock, now: () => new Date(clock.now().getTime() + byMs) })],
  [
    'goes on',
    (clock, byMs) => ({
      monotonicMs: () => clock.monotonicMs() + byMs,
      now: () => new Date(clock.now().getTime() + byMs),
    }),
  ],
])('notices sleep where the monotonic clock %s', (_how, leap) => {
  const { clock, schedule, advance } = createManualTime();
  let leaptMs = 0;
  const leaping: Clock = {
    monotonicMs: () => leap(clock, leaptMs).monotonicMs(),
    now: () => leap(clock, leaptMs).now(),
  };
  const pulse = startPulse({ clock: leaping, schedule, everyMs: 2_000, beat: () => undefined });
  advance(5_000);
  leaptMs = 9_000;
  expect(pulse.slept()).toBe(false);
  leaptMs = 600_000;
  expect(pulse.slept()).toBe(true);
  advance(10_000);
  expect(pulse.slept()).toBe(true);
});
