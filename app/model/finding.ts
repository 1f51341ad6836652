import * as z from 'zod';
import { AnyMessage } from './message.ts';

/** The causes that the rules of this version can reach. Ids are part of the report format and only ever added. */
export const CauseId = z.enum([
  'healthy',
  'name-not-resolved',
  'tcp-refused',
  'tcp-no-answer',
  'not-smb',
  'negotiate-no-answer',
  'smb1-disabled',
  'smb1-refused',
  'signing-required',
  'encryption-required',
  'logon-failed',
  'mapped-to-guest',
  'authentication-unsupported',
  'account-restricted',
  'access-denied',
  'share-not-found',
  'session-limit',
  'session-deleted',
  'session-expired',
  'server-stalled',
  'connection-stalled',
  'high-latency',
  'idle-disconnect-server',
  'idle-disconnect-network',
  'connection-reset',
  'oplock-break-wait',
  'vc-collision',
  'clientguid-collision',
  'server-restarted',
  'protocol-violation',
  'rdp-not-listening',
  'rdp-security-mismatch',
  'rdp-nla-required',
  'rdp-ghost-session',
  'rdp-client-leftover',
  'rdp-service-stopped',
  'rdp-port-conflict',
  'request-expiry-risk',
  'smb1-client-missing',
  'profile-damaged',
  'firewall-blocked',
  'rdp-time-limit',
  'rdp-session-limit',
  'rdp-single-session',
  'kerberos-ticket-expiry',
  'logon-hours-forced',
  'rdp-session-replaced',
  'rdp-service-restarted',
  'inconclusive',
]);
export type CauseId = z.infer<typeof CauseId>;

/** Strongest first. A finding with anything against it is never `confirmed`. */
export const Confidence = z.enum(['confirmed', 'likely', 'possible']);
export type Confidence = z.infer<typeof Confidence>;

/** A cause, how sure the rules are of it, and the observations that speak for and against. */
export const Finding = z.object({
  cause: CauseId,
  confidence: Confidence,
  /** Which limit, which restriction, which share: a word that refines the cause. */
  detail: z.string().optional(),
  /** One sentence with the numbers. */
  summary: AnyMessage,
  /** Who does what next. */
  next: AnyMessage,
  evidence: z.array(z.string()),
  against: z.array(z.string()),
  /** Fixes the app can walk through; their ids. */
  fixes: z.array(z.string()),
});
export type Finding = z.infer<typeof Finding>;
