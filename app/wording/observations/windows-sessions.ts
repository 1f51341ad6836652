import type { Message } from '../../model/message.ts';
import type { ObservationOf } from '../../model/observation.ts';
import type { ListedSession } from '../../model/observations/windows-sessions.ts';
import { message } from '../message.ts';
import type { Words } from './words.ts';

/** So many sessions are told in the sentence; the rest is counted. */
const MOST_TOLD = 6;

/** "2026-03-09 08:40 UTC", of a time in ISO 8601. */
export function minuteOf(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}

/** "this PC" or "the server". */
export function machineWords({ machine }: { readonly machine: 'this-pc' | 'target' }): Message {
  return message(`machine.${machine}`);
}

function rowWords({ session, user, state }: ListedSession): Message {
  const shown = { session, state: message(`session-state.${state}`) };
  return user === '' ? message('session.row.nobody', shown) : message('session.row', { ...shown, user });
}

/** Those of people first: Windows' own are always there. */
function rowsWords(sessions: readonly ListedSession[]): Message | string {
  const ordered = [...sessions].sort((a, b) => Number(a.user === '') - Number(b.user === ''));
  const more = ordered.length - MOST_TOLD;
  const told = ordered.slice(0, MOST_TOLD).map(rowWords);
  const parts = more > 0 ? [...told, message('session.more', { count: more })] : told;
  return parts.reduceRight<Message | string>(
    (rest, first) => (rest === '' ? first : message('session.rows', { first, rest })),
    '',
  );
}

function describeUnread(seen: ObservationOf<'windows-not-read'>): Message {
  const { why, api = '', code = 0, detail = '', ms = 0 } = seen;
  const reading = message(`reading.${seen.reading}`);
  const what = seen.name === undefined ? reading : message('reading.named', { reading, name: seen.name });
  const of = { what, machine: machineWords(seen) };
  switch (why) {
    case 'not-available':
      return message('observation.windows-not-read.not-available', of);
    case 'access-denied':
    case 'api':
      return message(`observation.windows-not-read.${why}`, { ...of, api, code: errorWords(code) });
    case 'implausible':
      return message('observation.windows-not-read.implausible', { ...of, api, detail });
    case 'deadline':
      return message('observation.windows-not-read.deadline', { ...of, ms });
  }
}

/** A Win32 error is known by its decimal number, an NTSTATUS by its hexadecimal one. */
function errorWords(code: number): string {
  const unsigned = code >>> 0;
  return unsigned < 0x10000 ? String(unsigned) : `0x${unsigned.toString(16).toUpperCase()}`;
}

function describeClient({ pid, owner, startedAt, connections }: ObservationOf<'rdp-client'>): Message {
  const shown = {
    pid: String(pid),
    owner: owner ?? message('rdp-client.owner.unknown'),
    connected: connectedWords(connections),
  };
  if (startedAt === null) return message('observation.rdp-client', shown);
  return message('observation.rdp-client.since', { ...shown, since: minuteOf(startedAt) });
}

function connectedWords(connections: readonly string[] | null): Message {
  if (connections === null) return message('rdp-client.connection-unknown');
  if (connections.length === 0) return message('rdp-client.not-connected');
  return message('rdp-client.connected', { places: connections.join(', ') });
}

function describeListener({ port, listeners, servicePid }: ObservationOf<'rdp-listener'>): Message {
  const service =
    servicePid === null
      ? message('rdp-listener.no-service')
      : message('rdp-listener.service', { pid: String(servicePid) });
  const [first] = [...listeners].sort((a, b) => Number(a.pid === servicePid) - Number(b.pid === servicePid));
  if (first === undefined) return message('observation.rdp-listener.nobody', { port: String(port), service });
  const owners =
    first.pid === null
      ? message('rdp-listener.process-unknown')
      : message('rdp-listener.process', { pid: String(first.pid) });
  return message('observation.rdp-listener', { port: String(port), owners, service });
}

/** One sentence each. */
export const windowsSessionWords: Words<
  | 'windows-not-read'
  | 'sessions-listed'
  | 'user-session'
  | 'rdp-clients-counted'
  | 'rdp-client'
  | 'rdp-client-memory'
  | 'windows-service'
  | 'rdp-listener'
> = {
  'windows-not-read': describeUnread,
  'sessions-listed': (seen) =>
    message('observation.sessions-listed', {
      count: seen.sessions.length,
      machine: machineWords(seen),
      sessions: rowsWords(seen.sessions),
    }),
  'user-session': (seen) => {
    const { session, user, disconnectedAt } = seen;
    const shown = { session, user, machine: machineWords(seen), state: message(`session-state.${seen.state}`) };
    if (seen.state !== 'disconnected' || disconnectedAt === null) return message('observation.user-session', shown);
    return message('observation.user-session.since', { ...shown, since: minuteOf(disconnectedAt) });
  },
  'rdp-clients-counted': ({ count }) =>
    count === 0
      ? message('observation.rdp-clients-counted.none')
      : message('observation.rdp-clients-counted', { count }),
  'rdp-client': describeClient,
  'rdp-client-memory': ({ recent, savedCredentials }) => {
    const list = (names: readonly string[]) =>
      names.length === 0 ? message('rdp-client-memory.none') : names.join(', ');
    return message('observation.rdp-client-memory', { recent: list(recent), saved: list(savedCredentials) });
  },
  'windows-service': (seen) => {
    const of = { name: seen.name, machine: machineWords(seen) };
    if (seen.state === null || seen.start === null) return message('observation.windows-service.absent', of);
    return message('observation.windows-service', {
      ...of,
      state: message(`service-state.${seen.state}`),
      start: message(`service-start.${seen.start}`),
    });
  },
  'rdp-listener': describeListener,
};
