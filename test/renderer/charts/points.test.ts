import { describe, expect, test } from 'vitest';
import { summarise } from '../../../app/latency/summary.ts';
import type { Sample } from '../../../app/model/run.ts';
import { linePoints, lonePoints } from '../../../renderer/charts/points.ts';

/** The line of echoes of 1 ms that were sent at these times. */
function line(...sentAt: readonly number[]) {
  const samples = sentAt.map((atMs): Sample => [atMs, 1]);
  return linePoints({ series: 'smb1.echo', samples, total: samples.length, latency: summarise(samples) });
}
const breaks = (points: ReturnType<typeof line>) => points.filter(({ ms }) => ms === null).map(({ atMs }) => atMs);

describe('the line of a series', () => {
  test('is broken where nothing was sent for far longer than usual', () => {
    const sent = Array.from({ length: 50 }, (_, index) => index * 10);
    expect(breaks(line(...sent, 35_490, 35_500))).toEqual([(490 + 35_490) / 2]);
  });

  test('goes on over a pause of less than half a second, and where such pauses are usual', () => {
    expect(breaks(line(0, 1, 2, 3, 450, 451))).toEqual([]);
    expect(breaks(line(0, 30_000, 60_000, 120_000))).toEqual([]);
    expect(line()).toEqual([]);
  });

  test('leaves a sample alone between two breaks, which is marked by itself', () => {
    const sent = Array.from({ length: 50 }, (_, index) => index * 10);
    expect(lonePoints(line(...sent, 35_000, 70_000, 70_010)).map(({ atMs }) => atMs)).toEqual([35_000]);
  });
});
