import { describe, expect, test } from 'vitest';
import { cursorKey, nearest } from '../../../renderer/charts/sample-cursor.ts';

const samples = [1, 1, 1, 30, 1, null, 1].map((ms, index) => ({ atMs: index * 10, ms }));
const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey, altKey: false });

describe('the cursor of a chart', () => {
  test.each([
    ['ArrowRight', null, 0],
    ['ArrowLeft', null, 6],
    ['ArrowRight', 6, 6],
    ['ArrowLeft', 0, 0],
    ['Home', 4, 0],
    ['End', 4, 6],
  ])('%s from %o goes to %d', (name, from, to) => {
    expect(cursorKey(key(name), from, samples)).toBe(to);
  });

  test('jumps with Ctrl to what is slow or lost', () => {
    expect(cursorKey(key('ArrowRight', true), 0, samples)).toBe(3);
    expect(cursorKey(key('ArrowRight', true), 3, samples)).toBe(5);
    expect(cursorKey(key('ArrowRight', true), 5, samples)).toBe(5);
    expect(cursorKey(key('ArrowLeft', true), null, samples)).toBe(5);
  });

  test('leaves other keys alone, and Alt to the steps', () => {
    expect(cursorKey(key('a'), 0, samples)).toBeNull();
    expect(cursorKey({ ...key('ArrowLeft'), altKey: true }, 3, samples)).toBeNull();
    expect(cursorKey(key('Home'), null, [])).toBeNull();
  });
});

test.each([
  [-5, 0],
  [14, 1],
  [16, 2],
  [1000, 6],
])('the sample nearest to %d ms is number %d', (atMs, index) => {
  expect(nearest(samples, atMs)).toBe(index);
});

test('nothing is nearest where there is nothing', () => {
  expect(nearest([], 3)).toBeNull();
});
