import { describe, expect, test } from 'vitest';
import { axisPosition, axisTicks, cutAxis, cutWidth, roundStep, timeTicks } from '../../../renderer/charts/cut-axis.ts';

const quick = [
  { start: 0, end: 0.4 },
  { start: 1, end: 4 },
  { start: 5, end: 10 },
];
const stalled = [...quick, { start: 11, end: 38_411 }, { start: 38_412, end: 38_413 }];

describe('an axis', () => {
  test('of like exchanges is not cut', () => {
    const axis = cutAxis(quick, 500);
    expect(axis.cuts).toEqual([]);
    expect(axis.pieces).toEqual([{ from: 0, to: 10, left: 0, right: 500 }]);
    expect(axisPosition(5, axis)).toBe(250);
  });

  test('is cut inside the one exchange that dwarfs the rest, and fills the same width', () => {
    const axis = cutAxis(stalled, 500);
    expect(axis.cuts).toHaveLength(1);
    const [cut] = axis.cuts;
    expect(cut?.from).toBeGreaterThan(11);
    expect(cut?.to).toBeLessThan(38_411);
    const [before, after] = axis.pieces;
    expect(after?.left).toBeCloseTo((before?.right ?? 0) + cutWidth);
    expect(after?.right).toBeCloseTo(500);
  });

  test('keeps the order of times across a cut, so that no bar runs backwards', () => {
    const axis = cutAxis(stalled, 500);
    const places = [0, 5, 11, 12, 100, 20_000, 38_400, 38_411, 38_412, 38_413].map((time) => axisPosition(time, axis));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(new Set(places).size).toBe(places.length);
  });

  test('has at most two cuts, and stands times before and after at its ends', () => {
    const spans = [0, 1e4, 2e4, 3e4, 4e4].map((start) => ({ start, end: start + 1 }));
    const axis = cutAxis(spans, 500);
    expect(axis.cuts.length).toBeLessThanOrEqual(2);
    expect(axisPosition(-5, axis)).toBe(0);
    expect(axisPosition(1e9, axis)).toBeCloseTo(500);
  });

  test.each([[[]], [[{ start: 3, end: 3 }]]])('of %o has a length all the same', (spans) => {
    const axis = cutAxis(spans, 200);
    expect(axis.pieces).toHaveLength(1);
    expect(Number.isFinite(axisPosition(3, axis))).toBe(true);
  });

  test('is labelled with round times, and behind a cut with the time it goes on at', () => {
    expect(axisTicks(cutAxis(quick, 450))).toEqual([0, 2, 4, 6, 8, 10]);
    const axis = cutAxis(stalled, 500);
    expect(axisTicks(axis).at(-1)).toBe(axis.pieces[1]?.from);
  });
});

test.each([
  [0.3, 0.5],
  [1, 1],
  [1.1, 2],
  [60, 100],
])('the round step from %d on is %d', (atLeast, step) => {
  expect(roundStep(atLeast)).toBeCloseTo(step);
});

test('a time axis without cuts is labelled in steps that the words can tell apart', () => {
  expect(timeTicks(2.4, 6)).toEqual([0, 0.5, 1, 1.5, 2]);
  expect(timeTicks(3, 3)).toEqual([0, 1, 2, 3]);
});
