import * as z from 'zod';
import { CheckId } from './check.ts';

/** What a technician consents to after being told whom it can disturb. */
export const ConsentId = z.enum(['vc-collision', 'oplock-break']);
export type ConsentId = z.infer<typeof ConsentId>;

/** The checks of one run, in the order in which they are run. */
export const Plan = z.object({
  checks: z.array(CheckId).min(1),
  /** Echo samples. */
  samples: z.number().int().min(1).max(100_000),
  /** For each exchange. */
  deadlineMs: z.number().int().min(10).max(600_000),
  /** For each exchange that is work on a file, which may rightly take longer. */
  workDeadlineMs: z.number().int().min(10).max(600_000),
  /** How long silent connections are held. */
  idleMs: z.number().int().min(2_000).max(86_400_000).optional(),
  /** Write nothing to the share. */
  readOnly: z.boolean(),
  consent: z.array(ConsentId),
  /** Offer each dialect of SMB2 alone, besides all at once. */
  dialectSweep: z.literal(true).optional(),
});
export type Plan = z.infer<typeof Plan>;
