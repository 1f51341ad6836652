import * as z from 'zod';
import { SmbStatus } from '../status.ts';
import { common, milliseconds } from './common.ts';

/**
 * How a silent connection differs from its twins: in nothing, in TCP keep-alives, in a handle that it holds open, in a
 * search that it holds open. `in-use` is not silent at all: it shows that the server was there meanwhile.
 */
export const IdleVariant = z.enum(['plain', 'keep-alive', 'open-handle', 'open-search', 'in-use']);
export type IdleVariant = z.infer<typeof IdleVariant>;

/**
 * `silent`: no answer when it was used, or none to TCP keep-alives. `session-gone`, `search-gone`: the status says so.
 * `error`: this PC's network gave up, or the answer was broken. `interrupted`: this PC slept meanwhile. `not-reached`: it
 * was stopped before its time.
 */
export const IdleEnd = z.enum([
  'alive',
  'fin',
  'rst',
  'silent',
  'session-gone',
  'search-gone',
  'error',
  'interrupted',
  'not-set-up',
  'not-reached',
]);
export type IdleEnd = z.infer<typeof IdleEnd>;

/** What became of connections on which nothing was said for a while. */
export const idleObservations = [
  z.object({
    ...common,
    kind: z.literal('idle-connection'),
    variant: IdleVariant,
    /** How long it was to be silent. */
    plannedMs: milliseconds,
    end: IdleEnd,
    /** The end came while it was silent, or showed when it was used; absent where it has no end of its own. */
    when: z.enum(['waiting', 'used']).optional(),
    /** How long it had been silent then. */
    atMs: milliseconds,
    /** NBSS keep-alives from the server meanwhile: they keep states on the way alive. */
    keepAlivesReceived: z.number().int().min(0),
    /** How often TCP keep-alives were sent; absent where none were. */
    keepAliveEveryMs: milliseconds.optional(),
    /** What it takes to set one up and did not work; `not-tried` after that. */
    missing: z.enum(['connection', 'negotiate', 'sign-in', 'tree', 'handle', 'search', 'not-tried']).optional(),
    /** Of the request that used it. */
    status: SmbStatus.optional(),
    /** What broke, by the name of this PC's network or of the violation. */
    code: z.string().optional(),
    /** How long the request that used it took; null without an answer. */
    ms: milliseconds.nullable(),
  }),
] as const;
