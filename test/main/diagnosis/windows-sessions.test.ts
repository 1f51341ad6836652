import { describe, expect, test } from 'vitest';
import type { CheckId } from '../../../app/model/check.ts';
import { Observation } from '../../../app/model/observation.ts';
import { failure } from '../../../app/model/result.ts';
import type { RunRequest } from '../../../app/model/run.ts';
import { planRun } from '../../../main/diagnosis/plan.ts';
import { runDiagnosis } from '../../../main/diagnosis/run.ts';
import { absentWindows } from '../../../main/windows/absent.ts';
import type { WindowsInspector } from '../../../main/windows/inspector.ts';
import type { WindowsRecording } from '../../../main/windows/recording.ts';
import { createManualTime } from '../manual-time.ts';
import { windowsWith } from '../windows/recording.ts';

interface Wish {
  readonly host?: string;
  readonly account?: RunRequest['target']['account'];
  readonly signal?: AbortSignal;
}

/** One check of Windows, and nothing of the network. */
const runCheck = (id: CheckId, windows: WindowsInspector | undefined, wish?: Wish) => runChecks([id], windows, wish);

async function runChecks(ids: readonly CheckId[], windows: WindowsInspector | undefined, wish: Wish = {}) {
  const { host = 'rds02', account = { kind: 'anonymous' }, signal = new AbortController().signal } = wish;
  const never = new AbortController().signal;
  const run = await runDiagnosis({
    request: {
      symptom: 'rdp-session-deleted',
      target: { host, port: 445, account },
      plan: planRun({ checks: ids }),
    },
    clock: createManualTime().clock,
    signal,
    skipped: () => never,
    emit: () => undefined,
    windows,
  });
  return { result: run.checks[0], seen: run.observations.map((seen) => Observation.parse(seen)) };
}

const checkIds = ['windows-mstsc', 'windows-sessions', 'windows-services', 'windows-ports'] as const;

describe.each(checkIds)('%s', (id) => {
  test.each([
    ['nothing to inspect', undefined],
    ['nothing available', absentWindows()],
  ])('is skipped with %s, and says that it needs Windows', async (_what, windows) => {
    const { result, seen } = await runCheck(id, windows);
    expect(result).toMatchObject({ outcome: 'skipped', why: { id: 'check.why.needs-windows' } });
    expect(seen).toEqual([]);
  });

  test('says of a Windows that tells nothing only what it could not read', async () => {
    const { result, seen } = await runCheck(id, windowsWith());
    expect(result?.outcome).toBe('done');
    expect(seen.filter(({ kind }) => kind !== 'windows-not-read')).toEqual([]);
    expect(seen.length).toBeGreaterThan(0);
  });

  test('ends when the run is stopped', async () => {
    const { result } = await runCheck(id, windowsWith(), { signal: AbortSignal.abort() });
    expect(result?.outcome).toBe('cancelled');
  });
});

const session = {
  station: '',
  client: '',
  logonAt: '2026-03-09T07:55:00.000Z',
  connectedAt: null,
  disconnectedAt: null,
  lastInputAt: null,
} as const;
const services = {
  ...session,
  id: 0,
  station: 'services',
  state: 'disconnected',
  user: '',
  domain: '',
  logonAt: null,
} as const;
const kim = { ...session, id: 3, state: 'disconnected', user: 'kim', domain: 'CONTOSO' } as const;
const ann = { ...session, id: 4, state: 'active', user: 'ann', domain: 'CONTOSO', client: 'WS-4' } as const;

