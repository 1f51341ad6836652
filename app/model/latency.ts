import * as z from 'zod';

const milliseconds = z.number().min(0);

/** Numbers of one latency series; `p90` from 10 and `p99` from 100 samples on. Lost counts as slower than any. */
export const LatencySummary = z.object({
  unit: z.literal('ms'),
  count: z.number().int().min(0),
  min: milliseconds.nullable(),
  p50: milliseconds.nullable(),
  p90: milliseconds.nullable(),
  p99: milliseconds.nullable(),
  max: milliseconds.nullable(),
  lost: z.number().int().min(0),
});
export type LatencySummary = z.infer<typeof LatencySummary>;
