import * as z from 'zod';
import { ActionResult, ElevatedRequest } from '../../../app/model/action.ts';

/** The helper's first line: it is the one that was started just now. */
export const Hello = z.object({ nonce: z.string() });
export type Hello = z.infer<typeof Hello>;

/** The one task there is, with typed arguments and the plan that a person has consented to. */
export const Task = z.object({
  task: z.literal('run-action'),
  request: ElevatedRequest,
  consent: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Task = z.infer<typeof Task>;

/** The helper's last line. */
export const Answer = z.object({ result: ActionResult });
export type Answer = z.infer<typeof Answer>;
