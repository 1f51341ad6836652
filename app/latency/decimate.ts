import type { Sample } from '../model/run.ts';

/**
 * At most `maxPoints` samples that keep every spike: of each bucket of neighbours the fastest, the slowest and a lost
 * one, in their order of time. A mean or LTTB would hide the time-outs that are looked for. `maxPoints` of 3 or more.
 */
export function decimate(samples: readonly Sample[], maxPoints: number): readonly Sample[] {
  if (samples.length <= maxPoints) return samples;
  const anyLost = samples.some(([, ms]) => ms === null);
  const buckets = Math.max(1, Math.floor(maxPoints / (anyLost ? 3 : 2)));
  const kept: Sample[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * samples.length) / buckets);
    const to = Math.floor(((bucket + 1) * samples.length) / buckets);
    kept.push(...extremesOf(samples, from, to));
  }
  return kept;
}

function extremesOf(samples: readonly Sample[], from: number, to: number): Sample[] {
  let fastest = -1;
  let slowest = -1;
  let lost = -1;
  for (let index = from; index < to; index++) {
    const ms = samples[index]?.[1] ?? null;
    if (ms === null) {
      if (lost < 0) lost = index;
      continue;
    }
    if (fastest < 0 || ms < (samples[fastest]?.[1] ?? Infinity)) fastest = index;
    if (slowest < 0 || ms > (samples[slowest]?.[1] ?? -Infinity)) slowest = index;
  }
  const indices = [...new Set([fastest, slowest, lost])].filter((index) => index >= 0).sort((a, b) => a - b);
  const kept: Sample[] = [];
  for (const index of indices) {
    const sample = samples[index];
    if (sample !== undefined) kept.push(sample);
  }
  return kept;
}
