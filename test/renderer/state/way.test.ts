import { expect, test } from 'vitest';
import type { Standing } from '../../../renderer/state/way.ts';
import { canOpen, closerLooks, createWayStore, neighbour, steps } from '../../../renderer/state/way.ts';

const standing = (phase: Standing['phase'], ...visited: Standing['visited']): Standing => ({ phase, visited });

test.each([
  [standing('none', 'start'), ['start']],
  [standing('none', 'start', 'target'), ['start', 'target']],
  [standing('running', 'start', 'target'), ['start', 'target', 'checks', 'charts', 'evidence']],
  [
    standing('ended', 'start', 'target', 'checks'),
    ['start', 'target', 'checks', 'findings', 'report', 'charts', 'evidence'],
  ],
] as const)('with %o these screens open: %o', (at, open) => {
  expect([...steps, ...closerLooks].filter((screen) => canOpen(screen, at))).toEqual(open);
});

test('the steps are walked as far as they open, and closer looks are no steps', () => {
  const running = standing('running', 'start', 'target', 'checks');
  expect(neighbour('start', -1, running)).toBeNull();
  expect(neighbour('target', 1, running)).toBe('checks');
  expect(neighbour('checks', 1, running)).toBeNull();
  expect(neighbour('checks', 1, { ...running, phase: 'ended' })).toBe('findings');
  expect(neighbour('charts', 1, running)).toBeNull();
});

test('a screen counts as visited once', () => {
  const way = createWayStore();
  way.getState().go('target');
  way.getState().go('start');
  way.getState().go('target');
  expect(way.getState()).toMatchObject({ screen: 'target', visited: ['start', 'target'] });
});
