import { reasonName, whatDisconnectedClient, whoEnded } from '../../knowledge/disconnect-reasons.ts';
import { describeStatus } from '../../knowledge/statuses.ts';
import { win32ErrorName } from '../../knowledge/win32-errors.ts';
import type { Message } from '../../model/message.ts';
import type { ObservationOf } from '../../model/observation.ts';
import { message } from '../message.ts';
import { statusWords } from '../terms.ts';
import { machineWords, minuteOf } from './windows-sessions.ts';
import type { Words } from './words.ts';

type WindowsEvent = ObservationOf<'windows-event'>;

/** One sentence each. */
export const windowsUserSideWords: Words<
  | 'kerberos-ticket'
  | 'account-limits'
  | 'user-connection'
  | 'path-read'
  | 'path-not-answered'
  | 'event-log'
  | 'windows-event'
> = {
  'kerberos-ticket': ({ server, endsAt, leftMs }) => {
    if (endsAt === null || leftMs === null) return message('observation.kerberos-ticket.endless', { server });
    const shown = { server, when: minuteOf(endsAt) };
    return leftMs > 0
      ? message('observation.kerberos-ticket', { ...shown, left: leftMs })
      : message('observation.kerberos-ticket.ended', { ...shown, ago: -leftMs });
  },
  'account-limits': ({ user, hours, hoursEnd, expiresAt, expired }) => {
    if (expired && expiresAt !== null) {
      return message('observation.account-limits.expired', { user, when: minuteOf(expiresAt) });
    }
    if (hours === 'any' || hoursEnd === null) {
      return message(hours === 'outside' ? 'observation.account-limits.never' : 'observation.account-limits.any', {
        user,
      });
    }
    return message(`observation.account-limits.${hours}`, { user, when: minuteOf(hoursEnd) });
  },
  'user-connection': ({ drive, remote, state, user }) => {
    const place =
      drive === '' ? message('user-connection.place', { remote }) : message('user-connection.drive', { drive, remote });
    const shown = { place, state: message(`connection-state.${state}`) };
    return user === ''
      ? message('observation.user-connection', shown)
      : message('observation.user-connection.as', { ...shown, user });
  },
  'path-read': ({ path, error, offline }) => {
    if (error !== 0) return message('observation.path-read.failed', { path, error: win32ErrorName(error) });
    return message(offline ? 'observation.path-read.offline' : 'observation.path-read', { path });
  },
  'path-not-answered': ({ path, ms }) => message('observation.path-not-answered', { path, ms }),
  'event-log': (seen) => {
    const { channel: log, found, told, since } = seen;
    const shown = { log, machine: machineWords(seen), since: minuteOf(since), count: found };
    return found > told
      ? message('observation.event-log.more', { ...shown, told })
      : message('observation.event-log', shown);
  },
  'windows-event': (seen) =>
    message('observation.windows-event', {
      when: minuteOf(seen.loggedAt),
      machine: machineWords(seen),
      what: eventWords(seen),
    }),
};

function eventWords(seen: WindowsEvent): Message {
  const session = sessionWords(seen);
  const server = seen.server ?? message('event.a-server');
  const detail = seen.detail ?? message('event.unknown');
  const service = seen.service ?? message('event.a-service');
  const { tells } = seen;
  switch (tells) {
    case 'rdp-logon':
    case 'rdp-shell-started':
    case 'rdp-logoff':
    case 'rdp-disconnected':
    case 'rdp-reconnected':
      return message(`event.${tells}`, { session });
    case 'rdp-disconnected-by-session':
      return message(`event.${tells}`, { session, by: String(seen.bySession ?? '') });
    case 'rdp-disconnected-for-reason':
      return message(`event.${tells}`, { session, why: whyWords(seen) });
    case 'rdp-authenticated':
      return message(`event.${tells}`, { user: seen.user ?? message('event.somebody') });
    case 'rdp-connection-from':
    case 'rdp-bad-credentials':
    case 'system-restart-asked':
      return message(`event.${tells}`, { detail });
    case 'rdp-client-disconnected':
      return message(`event.${tells}`, { why: whyWords(seen) });
    case 'rdp-client-connecting':
    case 'rdp-client-connected':
    case 'smb-session-back':
    case 'smb-share-back':
    case 'smb-request-timed-out':
    case 'smb1-refused-here':
      return message(`event.${tells}`, { server });
    case 'smb-connect-failed':
    case 'smb-connection-lost':
    case 'smb-session-lost':
    case 'smb-share-lost':
    case 'smb-sign-in-failed':
      return message(`event.${tells}`, { server, why: whyWords(seen) });
    case 'service-changed':
      return message(`event.${tells}`, { service, state: message(`event.service.${seen.serviceState ?? 'changed'}`) });
    case 'service-crashed':
      return message(`event.${tells}`, { service });
    default:
      return message(`event.${tells}`);
  }
}

function sessionWords({ session, user }: WindowsEvent): Message {
  if (session === undefined) return message('event.a-session');
  if (user === undefined) return message('event.session', { session: String(session) });
  return message('event.session-of', { session: String(session), user });
}

function whyWords({ tells, reason, code }: WindowsEvent): Message | string {
  if (code !== undefined) return statusWords(describeStatus('nt', code));
  if (reason === undefined) return message('event.unknown');
  if (tells === 'rdp-client-disconnected') {
    const what = whatDisconnectedClient(reason);
    return what === null
      ? String(reason)
      : message('event.reason', { words: message(`client-ended-by.${what}`), code: String(reason) });
  }
  const ender = whoEnded(reason);
  return ender === null
    ? reasonName(reason)
    : message('event.reason', { words: message(`ended-by.${ender}`), code: reasonName(reason) });
}
