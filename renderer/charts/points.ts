import type { ChartSamples } from '../../app/contract.ts';
import type { SeriesId } from '../../app/model/exchange.ts';
import type { RunFacts } from '../state/run.ts';

/** One drawn sample; `ms` is null for a request without an answer. */
export interface Point {
  readonly series: SeriesId;
  readonly atMs: number;
  readonly ms: number | null;
}

/** From when to when a request waited in vain, ms since the run began. */
export interface Wait {
  readonly series: SeriesId;
  readonly from: number;
  readonly to: number;
}

/** The samples of several series, one series after the other. */
export function pointsOf(all: readonly ChartSamples[]): readonly Point[] {
  return all.flatMap(({ series, samples }) => samples.map(([atMs, ms]) => ({ series, atMs, ms })));
}

/** A line is broken where the next sample was sent this many times the usual interval later, and this many ms. */
const gapFactor = 20;
const leastGapMs = 500;

/** The samples of one series for its line, with a sample of nothing in each gap: what was not asked is not drawn. */
export function linePoints({ series, samples }: ChartSamples): readonly Point[] {
  const intervals = samples.slice(1).map(([atMs], index) => atMs - (samples[index]?.[0] ?? atMs));
  const usual = intervals.toSorted((one, other) => one - other)[intervals.length >> 1] ?? 0;
  const least = Math.max(leastGapMs, usual * gapFactor);
  return samples.flatMap(([atMs, ms], index): readonly Point[] => {
    const point = { series, atMs, ms };
    const interval = intervals[index - 1] ?? 0;
    return interval > least ? [{ series, atMs: atMs - interval / 2, ms: null }, point] : [point];
  });
}

/** The answered samples of a line that have a neighbour on neither side, so that no line is drawn at them. */
export function lonePoints(line: readonly Point[]): readonly Point[] {
  const answered = (index: number): boolean => typeof line[index]?.ms === 'number';
  return line.filter((_, index) => answered(index) && !answered(index - 1) && !answered(index + 1));
}

/** Where one request waits without an answer: until the deadline, or until the run ended. */
export function waitsOf(points: readonly Point[], run: RunFacts): readonly Wait[] {
  const deadlineMs = run.plan?.deadlineMs ?? 0;
  return points
    .filter(({ ms }) => ms === null)
    .map(({ series, atMs }) => ({
      series,
      from: atMs,
      to: Math.min(atMs + deadlineMs, Math.max(atMs, run.elapsedMs)),
    }));
}
