import { whoEnded } from '../knowledge/disconnect-reasons.ts';
import type { ObservationOf } from '../model/observation.ts';
import type { EventTells } from '../model/observations/windows-user-side.ts';
import type { Facts } from './facts.ts';

export type WindowsEvent = ObservationOf<'windows-event'>;

const smbLosses: ReadonlySet<EventTells> = new Set([
  'smb-session-lost',
  'smb-share-lost',
  'smb-connection-lost',
  'smb-request-timed-out',
]);

/** The ends of Remote Desktop sessions on the target that may be the user's, the latest first; surely theirs alone where there are any. */
export function sessionEnds(facts: Facts): readonly WindowsEvent[] {
  const ends = facts
    .all('windows-event')
    .filter(({ machine, tells }) => machine === 'target' && tells.startsWith('rdp-disconnected-'));
  const own = ends.filter(({ belongsTo }) => belongsTo === 'user');
  return latestFirst(own.length > 0 ? own : ends.filter(({ belongsTo }) => belongsTo !== 'system'));
}

/** Events by which the user's session with the target was lost against their will, the latest first. */
export function losses(facts: Facts): readonly WindowsEvent[] {
  const smb = facts.all('windows-event').filter(({ tells, forTarget }) => forTarget === true && smbLosses.has(tells));
  return latestFirst([...smb, ...sessionEnds(facts).filter((end) => endOf(end) !== 'user')]);
}

/** Who ended a session; null where the event does not say, or says it of itself. */
export function endOf({ tells, session, bySession, reason }: WindowsEvent) {
  if (tells === 'rdp-disconnected-by-session') {
    // Who disconnects from the start menu is told as disconnected by one's own session.
    return bySession === undefined || bySession === session ? 'user' : 'other-session';
  }
  return reason === undefined ? null : whoEnded(reason);
}

/** Whether two times, in ISO 8601, are no more than so long apart. */
export function isNear(a: string, b: string, ms: number): boolean {
  return Math.abs(Date.parse(a) - Date.parse(b)) <= ms;
}

function latestFirst(events: readonly WindowsEvent[]): readonly WindowsEvent[] {
  return [...events].sort((a, b) => Date.parse(b.loggedAt) - Date.parse(a.loggedAt));
}
