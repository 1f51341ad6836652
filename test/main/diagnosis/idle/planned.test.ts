import { expect, test } from 'vitest';
import { keepAliveEveryMs, planIdle } from '../../../../main/diagnosis/idle/planned.ts';

test('a disk share gives every way of being silent, the most telling first', () => {
  const planned = planIdle(120_000, true).map(({ variant, plannedMs }) => `${variant} ${String(plannedMs)}`);
  expect(planned).toHaveLength(13);
  expect(planned.slice(0, 5)).toEqual([
    'plain 120000',
    'keep-alive 120000',
    'open-handle 120000',
    'open-search 120000',
    'plain 60000',
  ]);
  expect(planned.at(-1)).toBe('open-handle 15000');
});

test('without one nothing can be held open', () => {
  expect(planIdle(8_000, false).map(({ variant }) => variant)).toEqual(
    [8, 4, 2, 1].flatMap(() => ['plain', 'keep-alive']),
  );
});

test.each([
  [2_000, 1_000],
  [8_000, 1_000],
  [64_000, 4_000],
  [120_000, 7_000],
  [3_600_000, 10_000],
])('a run of %d ms sends keep-alives every %d ms', (idleMs, everyMs) => {
  expect(keepAliveEveryMs(idleMs)).toBe(everyMs);
});
