import * as z from 'zod';
import { SeriesId } from '../exchange.ts';
import { SmbStatus } from '../status.ts';
import { common, milliseconds } from './common.ts';

/** Sessions that end with the ticket that they were opened with. */
export const expiryObservations = [
  /** The status says that the session has expired. By `smb1-expiry` it was waited for. */
  z.object({
    ...common,
    kind: z.literal('session-expired'),
    series: SeriesId,
    status: SmbStatus,
    sinceLastSuccessMs: milliseconds.nullable(),
    /** Since the sign-in, where it was waited for. */
    afterMs: milliseconds.optional(),
  }),
  /** What the server did with a command in a session that had expired. */
  z.object({
    ...common,
    kind: z.literal('expired-answer'),
    series: SeriesId,
    answer: z.enum(['status', 'cut', 'no-answer']),
    status: SmbStatus,
    /** Answered with anything but the status that says expired. [MS-SMB] 3.3.5.1 lets every command through that is tried. */
    letThrough: z.boolean(),
    ms: milliseconds,
  }),
  /** The expired session was authenticated again, and what became of what was open in it. */
  z.object({
    ...common,
    kind: z.literal('reauthenticated'),
    /** Of the answer that ended it; anything but success is a refusal. */
    status: SmbStatus,
    accepted: z.boolean(),
    /** The server kept the UID. */
    sameUid: z.boolean(),
    treeWorks: z.boolean(),
    /** Left out where nothing was open. */
    fileWorks: z.boolean().optional(),
    ms: milliseconds,
  }),
  /** A session that works although its ticket has ended. */
  z.object({
    ...common,
    kind: z.literal('session-outlived-ticket'),
    /** Whether the client had said CAP_DYNAMIC_REAUTH, which asks for expiry. */
    dynamicReauth: z.boolean(),
    status: SmbStatus,
    /** Since the sign-in. */
    afterMs: milliseconds,
  }),
] as const;
