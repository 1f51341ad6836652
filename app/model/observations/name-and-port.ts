import * as z from 'zod';
import { address, common, milliseconds } from './common.ts';

/** What was seen of the name, the port and the NetBIOS session. */
export const nameAndPortObservations = [
  z.object({
    ...common,
    kind: z.literal('name-resolved'),
    host: z.string(),
    addresses: z.array(z.string()).min(1),
    /** The host was given as an address, so nothing was looked up. */
    literal: z.boolean(),
    ms: milliseconds,
  }),
  z.object({
    ...common,
    kind: z.literal('name-not-resolved'),
    host: z.string(),
    code: z.string(),
    /** True when the resolver answered that there is no such name; false when it did not answer. */
    answered: z.boolean(),
    ms: milliseconds,
  }),
  z.object({ ...common, ...address.shape, kind: z.literal('tcp-connected'), ms: milliseconds }),
  z.object({ ...common, ...address.shape, kind: z.literal('tcp-refused'), ms: milliseconds }),
  z.object({
    ...common,
    ...address.shape,
    kind: z.literal('tcp-no-answer'),
    reason: z.enum(['deadline', 'unreachable']),
    code: z.string().optional(),
    ms: milliseconds,
  }),
  /** This PC's own stack would not connect (no route handed out, no permission). */
  z.object({ ...common, ...address.shape, kind: z.literal('tcp-failed'), code: z.string(), ms: milliseconds }),
  /** The NetBIOS session service opened a session for the name that was called. */
  z.object({ ...common, ...address.shape, kind: z.literal('netbios-session'), called: z.string(), ms: milliseconds }),
  z.object({
    ...common,
    ...address.shape,
    kind: z.literal('netbios-session-refused'),
    called: z.string(),
    how: z.enum(['negative', 'retarget']),
    /** Of a negative answer, [RFC 1002] 4.3.4: 0x80, 0x81, 0x82, 0x83, 0x8F. */
    code: z.number().int().optional(),
    /** Where a retarget answer points. Nobody went there. */
    target: address.optional(),
    ms: milliseconds,
  }),
] as const;
