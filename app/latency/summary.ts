import type { LatencySummary } from '../model/latency.ts';
import type { Sample } from '../model/run.ts';

const P90_NEEDS = 10;
const P99_NEEDS = 100;

/**
 * Count, extremes and nearest-rank percentiles of one series, in milliseconds. A lost sample (null) counts as slower
 * than any other: a percentile whose rank falls among the lost ones is null. `count` includes the lost ones.
 */
export function summarise(samples: readonly Sample[]): LatencySummary {
  const times: number[] = [];
  for (const [, ms] of samples) if (ms !== null) times.push(ms);
  times.sort((a, b) => a - b);
  const count = samples.length;
  const percentile = (share: number): number | null => times[Math.ceil(share * count) - 1] ?? null;
  return {
    unit: 'ms',
    count,
    min: times[0] ?? null,
    p50: percentile(0.5),
    p90: count >= P90_NEEDS ? percentile(0.9) : null,
    p99: count >= P99_NEEDS ? percentile(0.99) : null,
    max: times.at(-1) ?? null,
    lost: count - times.length,
  };
}
