import type { Fields } from './observations.ts';
import type { ObservationKind } from '../../app/model/observation.ts';

type Kind = Extract<
  ObservationKind,
  | 'kerberos-ticket'
  | 'account-limits'
  | 'user-connection'
  | 'path-read'
  | 'path-not-answered'
  | 'event-log'
  | 'windows-event'
>;

const sessionManager = 'Microsoft-Windows-TerminalServices-LocalSessionManager';

/** What the user's own side looks like at its plainest. */
export const windowsUserSideExamples: { readonly [One in Kind]: Fields<One> } = {
  'kerberos-ticket': {
    check: 'windows-tickets',
    server: 'krbtgt/CONTOSO.EXAMPLE',
    realm: 'CONTOSO.EXAMPLE',
    use: 'ticket-granting',
    startsAt: '2026-03-09T08:32:00.000Z',
    endsAt: '2026-03-09T18:32:00.000Z',
    renewsUntil: '2026-03-16T08:32:00.000Z',
    leftMs: 14_400_000,
  },
  'account-limits': {
    check: 'windows-tickets',
    user: 'CONTOSO\\kim',
    hours: 'any',
    hoursEnd: null,
    expiresAt: null,
    expired: false,
  },
  'user-connection': {
    check: 'windows-connections',
    drive: 'P:',
    remote: '\\\\nas-01\\projects',
    state: 'ok',
    user: 'CONTOSO\\kim',
    forTarget: true,
    elevated: false,
  },
  'path-read': {
    check: 'windows-connections',
    path: '\\\\nas-01\\projects\\plan.docx',
    error: 0,
    offline: false,
    ms: 3,
  },
  'path-not-answered': { check: 'windows-connections', path: '\\\\nas-01\\projects\\plan.docx', ms: 90_000 },
  'event-log': {
    check: 'windows-events',
    machine: 'target',
    channel: `${sessionManager}/Operational`,
    since: '2026-03-02T14:32:00.000Z',
    found: 1,
    told: 1,
  },
  'windows-event': {
    check: 'windows-events',
    machine: 'target',
    channel: `${sessionManager}/Operational`,
    provider: sessionManager,
    event: 40,
    loggedAt: '2026-03-09T14:00:00.000Z',
    tells: 'rdp-disconnected-for-reason',
    session: 2,
    user: 'CONTOSO\\kim',
    belongsTo: 'user',
    reason: 0,
  },
};
