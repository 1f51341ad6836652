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
