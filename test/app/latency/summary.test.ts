import { describe, expect, test } from 'vitest';
import { summarise } from '../../../app/latency/summary.ts';
import type { Sample } from '../../../app/model/run.ts';
import { seededRandom } from '../random.ts';

const series = (...times: readonly (number | null)[]): readonly Sample[] => times.map((ms, index) => [index, ms]);
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

test.each<[string, readonly Sample[], object]>([
  ['nothing', series(), { count: 0, min: null, p50: null, p90: null, p99: null, max: null, lost: 0 }],
  ['one', series(7), { count: 1, min: 7, p50: 7, p90: null, p99: null, max: 7, lost: 0 }],
  ['one lost', series(null), { count: 1, min: null, p50: null, max: null, lost: 1 }],
  ['two', series(9, 5), { min: 5, p50: 5, max: 9 }],
  ['three in any order', series(3, 1, 2), { min: 1, p50: 2, max: 3 }],
  ['numbers, not texts, in order', series(10, 9, 100), { min: 9, p50: 10, max: 100 }],
  ['nine', series(...upTo(9)), { p50: 5, p90: null }],
  ['ten', series(...upTo(10)), { p50: 5, p90: 9, p99: null }],
  ['ninety-nine', series(...upTo(99)), { p50: 50, p90: 90, p99: null }],
  ['a hundred', series(...upTo(100)), { p50: 50, p90: 90, p99: 99, max: 100 }],
  ['a hundred and one', series(...upTo(101)), { p50: 51, p90: 91, p99: 100 }],
])('%s', (_name, samples, expected) => {
  expect(summarise(samples)).toMatchObject({ unit: 'ms', ...expected });
});

describe('a lost sample counts as slower than any', () => {
  test.each<[string, readonly Sample[], object]>([
    ['one of three', series(1, null, 2), { count: 3, lost: 1, min: 1, p50: 2, max: 2 }],
    ['half', series(1, null), { p50: 1, max: 1, lost: 1 }],
    ['most', series(1, null, null), { p50: null, min: 1, max: 1, lost: 2 }],
    ['one of ten', series(...upTo(9), null), { p90: 9 }],
    ['two of ten', series(...upTo(8), null, null), { p50: 5, p90: null }],
    ['one of a hundred', series(...upTo(99), null), { p99: 99, max: 99 }],
    ['two of a hundred', series(...upTo(98), null, null), { p90: 90, p99: null }],
  ])('%s', (_name, samples, expected) => {
    expect(summarise(samples)).toMatchObject(expected);
  });
});

test('percentiles are measured times, in order, and at least their share is no slower', () => {
  const random = seededRandom(7);
  for (let round = 0; round < 200; round++) {
    const samples = Array.from({ length: 1 + Math.floor(random() * 300) }, (_, index): Sample => {
      return [index, random() < 0.02 ? null : Math.round(random() * 5000) / 100];
    });
    const { count, min, p50, p90, p99, max, lost } = summarise(samples);
    expect(count).toBe(samples.length);
    expect(lost).toBe(samples.filter(([, ms]) => ms === null).length);
    const given = [min, p50, p90, p99].filter((value) => value !== null);
    expect(given).toEqual([...given].sort((a, b) => a - b));
    for (const value of given) expect(value).toBeLessThanOrEqual(max ?? -1);
    for (const [share, value] of [
      [0.5, p50],
      [0.9, p90],
      [0.99, p99],
    ] as const) {
      if (value === null) continue;
      const noSlower = samples.filter(([, ms]) => ms !== null && ms <= value).length;
      expect(noSlower).toBeGreaterThanOrEqual(share * count);
      expect(samples.some(([, ms]) => ms === value)).toBe(true);
    }
  }
});

test('leaves the samples as they were', () => {
  const samples = series(3, null, 1);
  summarise(samples);
  expect(samples).toEqual([
    [0, 3],
    [1, null],
    [2, 1],
  ]);
});
