import * as z from 'zod';
import { SeriesId } from '../exchange.ts';
import { LatencySummary } from '../latency.ts';
import { SmbStatus } from '../status.ts';
import { common, end, milliseconds, protocol } from './common.ts';

/** What was seen of a connection at work: echoes, silence, cuts, broken answers. */
export const connectionObservations = [
  z.object({ ...common, kind: z.literal('echo-series'), protocol, sent: z.number().int(), latency: LatencySummary }),
  z.object({
    ...common,
    kind: z.literal('exchange-no-answer'),
    series: SeriesId,
    /** The user's file or folder on the share, where it was work on one. */
    path: z.string().optional(),
    /** Bytes that came without becoming a whole message; left out where none came. */
    received: z.number().int().optional(),
    ms: milliseconds,
    sinceLastSuccessMs: milliseconds.nullable(),
  }),
  /** While an echo stayed unanswered, another request on the same connection was answered. */
  z.object({
    ...common,
    kind: z.literal('request-during-stall'),
    series: SeriesId,
    status: SmbStatus,
    ms: milliseconds,
  }),
  /** While one request stayed unanswered, an echo on the same connection was answered. */
  z.object({ ...common, kind: z.literal('echo-during-stall'), ms: milliseconds }),
  z.object({
    ...common,
    kind: z.literal('connection-cut'),
    series: SeriesId,
    end,
    code: z.string().optional(),
    ms: milliseconds,
    sinceLastSuccessMs: milliseconds.nullable(),
  }),
  /** A second connection made at once when the first went silent. */
  z.object({
    ...common,
    kind: z.literal('second-connection'),
    outcome: z.enum(['answered', 'silent', 'cut', 'refused', 'no-connection']),
    ms: milliseconds,
  }),
  z.object({
    ...common,
    kind: z.literal('protocol-violation'),
    series: SeriesId,
    reason: z.string(),
    /** The field that is wrong, where it is one. */
    field: z.string().optional(),
  }),
] as const;
