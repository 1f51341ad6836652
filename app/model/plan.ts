import * as z from 'zod';
import { CheckId } from './check.ts';

/** The checks of one run, in the order in which they are run. */
export const Plan = z.object({
  checks: z.array(CheckId).min(1),
  /** Echo samples. */
  samples: z.number().int().min(1).max(100_000),
  /** For each exchange. */
  deadlineMs: z.number().int().min(10).max(600_000),
});
export type Plan = z.infer<typeof Plan>;
