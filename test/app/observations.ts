import { windowsOffer } from '../../app/knowledge/rdp-security.ts';
import { describeStatus, noStatus } from '../../app/knowledge/statuses.ts';
import type { Observation, ObservationKind, ObservationOf } from '../../app/model/observation.ts';
import type { SmbStatus } from '../../app/model/status.ts';
import { windowsSessionExamples } from './windows-sessions.ts';
import { windowsSettingExamples } from './windows-settings.ts';
import { windowsUserSideExamples } from './windows-user-side.ts';

/** An NTSTATUS by its value. */
export const nt = (value: number): SmbStatus => describeStatus('nt', value);

/** A DOS status by error class and code. */
export const dos = (errorClass: number, code: number): SmbStatus =>
  describeStatus('dos', ((code << 16) | errorClass) >>> 0);

export const statuses = {
  success: nt(0),
  badUid: nt(0x005b0002),
  invalidParameter: nt(0xc000000d),
  accessDenied: nt(0xc0000022),
  logonFailure: nt(0xc000006d),
  logonHours: nt(0xc000006f),
  networkNameDeleted: nt(0xc00000c9),
  badDeviceType: nt(0xc00000cb),
  badNetworkName: nt(0xc00000cc),
  tooManyNames: nt(0xc00000cd),
  sessionDeleted: nt(0xc0000203),
  insufficientResources: nt(0xc0000205),
  sessionExpired: nt(0xc000035c),
  ntlmBlocked: nt(0xc0000418),
} as const;

/** The latencies of a good echo series. */
export const goodLatency = {
  unit: 'ms',
  count: 200,
  min: 0.2,
  p50: 0.4,
  p90: 0.8,
  p99: 2.1,
  max: 3.5,
  lost: 0,
} as const;

type Given = 'id' | 'at' | 'kind';
/** What a test tells of an observation; the rest is given. */
export type Fields<Kind extends ObservationKind> = Omit<ObservationOf<Kind>, Given>;

const here = { address: '192.0.2.10', port: 445 } as const;
const rdpHere = { address: '192.0.2.10', port: 3389 } as const;

