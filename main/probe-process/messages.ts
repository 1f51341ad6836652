import * as z from 'zod';
import type { CheckId } from '../../app/model/check.ts';
import type { RunRequest } from '../../app/model/run.ts';
import { RunEvent } from '../../app/model/run.ts';

/** What the main process tells the process that probes. `start` comes first and once. */
export type ProbeOrder =
  | { readonly type: 'start'; readonly request: RunRequest; readonly password?: string | undefined }
  | { readonly type: 'skip'; readonly check: CheckId }
  | { readonly type: 'stop' };

/**
 * What the process that probes tells the main process. It reads bytes from the network, so main holds every word of it
 * against this schema.
 */
export const ProbeMessage = z.discriminatedUnion('type', [
  /** The run has begun; wall clock, ISO 8601. */
  z.object({ type: z.literal('began'), startedAt: z.iso.datetime() }),
  /** What happened since the last batch, in order. */
  z.object({ type: z.literal('events'), events: z.array(RunEvent) }),
  /** Nothing follows; how long the run took, in ms. */
  z.object({ type: z.literal('ended'), durationMs: z.number().min(0) }),
]);
export type ProbeMessage = z.infer<typeof ProbeMessage>;
