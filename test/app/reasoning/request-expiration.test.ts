import { describe, expect, test } from 'vitest';
import { closesAfter, closesWithLeft, closingSpan } from '../../../app/reasoning/request-expiration.ts';

const usual = { timeout: 60, scan: 30 };

describe('when the client closes the connection', () => {
  test('60 s, looked at every 30 s, the last look 5 s before the time is up: after 85 s', () => {
    expect(closesWithLeft(usual, 5)).toBe(85);
    // The last look before the time is up comes 55 s after the request, so the first came after 25 s.
    expect(closesAfter(usual, 25)).toBe(85);
  });

  test.each([
    [30, 60],
    [1, 61],
    [29, 89],
    [0.001, 60.001],
  ])('the first look after %d s: after %d s', (firstScan, expected) => {
    expect(closesAfter(usual, firstScan)).toBeCloseTo(expected, 6);
  });

  test('a first look after the time is up is the one', () => {
    expect(closesAfter({ timeout: 10, scan: 30 }, 20)).toBe(20);
  });

  test('both ways of counting agree', () => {
    for (const timeout of [10, 45, 60, 240, 1000]) {
      for (let firstScan = 1; firstScan <= 30; firstScan++) {
        const expiration = { timeout, scan: 30 };
        const closed = closesAfter(expiration, firstScan);
        const left = (((timeout - firstScan) % 30) + 30) % 30;
        expect(closed).toBe(left === 0 ? timeout : closesWithLeft(expiration, left));
        expect(closed).toBeGreaterThanOrEqual(closingSpan(expiration).soonest);
        expect(closed).toBeLessThan(closingSpan(expiration).latest);
      }
    }
  });
});

test.each([
  [60, 60, 75, 90],
  [45, 45, 60, 75],
  [240, 240, 255, 270],
])('a time of %d s ends between %d and %d s', (timeout, soonest, mean, latest) => {
  expect(closingSpan({ timeout, scan: 30 })).toEqual({ soonest, mean, latest });
});
