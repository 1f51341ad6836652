import { describe, expect, test } from 'vitest';
import { decimate } from '../../../app/latency/decimate.ts';
import type { Sample } from '../../../app/model/run.ts';
import { seededRandom } from '../random.ts';

const quiet = (count: number): Sample[] => Array.from({ length: count }, (_, index) => [index * 10, 1]);

test.each([0, 1, 3, 999, 1000])('leaves %i samples alone', (count) => {
  const samples = quiet(count);
  expect(decimate(samples, 1000)).toEqual(samples);
});

test.each([0, 1, 4_999, 5_000, 9_998, 9_999])('keeps the only spike, at %i of 10,000', (at) => {
  const samples = quiet(10_000);
  samples[at] = [at * 10, 500];
  expect(decimate(samples, 1000)).toContainEqual([at * 10, 500]);
});

test.each([0, 1, 4_999, 5_000, 9_998, 9_999])('keeps the only lost one, at %i of 10,000', (at) => {
  const samples = quiet(10_000);
  samples[at] = [at * 10, null];
  const shown = decimate(samples, 1000);
  expect(shown).toContainEqual([at * 10, null]);
  expect(shown.length).toBeLessThanOrEqual(1000);
});

test('keeps a spike, a dip and a loss that are neighbours', () => {
  const samples = quiet(10_000);
  samples.splice(5_000, 3, [50_000, 500], [50_010, 0.1], [50_020, null]);
  expect(decimate(samples, 1000)).toEqual(
    expect.arrayContaining([
      [50_000, 500],
      [50_010, 0.1],
      [50_020, null],
    ]),
  );
});

test.each([3, 4, 5, 7, 10])('shows no more than %i points when all is lost', (maxPoints) => {
  const samples = Array.from({ length: 100 }, (_, index): Sample => [index, null]);
  const shown = decimate(samples, maxPoints);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.length).toBeLessThanOrEqual(maxPoints);
});

describe.each([3, 4, 5, 10, 100, 999, 1000])('of any series, at most %i points', (maxPoints) => {
  const random = seededRandom(maxPoints);
  const cases = Array.from({ length: 60 }, () => {
    const lossRate = random() < 0.3 ? 0 : random() * 0.2;
    const length = Math.floor(random() * 6 * maxPoints);
    const samples = Array.from({ length }, (_, index): Sample => [index, random() < lossRate ? null : random() ** -2]);
    return { samples, shown: decimate(samples, maxPoints) };
  });

  test('are shown, each of them measured, in order of time and once', () => {
    for (const { samples, shown } of cases) {
      expect(shown.length).toBeLessThanOrEqual(maxPoints);
      expect(shown.filter((sample) => !samples.includes(sample))).toEqual([]);
      const times = shown.map(([atMs]) => atMs);
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    }
  });

  test('hold the slowest and the fastest, and a lost one near every lost one', () => {
    for (const { samples, shown } of cases) {
      const times = samples.flatMap(([, ms]) => (ms === null ? [] : [ms]));
      const shownTimes = shown.flatMap(([, ms]) => (ms === null ? [] : [ms]));
      expect(Math.max(...shownTimes)).toBe(Math.max(...times));
      expect(Math.min(...shownTimes)).toBe(Math.min(...times));
      // One bucket of neighbours: what a point of the chart stands for.
      const reach = Math.ceil(samples.length / Math.max(1, Math.floor(maxPoints / 3)));
      const shownLost = shown.filter(([, ms]) => ms === null).map(([atMs]) => atMs);
      const far = samples.filter(
        ([atMs, ms]) => ms === null && !shownLost.some((other) => Math.abs(other - atMs) <= reach),
      );
      expect(far).toEqual([]);
    }
  });
});
