import * as z from 'zod';
import { CheckId } from './check.ts';
import { SeriesId } from './exchange.ts';
import { SmbStatus } from './status.ts';

const milliseconds = z.number().min(0);
const address = z.object({ address: z.string(), port: z.number().int() });
const end = z.enum(['fin', 'rst', 'error']);
/** What was said to a new connection: a NEGOTIATE of some kind, or the request for a NetBIOS session. */
const dialogue = z.enum(['smb1', 'smb2', 'multi-protocol', 'netbios']);

/**
 * `deleted`: the status that says so. `consistent`: a refusal that some servers give instead. `not-checked`: success where
 * the session should have been looked at. `exempt`: success where it need not be.
 */
const StaleReading = z.enum(['deleted', 'consistent', 'not-checked', 'exempt', 'other']);
export type StaleReading = z.infer<typeof StaleReading>;

const common = {
  /** "o-1", in order of observation. */
  id: z.string(),
  check: CheckId,
  /** Wall clock, ISO 8601. */
  at: z.string(),
  /** The exchange that shows it, when bytes travelled. */
  exchange: z.string().optional(),
};

/** Numbers of one latency series; `p90` from 10 and `p99` from 100 samples on. Lost counts as slower than any. */
export const LatencySummary = z.object({
  unit: z.literal('ms'),
  count: z.number().int().min(0),
  min: milliseconds.nullable(),
  p50: milliseconds.nullable(),
  p90: milliseconds.nullable(),
  p99: milliseconds.nullable(),
  max: milliseconds.nullable(),
  lost: z.number().int().min(0),
});
export type LatencySummary = z.infer<typeof LatencySummary>;

/** One fact that a check established. New kinds may be added; the meaning of one never changes. */
export const Observation = z.discriminatedUnion('kind', [
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
  z.object({
    ...common,
    kind: z.literal('smb1-negotiated'),
    dialect: z.string(),
    securityMode: z.array(z.string()),
    signing: z.enum(['off', 'enabled', 'required']),
    extendedSecurity: z.boolean(),
    maxMpxCount: z.number().int(),
    maxBufferSize: z.number().int(),
    capabilities: z.array(z.string()),
    serverTime: z.string().optional(),
    ms: milliseconds,
  }),
  /** An SMB1-only NEGOTIATE answered with DialectIndex 0xFFFF or with an error status. */
  z.object({
    ...common,
    kind: z.literal('smb1-negotiate-refused'),
    how: z.enum(['no-dialect', 'status']),
    status: SmbStatus,
    ms: milliseconds,
  }),
  z.object({ ...common, kind: z.literal('negotiate-cut'), dialogue, end, ms: milliseconds }),
  z.object({
    ...common,
    kind: z.literal('negotiate-no-answer'),
    dialogue,
    /** Bytes that did come and are no whole answer, where there were any. */
    received: z.number().int().min(1).optional(),
    ms: milliseconds,
  }),
  z.object({ ...common, kind: z.literal('not-smb'), dialogue, text: z.string() }),
  z.object({
    ...common,
    kind: z.literal('smb2-negotiated'),
    /** What was answered: which kind of NEGOTIATE brought the SMB2 reply. */
    dialogue,
    dialect: z.string(),
    signing: z.enum(['enabled', 'required']),
    serverGuid: z.string(),
    ms: milliseconds,
  }),
  /** `smb1-answer`: the answer came in SMB1, which is how a server without SMB2 says so. */
  z.object({
    ...common,
    kind: z.literal('smb2-negotiate-refused'),
    dialogue,
    how: z.enum(['status', 'smb1-answer']),
    status: SmbStatus,
    ms: milliseconds,
  }),
  z.object({
    ...common,
    kind: z.literal('signed-in'),
    account: z.enum(['anonymous', 'user']),
    user: z.string().optional(),
    guest: z.boolean(),
    uid: z.number().int(),
    extendedSecurity: z.boolean(),
    /** Every request and reply after the sign-in is signed, and every signature was checked. */
    signed: z.boolean(),
    nativeOs: z.string(),
    ms: milliseconds,
  }),
  z.object({
    ...common,
    kind: z.literal('sign-in-refused'),
    account: z.enum(['anonymous', 'user']),
    user: z.string().optional(),
    status: SmbStatus,
    ms: milliseconds,
  }),
  /** The server demands signatures, and the session (nobody's or a guest's) has no key; nothing more was asked in it. */
  z.object({ ...common, kind: z.literal('signing-demanded') }),
  z.object({
    ...common,
    kind: z.literal('authentication-unsupported'),
    why: z.enum(['share-level', 'plaintext', 'no-ntlm', 'ntlm-blocked']),
    status: SmbStatus.optional(),
  }),
  z.object({
    ...common,
    kind: z.literal('tree-connected'),
    share: z.string(),
    tid: z.number().int(),
    service: z.string(),
    ms: milliseconds,
  }),
  z.object({ ...common, kind: z.literal('tree-refused'), share: z.string(), status: SmbStatus, ms: milliseconds }),
  z.object({ ...common, kind: z.literal('echo-series'), sent: z.number().int(), latency: LatencySummary }),
  z.object({ ...common, kind: z.literal('session-alive'), status: SmbStatus, ms: milliseconds }),
  /** The status says that the session which this request named is gone. */
  z.object({
    ...common,
    kind: z.literal('session-deleted'),
    series: SeriesId,
    status: SmbStatus,
    sinceLastSuccessMs: milliseconds.nullable(),
  }),
  /** What the server did with a request that named a session which we had logged off, while another one lived on. */
  z.object({
    ...common,
    kind: z.literal('stale-session-answer'),
    series: SeriesId,
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
  z.object({
    ...common,
    kind: z.literal('exchange-no-answer'),
    series: SeriesId,
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
]);
export type Observation = z.infer<typeof Observation>;
export type ObservationKind = Observation['kind'];
export type ObservationOf<Kind extends ObservationKind> = Extract<Observation, { kind: Kind }>;
