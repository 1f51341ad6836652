import type { ListedSession } from '../../app/model/observations/windows-sessions.ts';
import type { Fields } from './observations.ts';

/** Windows' own session, which every list has. */
export const services: ListedSession = {
  session: 0,
  station: 'services',
  state: 'disconnected',
  user: '',
  client: '',
  belongsTo: 'system',
  own: false,
  logonAt: null,
  disconnectedAt: null,
  lastInputAt: null,
};

/** A session that its user left and the server keeps. */
export const ghost: ListedSession = {
  session: 3,
  station: '',
  state: 'disconnected',
  user: 'CONTOSO\\kim',
  client: '',
  belongsTo: 'user',
  own: false,
  logonAt: '2026-03-09T07:55:00.000Z',
  disconnectedAt: '2026-03-09T08:40:00.000Z',
  lastInputAt: '2026-03-09T08:38:00.000Z',
};

type Kinds =
  | 'windows-not-read'
  | 'sessions-listed'
  | 'user-session'
  | 'rdp-clients-counted'
  | 'rdp-client'
  | 'rdp-client-memory'
  | 'windows-service'
  | 'rdp-listener';

/** What each kind of observation of clients, sessions and services looks like at its plainest. */
export const windowsSessionExamples: { readonly [Kind in Kinds]: Fields<Kind> } = {
  'windows-not-read': {
    check: 'windows-sessions',
    machine: 'target',
    reading: 'sessions',
    why: 'access-denied',
    api: 'WTSOpenServerExW',
    code: 5,
  },
  'sessions-listed': { check: 'windows-sessions', machine: 'target', sessions: [services, ghost] },
  'user-session': { check: 'windows-sessions', machine: 'target', ...ghost },
  'rdp-clients-counted': { check: 'windows-mstsc', count: 1 },
  'rdp-client': {
    check: 'windows-mstsc',
    pid: 6_420,
    path: 'C:\\Windows\\System32\\mstsc.exe',
    startedAt: '2026-03-09T08:02:00.000Z',
    session: 1,
    owner: 'CONTOSO\\kim',
    belongsTo: 'user',
    commandLine: 'mstsc.exe /v:nas-01',
    windowTitle: 'nas-01 - Remote Desktop Connection',
    connections: [],
  },
  'rdp-client-memory': {
    check: 'windows-mstsc',
    recent: ['nas-01'],
    userHints: [{ server: 'nas-01', user: 'CONTOSO\\kim' }],
    defaultAddress: 'nas-01',
    savedCredentials: ['TERMSRV/nas-01'],
    savedForTarget: true,
  },
  'windows-service': {
    check: 'windows-services',
    machine: 'target',
    name: 'TermService',
    state: 'running',
    start: 'manual',
    pid: 1_044,
    dependents: ['UmRdpService'],
  },
  'rdp-listener': {
    check: 'windows-ports',
    machine: 'target',
    port: 3389,
    configured: true,
    listeners: [{ address: '0.0.0.0', pid: 1_044 }],
    servicePid: 1_044,
  },
};
