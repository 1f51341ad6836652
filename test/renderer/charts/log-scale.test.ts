import { describe, expect, test } from 'vitest';
import { decades, logPosition, logRange, spread } from '../../../renderer/charts/log-scale.ts';

describe('logRange', () => {
  test.each([
    [[], { low: 0.1, high: 10 }],
    [[0.5], { low: 0.1, high: 10 }],
    [[0.05, 3.6], { low: 0.01, high: 10 }],
    [[0.4, 38_400], { low: 0.1, high: 100_000 }],
    [[0, 2], { low: 1, high: 100 }],
  ])('of %o is %o', (values, range) => {
    const got = logRange(values);
    expect(got.low).toBeCloseTo(range.low, 9);
    expect(got.high).toBeCloseTo(range.high, 6);
  });

  test('only grows', () => {
    expect(logRange([1], { low: 0.1, high: 1000 })).toEqual({ low: 0.1, high: 1000 });
  });
});

test('decades are round numbers, ends included', () => {
  expect(decades({ low: 0.01, high: 100 })).toEqual([0.01, 0.1, 1, 10, 100]);
});

test('positions run from bottom to top by the logarithm, and stay inside', () => {
  const range = { low: 0.1, high: 10 };
  expect([0.1, 1, 10, 0.01, 100].map((value) => logPosition(value, range, 10, 200))).toEqual([210, 110, 10, 210, 10]);
});

test('labels are spread without changing their order or leaving the plot', () => {
  expect(spread([100, 102, 103, 20], 14, 200)).toEqual([100, 114, 128, 20]);
  expect(spread([190, 195, 199], 14, 200)).toEqual([172, 186, 200]);
});
