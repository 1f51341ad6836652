import * as z from 'zod';
import { SeriesId } from '../exchange.ts';
import { SmbStatus } from '../status.ts';
import { common, end, milliseconds } from './common.ts';

/** What was seen of work on files while others wait, and of what was provoked with consent. */
export const workObservations = [
  /** A request was looked on until its answer came, with echoes on the same connection meanwhile. */
  z.object({
    ...common,
    kind: z.literal('work-answered'),
    series: SeriesId,
    /** The user's file or folder on the share; absent where the check chose one itself. */
    path: z.string().optional(),
    status: SmbStatus,
    ms: milliseconds,
    /** Those sent and answered while the request waited. */
    echoes: z.object({ sent: z.number().int().min(0), answered: z.number().int().min(0) }),
  }),
  /** A file that one connection of ours held with an oplock was opened from another one of ours. */
  z.object({
    ...common,
    kind: z.literal('oplock-break'),
    granted: z.enum(['none', 'exclusive', 'batch', 'level-ii']),
    /** Whether the holder gave the oplock up as soon as it was asked to. */
    acknowledged: z.boolean(),
    /** From the second open to the server's asking for the oplock; null when it did not ask. */
    breakMs: milliseconds.nullable(),
    /** What became of the second open. */
    outcome: z.enum(['opened', 'refused', 'no-answer', 'not-tried']),
    status: SmbStatus,
    ms: milliseconds,
  }),
  /** A second connection of ours signed in with VcNumber 0; this is what became of the first. */
  z.object({
    ...common,
    kind: z.literal('vc-collision'),
    outcome: z.enum(['survived', 'cut', 'session-deleted', 'no-answer']),
    end: end.optional(),
    status: SmbStatus,
    /** From the second sign-in's answer to what is told here. */
    ms: milliseconds,
  }),
] as const;
