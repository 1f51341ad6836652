import type { ChartSamples } from '../../app/contract.ts';
import type { Exchange, SeriesId } from '../../app/model/exchange.ts';
import { echoSeries } from './echo-lines.ts';

/** One row of the waterfall; times in ms since the first row began. */
export interface WaterfallRow {
  readonly key: string;
  readonly series: SeriesId;
  readonly start: number;
  readonly end: number;
  /** Response time; null when nothing was answered. Of folded echoes the median. */
  readonly ms: number | null;
  /** The longest response time that the row stands for. */
  readonly slowestMs: number | null;
  /** How many requests the row stands for. */
  readonly times: number;
  /** Beginning and end of each folded request; empty for a single one. */
  readonly ticks: readonly { readonly start: number; readonly end: number }[];
  readonly exchange: Exchange;
}

/** A response slower than this is drawn as slow, ms: the limit of the cause `high-latency`. */
export const slowMs = 150;
const mostRows = 24;

/**
 * The exchanges in order of sending, repeated echoes folded into one row. A request without an answer lasts until
 * `deadlineMs`, or until `endMs` where the run ended before that.
 */
export function waterfallRows(
  exchanges: readonly Exchange[],
  echoes: readonly ChartSamples[],
  deadlineMs: number,
  endMs: number,
): readonly WaterfallRow[] {
  const lasting = (atMs: number, ms: number | null): number => ms ?? Math.max(0, Math.min(deadlineMs, endMs - atMs));
  const rows = exchanges
    .filter(({ series, outcome }) => !echoSeries.includes(series) || outcome !== 'answered')
    .map((exchange): WaterfallRow => ({
      key: exchange.id,
      series: exchange.series,
      start: exchange.atMs,
      end: exchange.atMs + lasting(exchange.atMs, exchange.ms),
      ms: exchange.ms,
      slowestMs: exchange.ms,
      times: 1,
      ticks: [],
      exchange,
    }));
  for (const series of echoSeries) {
    const first = exchanges.find((exchange) => exchange.series === series && exchange.outcome === 'answered');
    if (first !== undefined) rows.push(foldedRow(first, echoes.find((echo) => echo.series === series) ?? null));
  }
  rows.sort((one, other) => one.start - other.start);
  const origin = rows[0]?.start ?? 0;
  return rows.map((row) => ({
    ...row,
    start: row.start - origin,
    end: row.end - origin,
    ticks: row.ticks.map(({ start, end }) => ({ start: start - origin, end: end - origin })),
  }));
}

/** All answered echoes of one series in one row. */
function foldedRow(first: Exchange, echo: ChartSamples | null): WaterfallRow {
  const answered = echo?.samples.flatMap(([atMs, ms]) => (ms === null ? [] : [{ start: atMs, end: atMs + ms }])) ?? [];
  const ticks = answered.length > 0 ? answered : [{ start: first.atMs, end: first.atMs + (first.ms ?? 0) }];
  return {
    key: first.id,
    series: first.series,
    start: Math.min(...ticks.map(({ start }) => start)),
    end: Math.max(...ticks.map(({ end }) => end)),
    ms: echo?.latency.p50 ?? first.ms,
    slowestMs: echo?.latency.max ?? first.ms,
    times: echo === null ? 1 : echo.latency.count - echo.latency.lost,
    ticks: ticks.length > 1 ? ticks : [],
    exchange: first,
  };
}

/**
 * The rows that are drawn where there are more than `mostRows`, in their order: those lost or slow before all others,
 * the longest first among them, then the first ones sent.
 */
export function drawnRows(rows: readonly WaterfallRow[]): readonly WaterfallRow[] {
  const telling = rows.filter(isSlow).sort((one, other) => lengthOf(other) - lengthOf(one));
  const chosen = new Set(telling.slice(0, mostRows));
  for (const row of rows) if (chosen.size < mostRows) chosen.add(row);
  return rows.filter((row) => chosen.has(row));
}

/** How long a row lasted: until it was answered, or in vain. */
function lengthOf({ ms, start, end }: WaterfallRow): number {
  return ms ?? end - start;
}

/** The request that waited longest in vain; undefined where each was answered. */
export function longestLost(rows: readonly WaterfallRow[]): WaterfallRow | undefined {
  const [longest] = rows.filter(({ ms }) => ms === null).sort((one, other) => lengthOf(other) - lengthOf(one));
  return longest;
}

/** Whether a row is drawn as slow or lost. */
export function isSlow({ ms }: WaterfallRow): boolean {
  return ms === null || ms > slowMs;
}
