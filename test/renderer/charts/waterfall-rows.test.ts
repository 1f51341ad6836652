import { describe, expect, test } from 'vitest';
import type { ChartSamples } from '../../../app/contract.ts';
import { summarise } from '../../../app/latency/summary.ts';
import type { Sample } from '../../../app/model/run.ts';
import { drawnRows, isSlow, longestLost, waterfallRows } from '../../../renderer/charts/waterfall-rows.ts';
import type { RecordingName } from '../recordings.ts';
import { recording } from '../recordings.ts';

function rowsOf(name: RecordingName) {
  const { events, durationMs, request } = recording(name);
  const exchanges = events.flatMap((event) => (event.type === 'exchange' ? [event.exchange] : []));
  const samples = events.flatMap((event): readonly Sample[] =>
    event.type === 'samples' && event.series === 'smb1.echo' ? event.samples : [],
  );
  const echo: ChartSamples = { series: 'smb1.echo', samples, total: samples.length, latency: summarise(samples) };
  return { rows: waterfallRows(exchanges, [echo], request.plan.deadlineMs, durationMs), exchanges, samples };
}

describe('the rows of a waterfall', () => {
  test('fold answered echoes into one, and stand in order of sending from zero on', () => {
    const { rows, exchanges, samples } = rowsOf('healthy');
    expect(rows).toHaveLength(exchanges.length);
    expect(rows[0]?.start).toBe(0);
    expect(rows.map(({ start }) => start)).toEqual(rows.map(({ start }) => start).toSorted((a, b) => a - b));
    const echo = rows.find(({ series }) => series === 'smb1.echo');
    expect(echo).toMatchObject({ times: samples.length });
    expect(echo?.ticks).toHaveLength(samples.length);
    expect(rows.every((row) => !isSlow(row))).toBe(true);
  });

  test('let a request without an answer last until the deadline, apart from the echoes that were answered', () => {
    const { rows } = rowsOf('stalled');
    const lost = rows.filter(({ ms }) => ms === null);
    expect(lost).toHaveLength(1);
    expect((lost[0]?.end ?? 0) - (lost[0]?.start ?? 0)).toBeCloseTo(4000, 0);
    expect(lost.every(isSlow)).toBe(true);
    expect(rows.find(({ series, ms }) => series === 'smb1.echo' && ms !== null)).toMatchObject({ times: 60 });
  });

  test('end an unanswered request where the run ended', () => {
    const { exchanges } = rowsOf('stalled');
    const lost = waterfallRows(exchanges, [], 4000, 1000).find(
      ({ ms, series }) => ms === null && series === 'smb1.echo',
    );
    expect((lost?.end ?? 0) - (lost?.start ?? 0)).toBeLessThan(1000);
  });

  test('are none without exchanges', () => {
    expect(waterfallRows([], [], 1000, 1000)).toEqual([]);
  });
});

describe('the rows that are drawn', () => {
  const { exchanges } = rowsOf('healthy');
  const [first] = exchanges;
  if (first === undefined) throw new Error('nothing recorded');
  /** As many opens as there are times, one a second. */
  const opens = (times: readonly (number | null)[]) =>
    waterfallRows(
      times.map((ms, index) => ({ ...first, id: `x-${index}`, series: 'smb1.open', atMs: index * 1000, ms })),
      [],
      500,
      100_000,
    );

  test('are all of them where there is room', () => {
    const rows = opens([1, 90_000, 1]);
    expect(drawnRows(rows)).toEqual(rows);
  });

  test('hold every slow and every lost one, however late it was sent, in order of sending', () => {
    const times: (number | null)[] = Array.from({ length: 40 }, () => 1);
    times[3] = 200;
    times[30] = null;
    times[38] = 90_000;
    const drawn = drawnRows(opens(times)).map(({ key }) => key);
    expect(drawn).toEqual([...Array.from({ length: 22 }, (_, index) => `x-${index}`), 'x-30', 'x-38']);
  });

  test('are the worst where even the slow ones are too many', () => {
    const rows = opens(Array.from({ length: 40 }, (_, index) => 1000 + index));
    expect(drawnRows(rows).map(({ key }) => key)).toEqual(Array.from({ length: 24 }, (_, index) => `x-${index + 16}`));
    expect(longestLost(rows)).toBeUndefined();
  });

  test('count the slowest of folded echoes, and not only the middle one', () => {
    const { rows, samples } = rowsOf('healthy');
    const slowest = Math.max(...samples.map(([, ms]) => ms ?? 0));
    expect(rows.find(({ times }) => times > 1)?.slowestMs).toBe(slowest);
  });
});
