interface Sampled {
  readonly atMs: number;
  readonly ms: number | null;
}

/** The index of the sample nearest to a time; null when there is none. `samples` are in order of time. */
export function nearest(samples: readonly Sampled[], atMs: number): number | null {
  let low = 0;
  let high = samples.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((samples[middle]?.atMs ?? 0) < atMs) low = middle + 1;
    else high = middle;
  }
  const after = samples[low];
  const before = samples[low - 1];
  if (after === undefined) return null;
  return before !== undefined && atMs - before.atMs < after.atMs - atMs ? low - 1 : low;
}

/** Whether a sample stands out: without an answer, or over ten times the middle one. */
function isOutlier({ ms }: Sampled, middle: number): boolean {
  return ms === null || ms > middle * 10;
}

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
}

/** Where a key takes the cursor: arrows the next sample, Ctrl+arrows the next outlier, Home and End; null for others. */
export function cursorKey(
  { key, ctrlKey, altKey }: Key,
  at: number | null,
  samples: readonly Sampled[],
): number | null {
  if (altKey || samples.length === 0) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return samples.length - 1;
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null;
  const step = key === 'ArrowLeft' ? -1 : 1;
  const from = at ?? (step === 1 ? -1 : samples.length);
  if (!ctrlKey) return Math.min(samples.length - 1, Math.max(0, from + step));
  const times = samples.flatMap(({ ms }) => (ms === null ? [] : [ms])).sort((one, other) => one - other);
  const middle = times[times.length >> 1] ?? 0;
  for (let index = from + step; index >= 0 && index < samples.length; index += step) {
    const sample = samples[index];
    if (sample !== undefined && isOutlier(sample, middle)) return index;
  }
  return at ?? 0;
}