/** What each kind of observation looks like at its plainest. */
const examples: { readonly [Kind in ObservationKind]: Fields<Kind> } = {
  'name-resolved': { check: 'resolve', host: 'nas-01', addresses: ['192.0.2.10'], literal: false, ms: 2 },
  'name-not-resolved': { check: 'resolve', host: 'nas-01', code: 'ENOTFOUND', answered: true, ms: 4 },
  'tcp-connected': { check: 'tcp', ...here, ms: 0.4 },
  'tcp-refused': { check: 'tcp', ...here, ms: 0.3 },
  'tcp-no-answer': { check: 'tcp', ...here, reason: 'deadline', ms: 10_000 },
  'tcp-failed': { check: 'tcp', ...here, code: 'EACCES', ms: 0.1 },
  'netbios-session': { check: 'tcp', ...here, port: 139, called: '*SMBSERVER', ms: 0.4 },
  'netbios-session-refused': {
    check: 'tcp',
    ...here,
    port: 139,
    called: '*SMBSERVER',
    how: 'negative',
    code: 0x82,
    ms: 0.4,
  },
  'smb1-negotiated': {
    check: 'smb1-negotiate',
    dialect: 'NT LM 0.12',
    securityMode: ['NEGOTIATE_USER_SECURITY', 'NEGOTIATE_ENCRYPT_PASSWORDS'],
    signing: 'off',
    extendedSecurity: true,
    maxMpxCount: 50,
    maxBufferSize: 16_644,
    capabilities: ['CAP_UNICODE'],
    ms: 1.2,
  },
  'smb1-negotiate-refused': { check: 'smb1-negotiate', how: 'no-dialect', status: statuses.success, ms: 1 },
  'negotiate-cut': { check: 'smb1-negotiate', dialogue: 'smb1', end: 'fin', ms: 1 },
  'negotiate-no-answer': { check: 'smb1-negotiate', dialogue: 'smb1', ms: 10_000 },
  'not-smb': { check: 'smb1-negotiate', dialogue: 'smb1', text: 'SSH-2.0-OpenSSH_9.2p1' },
  'smb2-negotiated': {
    check: 'smb2-negotiate',
    dialogue: 'smb2',
    dialect: 'SMB 3.1.1',
    signing: 'enabled',
    serverGuid: '70726f62-6573-7276-0000-000000000000',
    ms: 1.1,
  },
  'smb2-negotiate-refused': {
    check: 'smb2-negotiate',
    dialogue: 'smb2',
    how: 'status',
    status: nt(0xc00000bb),
    ms: 1,
  },
  'smb2-dialect': { check: 'smb2-negotiate', dialect: 'SMB 2.1', answer: 'served', ms: 1 },
  'server-names': {
    check: 'smb1-session',
    netbiosComputer: 'NAS-01',
    netbiosDomain: 'CONTOSO',
    dnsComputer: 'nas-01.contoso.example',
    dnsDomain: 'contoso.example',
  },
  'server-changed': {
    check: 'smb2-negotiate',
    protocol: 'smb2',
    what: 'start-time',
    before: '2026-03-02T08:00:00.000Z',
    after: '2026-03-09T14:31:40.000Z',
    serverTimeBefore: '2026-03-09T14:30:00.000Z',
    ms: 120_000,
    returned: false,
  },
  'clientguid-answer': {
    check: 'smb2-stale-session',
    guid: 'repeated',
    dialect: 'SMB 3.1.1',
    answer: 'session-deleted',
    status: statuses.sessionDeleted,
    then: 'accepted',
    ms: 3,
  },
  'signed-in': {
    check: 'smb1-session',
    account: 'user',
    user: 'CONTOSO\\kim',
    guest: false,
    uid: 100,
    extendedSecurity: true,
    signed: false,
    nativeOs: '',
    ms: 3,
  },
  'sign-in-refused': {
    check: 'smb1-session',
    account: 'user',
    user: 'CONTOSO\\kim',
    status: statuses.logonFailure,
    ms: 3,
  },
  'signing-demanded': { check: 'smb1-session' },
  'encryption-demanded': { check: 'smb2-session', without: 'refused', status: statuses.accessDenied },
  'authentication-unsupported': { check: 'smb1-session', why: 'plaintext' },
  'tree-connected': { check: 'smb1-tree', share: 'IPC$', tid: 1, service: 'IPC', ms: 0.5 },
  'tree-refused': { check: 'smb1-tree', share: 'Ledger', status: statuses.badNetworkName, ms: 0.5 },
  'echo-series': { check: 'smb1-echo', sent: 200, latency: goodLatency },
  'session-alive': { check: 'smb1-liveness', status: statuses.success, ms: 0.5 },
  'file-work': {
    check: 'smb1-files',
    share: 'data',
    path: 'session-doctor-0123456789abcdef.tmp',
    how: 'written',
    steps: ['smb1.open', 'smb1.write', 'smb1.read', 'smb1.close'],
    bytes: 4_096,
    ms: 3,
  },
  'file-step-refused': {
    check: 'smb1-files',
    share: 'data',
    path: 'session-doctor-0123456789abcdef.tmp',
    own: true,
    series: 'smb1.open',
    status: statuses.accessDenied,
    ms: 0.6,
  },
  'file-left-behind': { check: 'smb1-files', share: 'data', path: 'session-doctor-0123456789abcdef.tmp' },
  'no-file-to-read': { check: 'smb1-files', share: 'data', path: '' },
  'stale-session-answer': {
    check: 'smb1-stale-session',
    series: 'smb1.query-fs-info',
    answer: 'status',
    status: statuses.badUid,
    reading: 'deleted',
    win32: 59,
    ms: 0.5,
  },
  'session-deleted': {
    check: 'smb1-liveness',
    series: 'smb1.query-fs-info',
    status: statuses.badUid,
    sinceLastSuccessMs: 40,
  },
  'session-expired': {
    check: 'smb1-liveness',
    series: 'smb1.query-fs-info',
    status: statuses.sessionExpired,
    sinceLastSuccessMs: 40,
  },
  'expired-answer': {
    check: 'smb1-expiry',
    series: 'smb1.flush',
    answer: 'status',
    status: statuses.success,
    letThrough: true,
    ms: 0.4,
  },
  reauthenticated: {
    check: 'smb1-expiry',
    status: statuses.success,
    accepted: true,
    sameUid: true,
    treeWorks: true,
    fileWorks: true,
    ms: 4,
  },
  'session-outlived-ticket': {
    check: 'smb1-expiry',
    dynamicReauth: false,
    status: statuses.success,
    afterMs: 36_000_000,
  },
  'unexpected-status': { check: 'smb1-echo', series: 'smb1.echo', status: statuses.insufficientResources, ms: 0.5 },
  'exchange-no-answer': { check: 'smb1-echo', series: 'smb1.echo', ms: 10_000, sinceLastSuccessMs: 10_001 },
  'request-during-stall': {
    check: 'smb1-echo',
    series: 'smb1.query-fs-info',
    status: statuses.success,
    ms: 0.4,
  },
  'echo-during-stall': { check: 'smb1-tree', ms: 0.4 },
  'connection-cut': { check: 'smb1-echo', series: 'smb1.echo', end: 'rst', ms: 2, sinceLastSuccessMs: 3 },
  'idle-connection': {
    check: 'smb1-idle',
    variant: 'plain',
    plannedMs: 120_000,
    end: 'alive',
    when: 'used',
    atMs: 120_001,
    keepAlivesReceived: 0,
    status: statuses.success,
    ms: 0.5,
  },
  'second-connection': { check: 'smb1-echo', outcome: 'answered', ms: 2 },
  'protocol-violation': { check: 'smb1-echo', series: 'smb1.echo', reason: 'echo-data' },
  'rdp-connected': { check: 'rdp-negotiate', ...rdpHere, ms: 0.4 },
  'rdp-connect-failed': { check: 'rdp-negotiate', ...rdpHere, how: 'refused', ms: 0.3 },
  'rdp-negotiated': {
    check: 'rdp-negotiate',
    ...rdpHere,
    offered: [...windowsOffer],
    selected: 'PROTOCOL_HYBRID_EX',
    negotiates: true,
    flags: [],
    ms: 5,
  },
  'rdp-negotiate-refused': {
    check: 'rdp-negotiate',
    ...rdpHere,
    offered: ['PROTOCOL_SSL'],
    how: 'failure',
    failure: 'HYBRID_REQUIRED_BY_SERVER',
    ms: 5,
  },
  'rdp-no-answer': { check: 'rdp-negotiate', ...rdpHere, phase: 'negotiate', ms: 10_000 },
  'not-rdp': { check: 'rdp-negotiate', ...rdpHere, phase: 'negotiate', text: 'HTTP/1.1 400 Bad Request' },
  'rdp-tls': {
    check: 'rdp-tls',
    ...rdpHere,
    version: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    certificate: {
      subject: 'CN=nas-01',
      issuer: 'CN=nas-01',
      selfSigned: true,
      names: [],
      validFrom: '2026-01-01T00:00:00.000Z',
      validTo: '2026-07-01T00:00:00.000Z',
      validity: 'valid',
      sha1: '00:01',
      sha256: '00:02',
    },
    ms: 7,
  },
  'rdp-tls-failed': { check: 'rdp-tls', ...rdpHere, how: 'alert', code: 'protocol_version', ms: 3 },
  'work-answered': {
    check: 'smb1-stall',
    series: 'smb1.read',
    path: 'Accounts\\2026.xlsx',
    status: statuses.success,
    ms: 0.6,
    echoes: { sent: 0, answered: 0 },
  },
  'oplock-break': {
    check: 'smb1-oplock',
    granted: 'batch',
    acknowledged: false,
    breakMs: 0.4,
    outcome: 'opened',
    status: statuses.success,
    ms: 35_033.6,
  },
  ...windowsSessionExamples,
  ...windowsSettingExamples,
  ...windowsUserSideExamples,
  'vc-collision': { check: 'smb1-vc', outcome: 'cut', end: 'fin', status: noStatus, ms: 0.5 },
};

/** Every kind of observation. */
export const observationKinds = Object.keys(examples) as readonly ObservationKind[];

let count = 0;

/** An observation of `kind` with an id of its own: the plain example, changed by `fields`. */
export function observe<Kind extends ObservationKind>(
  kind: Kind,
  fields: Partial<Fields<Kind>> = {},
): ObservationOf<Kind> {
  count += 1;
  const given = { id: `o-${String(count)}`, at: '2026-03-09T14:32:00.000Z', kind };
  return { ...given, ...examples[kind], ...fields } as unknown as ObservationOf<Kind>;
}

/** All there is to see when nothing is wrong. */
export function allGood(account: 'anonymous' | 'user' = 'user'): readonly Observation[] {
  return [
    observe('name-resolved'),
    observe('tcp-connected'),
    observe('smb1-negotiated'),
    observe('smb2-negotiated'),
    observe('signed-in', account === 'anonymous' ? { account, user: '' } : {}),
    observe('tree-connected'),
    observe('echo-series'),
    observe('session-alive'),
  ];
}

/** The same without the kinds in `left`: what a run sees that stops short of them. */
export function goodWithout(...left: readonly ObservationKind[]): readonly Observation[] {
  return allGood().filter(({ kind }) => !left.includes(kind));
}
