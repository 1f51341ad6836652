import type { CauseId } from '../model/finding.ts';
import type { MessageId } from '../wording/message.ts';
import type { FaultStop } from './fault-stops.ts';

interface CauseRow {
  /** At most six words, read in three seconds. */
  readonly headline: MessageId;
  /** `neutral` is a normal state that is no fault of anybody, `unknown` no clear result. */
  readonly tone: 'bad' | 'warn' | 'neutral' | 'ok' | 'unknown';
  /** Where on the fault line it sits; null for what sits nowhere. */
  readonly stop: FaultStop | null;
}

function row(cause: CauseId, tone: CauseRow['tone'], stop: FaultStop | null): CauseRow {
  return { headline: `cause.${cause}.headline`, tone, stop };
}

/** Every cause. The order is the order of findings of equal confidence: what explains more comes first. */
export const causes: Readonly<Record<CauseId, CauseRow>> = {
  'server-restarted': row('server-restarted', 'bad', 'smb-session'),
  'session-deleted': row('session-deleted', 'bad', 'smb-session'),
  'session-expired': row('session-expired', 'bad', 'smb-session'),
  'kerberos-ticket-expiry': row('kerberos-ticket-expiry', 'bad', 'smb-session'),
  'logon-hours-forced': row('logon-hours-forced', 'bad', 'smb-session'),
  'name-not-resolved': row('name-not-resolved', 'bad', 'name'),
  'firewall-blocked': row('firewall-blocked', 'bad', 'this-pc'),
  'tcp-refused': row('tcp-refused', 'bad', 'port'),
  'tcp-no-answer': row('tcp-no-answer', 'bad', 'port'),
  'rdp-service-stopped': row('rdp-service-stopped', 'bad', 'rdp-port'),
  'rdp-port-conflict': row('rdp-port-conflict', 'bad', 'rdp-port'),
  'rdp-not-listening': row('rdp-not-listening', 'bad', 'rdp-port'),
  'not-smb': row('not-smb', 'bad', 'smb-session'),
  'smb1-client-missing': row('smb1-client-missing', 'bad', 'this-pc'),
  'smb1-disabled': row('smb1-disabled', 'neutral', 'smb-session'),
  'negotiate-no-answer': row('negotiate-no-answer', 'bad', 'smb-session'),
  'smb1-refused': row('smb1-refused', 'bad', 'smb-session'),
  'authentication-unsupported': row('authentication-unsupported', 'warn', 'smb-session'),
  'account-restricted': row('account-restricted', 'bad', 'smb-session'),
  'session-limit': row('session-limit', 'bad', 'smb-session'),
  'logon-failed': row('logon-failed', 'bad', 'smb-session'),
  'signing-required': row('signing-required', 'warn', 'smb-session'),
  'encryption-required': row('encryption-required', 'warn', 'smb-session'),
  'protocol-violation': row('protocol-violation', 'bad', 'smb-session'),
  'share-not-found': row('share-not-found', 'bad', 'share'),
  'access-denied': row('access-denied', 'bad', 'share'),
  'mapped-to-guest': row('mapped-to-guest', 'warn', 'smb-session'),
  'server-stalled': row('server-stalled', 'bad', 'smb-session'),
  'connection-stalled': row('connection-stalled', 'bad', 'smb-session'),
  'request-expiry-risk': row('request-expiry-risk', 'warn', 'smb-session'),
  'oplock-break-wait': row('oplock-break-wait', 'warn', 'share'),
  'vc-collision': row('vc-collision', 'warn', 'smb-session'),
  'clientguid-collision': row('clientguid-collision', 'warn', 'smb-session'),
  'connection-reset': row('connection-reset', 'bad', 'smb-session'),
  'idle-disconnect-network': row('idle-disconnect-network', 'bad', 'smb-session'),
  'idle-disconnect-server': row('idle-disconnect-server', 'warn', 'smb-session'),
  'rdp-service-restarted': row('rdp-service-restarted', 'bad', 'rdp-session'),
  'rdp-session-replaced': row('rdp-session-replaced', 'bad', 'rdp-session'),
  'rdp-ghost-session': row('rdp-ghost-session', 'bad', 'rdp-session'),
  'rdp-client-leftover': row('rdp-client-leftover', 'warn', 'this-pc'),
  'rdp-session-limit': row('rdp-session-limit', 'warn', 'rdp-session'),
  'rdp-time-limit': row('rdp-time-limit', 'warn', 'rdp-session'),
  'profile-damaged': row('profile-damaged', 'bad', 'this-pc'),
  'rdp-single-session': row('rdp-single-session', 'warn', 'rdp-session'),
  'rdp-security-mismatch': row('rdp-security-mismatch', 'bad', 'rdp-security'),
  'high-latency': row('high-latency', 'warn', 'smb-session'),
  'rdp-nla-required': row('rdp-nla-required', 'neutral', 'rdp-security'),
  healthy: row('healthy', 'ok', null),
  inconclusive: row('inconclusive', 'unknown', null),
};

/** Position of each cause in the order of the table. */
export const causeOrder = Object.keys(causes) as readonly CauseId[];
