import * as z from 'zod';
import { SeriesId } from '../exchange.ts';
import { SmbStatus } from '../status.ts';
import { common, milliseconds, protocol } from './common.ts';

/**
 * `deleted`: the status that says so. `consistent`: a refusal that some servers give instead. `not-checked`: success where
 * the session should have been looked at. `exempt`: success where it need not be.
 */
const StaleReading = z.enum(['deleted', 'consistent', 'not-checked', 'exempt', 'other']);
export type StaleReading = z.infer<typeof StaleReading>;

/** What was seen of sign-ins, shares and sessions. */
export const sessionObservations = [
  z.object({
    ...common,
    kind: z.literal('signed-in'),
    protocol,
    account: z.enum(['anonymous', 'user']),
    user: z.string().optional(),
    guest: z.boolean(),
    /** UID of SMB1. */
    uid: z.number().int().optional(),
    /** SessionId of SMB2, "0x00001400000000AD". */
    sessionId: z.string().optional(),
    /** Of SMB2. */
    dialect: z.string().optional(),
    extendedSecurity: z.boolean(),
    /** Every request and reply after the sign-in is signed, and every signature was checked. */
    signed: z.boolean(),
    /** Of SMB1. */
    nativeOs: z.string().optional(),
    /** When the ticket ends that the session was opened with, ISO 8601; left out where there is none. */
    expiresAt: z.string().optional(),
    nativeLanMan: z.string().optional(),
    primaryDomain: z.string().optional(),
    ms: milliseconds,
  }),
  z.object({
    ...common,
    kind: z.literal('sign-in-refused'),
    protocol,
    account: z.enum(['anonymous', 'user']),
    user: z.string().optional(),
    status: SmbStatus,
    ms: milliseconds,
  }),
  /** The server demands signatures, and the session (nobody's or a guest's) has no key; nothing more was asked in it. */
  z.object({ ...common, kind: z.literal('signing-demanded'), protocol }),
  /**
   * The server, or this share, wants SMB3 encryption. `without`: what became of the same on a further connection on which
   * none was offered.
   */
  z.object({
    ...common,
    kind: z.literal('encryption-demanded'),
    share: z.string().optional(),
    without: z.enum(['granted', 'refused', 'not-tried']),
    status: SmbStatus.optional(),
  }),
  z.object({
    ...common,
    kind: z.literal('authentication-unsupported'),
    protocol,
    why: z.enum(['share-level', 'plaintext', 'no-ntlm', 'ntlm-blocked', 'no-extended-security', 'no-token']),
    status: SmbStatus.optional(),
  }),
  z.object({
    ...common,
    kind: z.literal('tree-connected'),
    protocol,
    share: z.string(),
    tid: z.number().int(),
    service: z.string(),
    ms: milliseconds,
  }),
  z.object({
    ...common,
    kind: z.literal('tree-refused'),
    protocol,
    share: z.string(),
    status: SmbStatus,
    ms: milliseconds,
  }),
  z.object({ ...common, kind: z.literal('session-alive'), protocol, status: SmbStatus, ms: milliseconds }),
  /** The status says that the session which this request named is gone. */
  z.object({
    ...common,
    kind: z.literal('session-deleted'),
    series: SeriesId,
    status: SmbStatus,
    sinceLastSuccessMs: milliseconds.nullable(),
  }),
  /** What the server did with a request that named a session which was gone, while another one lived on. */
  z.object({
    ...common,
    kind: z.literal('stale-session-answer'),
    series: SeriesId,
    /** How it came to be gone: logged off (also where this is left out), or of a connection that was closed. */
    after: z.enum(['logoff', 'reconnect']).optional(),
    answer: z.enum(['status', 'cut', 'no-answer']),
    status: SmbStatus,
    /** See app/knowledge/stale-session.ts. */
    reading: StaleReading,
    /** The Windows error that a program would see for this. */
    win32: z.number().int().optional(),
    ms: milliseconds,
  }),
  /** An answer with a status that the check neither expects nor can explain. */
  z.object({ ...common, kind: z.literal('unexpected-status'), series: SeriesId, status: SmbStatus, ms: milliseconds }),
] as const;
