import * as z from 'zod';
import { SeriesId } from '../exchange.ts';
import { SmbStatus } from '../status.ts';
import { common, milliseconds } from './common.ts';

/** A file or folder on a share, with backslashes and none in front. */
const place = { share: z.string(), path: z.string() };

/** What was seen of work on files. */
export const fileObservations = [
  z.object({
    ...common,
    ...place,
    kind: z.literal('file-work'),
    /** `written`: a temporary file of this run's own. `read`: a file that was there. */
    how: z.enum(['written', 'read']),
    /** The steps that were answered, in order. */
    steps: z.array(SeriesId),
    /** Bytes that were written or read. */
    bytes: z.number().int().min(0),
    /** All steps together. */
    ms: milliseconds,
  }),
  z.object({
    ...common,
    ...place,
    kind: z.literal('file-step-refused'),
    /** Whether it is a file that this run made or wanted to make. */
    own: z.boolean(),
    series: SeriesId,
    status: SmbStatus,
    ms: milliseconds,
  }),
  /** A temporary file of this run that could not be deleted again. */
  z.object({ ...common, ...place, kind: z.literal('file-left-behind') }),
  /** Nothing may be written, and there is no file to read instead. */
  z.object({ ...common, ...place, kind: z.literal('no-file-to-read') }),
] as const;