describe('windows-sessions', () => {
  test('lists both machines, and those of the user once more', async () => {
    const recording = { sessions: [services, { ...kim, id: 1, state: 'active' as const }] };
    const windows = windowsWith({ ...recording, servers: { rds02: { sessions: [services, kim, ann] } } });
    const { seen } = await runCheck('windows-sessions', windows);
    expect(seen.map((one) => [one.kind, 'machine' in one ? one.machine : ''])).toEqual([
      ['sessions-listed', 'this-pc'],
      ['user-session', 'this-pc'],
      ['sessions-listed', 'target'],
      ['user-session', 'target'],
    ]);
    expect(seen[1]).toMatchObject({ session: 1, own: true });
    expect(seen[3]).toMatchObject({ session: 3, own: false, user: 'CONTOSO\\kim', state: 'disconnected' });
  });

  test('takes an account that was named for the user', async () => {
    const windows = windowsWith({ servers: { rds02: { sessions: [services, kim, ann] } } });
    const { seen } = await runCheck('windows-sessions', windows, {
      account: { kind: 'user', domain: '', user: 'ANN@contoso.example' },
    });
    expect(seen.filter(({ kind }) => kind === 'user-session')).toMatchObject([{ session: 4 }]);
  });

  test.each<[string, Partial<WindowsRecording>, string]>([
    ['127.0.0.1', {}, 'loopback'],
    [
      'WS-1',
      {
        registry: {
          'HKLM\\SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ActiveComputerName': { ComputerName: 'WS-1' },
        },
      },
      'its name',
    ],
    [
      'ws-1.contoso.example.',
      {
        registry: {
          'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters': {
            Hostname: 'ws-1',
            Domain: 'contoso.example',
          },
        },
      },
      'its whole name',
    ],
  ])('asks a target that is this PC once: %s', async (host, recording) => {
    const { seen } = await runCheck('windows-sessions', windowsWith({ ...recording, sessions: [services, kim] }), {
      host,
    });
    expect(seen.map((one) => [one.kind, 'machine' in one ? one.machine : ''])).toEqual([
      ['sessions-listed', 'target'],
      ['user-session', 'target'],
    ]);
  });

  test('does not believe an empty list', async () => {
    const { seen } = await runCheck(
      'windows-sessions',
      windowsWith({ sessions: [], servers: { rds02: { sessions: [] } } }),
    );
    expect(seen).toMatchObject([
      { kind: 'windows-not-read', machine: 'this-pc', why: 'implausible' },
      { kind: 'windows-not-read', machine: 'target', why: 'implausible' },
    ]);
  });

  test('says what a server refused', async () => {
    const failure = { kind: 'access-denied', api: 'WTSEnumerateSessionsExW', code: 5 } as const;
    const { seen } = await runCheck('windows-sessions', windowsWith({ servers: { rds02: { sessions: { failure } } } }));
    expect(seen.at(-1)).toMatchObject({
      machine: 'target',
      why: 'access-denied',
      api: 'WTSEnumerateSessionsExW',
      code: 5,
    });
  });
});

describe('windows-services', () => {
  const running = 'running' as const;
  const termService = {
    name: 'TermService',
    displayName: 'Remote Desktop Services',
    state: running,
    start: 'manual' as const,
    pid: 1_044,
    dependents: [{ name: 'UmRdpService', state: running }],
    dependsOn: ['RPCSS'],
  };

  test('asks a server that lets nobody in once, not four times', async () => {
    const windows = windowsWith({ services: { TermService: termService } });
    const { seen } = await runCheck('windows-services', windows);
    expect(seen.filter((one) => one.kind === 'windows-not-read')).toMatchObject([{ machine: 'target', code: 53 }]);
    expect(seen.filter((one) => one.kind === 'windows-service')).toMatchObject([
      { machine: 'this-pc', name: 'TermService', state: 'running', dependents: ['UmRdpService'] },
      { name: 'UmRdpService', state: null },
      { name: 'LanmanServer', state: null },
      { name: 'LanmanWorkstation', state: null },
    ]);
  });

  test('goes on after a service that it may not see', async () => {
    const failure = { kind: 'access-denied', api: 'OpenServiceW', code: 5 } as const;
    const windows = windowsWith({ services: { TermService: termService, UmRdpService: { failure } } });
    const { seen } = await runCheck('windows-services', windows, { host: 'localhost' });
    expect(seen.map(({ kind }) => kind)).toEqual([
      'windows-service',
      'windows-not-read',
      'windows-service',
      'windows-service',
    ]);
  });
});

test('a server that let one question wait in vain is not asked another', async () => {
  const recorded = windowsWith({ sessions: [services], servers: { rds02: { services: {} } } });
  const asked: string[] = [];
  const silent: WindowsInspector = {
    ...recorded,
    sessions: (machine, options) => {
      if (machine === null) return recorded.sessions(machine, options);
      asked.push('sessions');
      return Promise.resolve(failure({ kind: 'deadline', waitedMs: options.deadlineMs }));
    },
    service: (machine, name, options) => {
      if (machine !== null) asked.push(name);
      return recorded.service(machine, name, options);
    },
  };
  const { seen } = await runChecks(['windows-sessions', 'windows-services'], silent);
  expect(asked).toEqual(['sessions']);
  const unread = seen.filter((one) => one.kind === 'windows-not-read' && one.machine === 'target');
  expect(unread).toMatchObject([
    { reading: 'sessions', why: 'deadline', ms: 10_000 },
    { reading: 'service', name: 'TermService', why: 'deadline', ms: 10_000 },
  ]);
});

