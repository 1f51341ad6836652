import { describe, expect, test } from 'vitest';
import { networkIdleTimers, serverIdleTimers, timersWithin } from '../../../app/knowledge/idle-times.ts';

test.each([
  ['servers', serverIdleTimers],
  ['networks', networkIdleTimers],
])('the timers of %s have names of their own, a source, and come in order', (_whose, timers) => {
  expect(new Set(timers.map(({ name }) => name)).size).toBe(timers.length);
  expect(timers.filter(({ source }) => source === '')).toEqual([]);
  expect(timers.filter(({ afterMs, latestMs }) => latestMs < afterMs)).toEqual([]);
  const times = timers.map(({ afterMs }) => afterMs);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

describe('timersWithin', () => {
  const names = (fromMs: number, toMs = fromMs): readonly string[] =>
    timersWithin([...serverIdleTimers, ...networkIdleTimers], { fromMs, toMs }).map(({ name }) => name);

  test.each([
    [899_000, ['Windows AutoDisconnect (15 min)']],
    [931_000, ['Windows AutoDisconnect (15 min)']],
    [960_000, ['Windows AutoDisconnect (15 min)']],
    [240_500, ['Azure Load Balancer (4 min)']],
    [350_002, ['AWS Network Load Balancer and Network Firewall (350 s)']],
    [60_000, []],
  ])('%d ms', (ms, expected) => {
    expect(names(ms)).toEqual(expected);
  });

  test('a wide span fits many', () => {
    expect(names(200_000, 400_000)).toHaveLength(4);
  });
});