describe('windows-ports', () => {
  const listener = (localPort: number, pid: number | null) =>
    ({ state: 'listen', localAddress: '0.0.0.0', localPort, remoteAddress: '0.0.0.0', remotePort: 0, pid }) as const;
  const key = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server\\WinStations\\RDP-Tcp';

  test.each([
    [
      'the port in the registry',
      { PortNumber: 3390 },
      { port: 3390, configured: true, listeners: [{ address: '0.0.0.0', pid: 8 }] },
    ],
    ['3389 without one', {}, { port: 3389, configured: false, listeners: [{ address: '0.0.0.0', pid: null }] }],
    ['3389 for one that is none', { PortNumber: 0 }, { port: 3389, configured: false }],
    ['3389 for one of another type', { PortNumber: '3390' }, { port: 3389, configured: false }],
  ])('looks at %s', async (_which, values, expected) => {
    const windows = windowsWith({
      registry: { [key]: values },
      tcpTable: [listener(3390, 8), listener(3389, 0), listener(445, 4)],
      services: {},
    });
    const { seen } = await runCheck('windows-ports', windows);
    expect(seen).toMatchObject([{ kind: 'rdp-listener', machine: 'this-pc', servicePid: null, ...expected }]);
  });
});

describe('windows-mstsc', () => {
  const process = {
    pid: 6_420,
    imageName: 'mstsc.exe',
    path: null,
    commandLine: null,
    windowTitle: null,
    owner: 'CONTOSO\\kim',
    ownerSid: null,
    sessionId: 1,
    createdAt: '2026-03-09T08:02:00.000Z',
  } as const;
  const row = (pid: number | null, remoteAddress: string) =>
    ({
      state: 'established',
      localAddress: '192.0.2.5',
      localPort: 50_000,
      remoteAddress,
      remotePort: 3389,
      pid,
    }) as const;

  test.each<[string, Partial<WindowsRecording>, object]>([
    ['connected', { tcpTable: [row(6_420, '192.0.2.10'), row(9, '192.0.2.11')] }, { connections: ['192.0.2.10:3389'] }],
    ['without a connection', { tcpTable: [row(9, '192.0.2.11')] }, { connections: [] }],
    ['where Windows tells no owners', { tcpTable: [row(null, '192.0.2.10')] }, { connections: null }],
    ['where there is no table', {}, { connections: null }],
    ['of the user', {}, { belongsTo: 'user' }],
    [
      'of somebody else',
      { processes: { 'mstsc.exe': [{ ...process, owner: 'CONTOSO\\ann' }] } },
      { belongsTo: 'other' },
    ],
    [
      'of an unknown owner in this session',
      { processes: { 'mstsc.exe': [{ ...process, owner: null }] } },
      { belongsTo: 'user' },
    ],
    [
      'of an unknown owner in another session',
      { processes: { 'mstsc.exe': [{ ...process, owner: null, sessionId: 2 }] } },
      { belongsTo: 'unknown' },
    ],
  ])('tells a client %s', async (_how, recording, expected) => {
    const windows = windowsWith({ processes: { 'mstsc.exe': [process] }, ...recording });
    const { seen } = await runCheck('windows-mstsc', windows);
    expect(seen.find(({ kind }) => kind === 'rdp-client')).toMatchObject({ pid: 6_420, ...expected });
  });

  test('tells what the client remembers, and of saved credentials only the names', async () => {
    const client = 'HKCU\\SOFTWARE\\Microsoft\\Terminal Server Client';
    const windows = windowsWith({
      processes: {},
      registry: {
        [`${client}\\Default`]: { MRU0: 'rds02', MRU1: 'rds01' },
        [`${client}\\Servers\\rds02`]: { UsernameHint: 'CONTOSO\\kim' },
        [`${client}\\Servers\\rds01`]: {},
      },
      savedCredentialNames: ['Domain:target=TERMSRV/RDS02', 'LegacyGeneric:target=git:https://example.test'],
      defaultRdpFile: 'full address:s:rds02\r\n',
    });
    const { seen } = await runCheck('windows-mstsc', windows);
    expect(seen).toMatchObject([
      { kind: 'rdp-clients-counted', count: 0 },
      {
        kind: 'rdp-client-memory',
        recent: ['rds02', 'rds01'],
        userHints: [{ server: 'rds02', user: 'CONTOSO\\kim' }],
        defaultAddress: 'rds02',
        savedCredentials: ['TERMSRV/RDS02'],
        savedForTarget: true,
      },
    ]);
  });

  test('says only that none runs where the client was never used', async () => {
    const nothing = { processes: {}, registry: {}, savedCredentialNames: [], defaultRdpFile: null };
    const { seen } = await runCheck('windows-mstsc', windowsWith(nothing));
    expect(seen).toMatchObject([{ kind: 'rdp-clients-counted', count: 0 }]);
  });
});
