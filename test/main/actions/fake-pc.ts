import type { Result } from '../../../app/model/result.ts';
import { failure, success } from '../../../app/model/result.ts';
import type { ActionContext } from '../../../main/actions/action.ts';
import type { HeldProcess, RawValue, WindowsActuator } from '../../../main/windows/actuator.ts';
import { absentActuator } from '../../../main/windows/absent-actuator.ts';
import { absentWindows } from '../../../main/windows/absent.ts';
import type { ExistingConnection } from '../../../main/windows/connections.ts';
import type { WindowsFailure } from '../../../main/windows/failure.ts';
import type { Machine, WindowsInspector } from '../../../main/windows/inspector.ts';
import type { OperatingSystem } from '../../../main/windows/operating-system.ts';
import type { ProcessEntry } from '../../../main/windows/processes.ts';
import type { RegistryKey, RegistryValue } from '../../../main/windows/registry.ts';
import type { ServiceInfo, ServiceState } from '../../../main/windows/services.ts';
import type { SessionInfo } from '../../../main/windows/sessions.ts';

export const system: OperatingSystem = {
  version: '10.0.26100',
  productName: 'Windows 11 Pro',
  server: false,
  domainJoined: true,
  elevated: true,
  user: 'CORP\\anna',
  userSid: 'S-1-5-21-1-2-3-1001',
  sessionId: 1,
  startedAt: '2026-03-09T07:00:00.000Z',
};

export const client: ProcessEntry = {
  pid: 4711,
  imageName: 'mstsc.exe',
  path: 'C:\\Windows\\System32\\mstsc.exe',
  commandLine: null,
  windowTitle: 'rds02 - Remote Desktop Connection',
  owner: system.user,
  ownerSid: system.userSid,
  sessionId: 1,
  createdAt: '2026-03-09T08:00:00.000Z',
};

export function session(given: Partial<SessionInfo>): SessionInfo {
  return {
    id: 3,
    station: '',
    state: 'disconnected',
    user: 'anna',
    domain: 'CORP',
    client: '',
    logonAt: '2026-03-09T09:00:00.000Z',
    connectedAt: null,
    disconnectedAt: '2026-03-09T10:00:00.000Z',
    lastInputAt: null,
    ...given,
  };
}

export function service(name: string, state: ServiceState): ServiceInfo {
  return { name, displayName: name, state, start: 'manual', pid: null, dependents: [], dependsOn: [] };
}

type Change = Exclude<keyof WindowsActuator, 'holdProcess' | 'readValue'>;

/** What stands on a PC that exists in this test only; a test changes it as it goes. */
export interface FakePc {
  system: OperatingSystem;
  processes: ProcessEntry[];
  /** How a client takes it when its windows are asked to close, or it is ended. */
  client: { windows: number; closes: boolean; dies: boolean; terminateError: number | null };
  sessions: Map<Machine, SessionInfo[]>;
  services: Map<string, ServiceState>;
  listening: boolean;
  values: Map<string, RawValue>;
  connections: ExistingConnection[];
  credentials: string[];
  /** What Windows fails with, instead of doing it. */
  fails: Map<Change | 'sessions' | 'service' | 'processes', WindowsFailure>;
  /** Runs before a change, for what others do meanwhile. */
  meanwhile: (change: string) => void;
  /** What was changed, in order. */
  readonly did: string[];
  readonly abort: AbortController;
  readonly context: ActionContext;
}

const computerNameKey = 'SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ActiveComputerName';

export function createFakePc(): FakePc {
  const abort = new AbortController();
  let nowMs = 0;
  const pc: FakePc = {
    system,
    processes: [client],
    client: { windows: 1, closes: true, dies: true, terminateError: null },
    sessions: new Map([[null, [session({ id: 1, station: 'console', state: 'active' })]]]),
    services: new Map([
      ['TermService', 'running'],
      ['UmRdpService', 'running'],
    ]),
    listening: true,
    values: new Map(),
    connections: [],
    credentials: [],
    fails: new Map(),
    meanwhile: () => undefined,
    did: [],
    abort,
    context: {
      windows: inspectorOf(() => pc),
      actuator: actuatorOf(() => pc),
      clock: { monotonicMs: () => nowMs, now: () => new Date(Date.parse('2026-03-09T14:32:00.000Z') + nowMs) },
      // Time passes as fast as it is waited for.
      schedule: (delayMs, task) => {
        const timer = setImmediate(() => {
          nowMs += delayMs;
          task();
        });
        return () => {
          clearImmediate(timer);
        };
      },
      options: { deadlineMs: 1000, signal: abort.signal },
    },
  };
  return pc;
}

function inspectorOf(of: () => FakePc): WindowsInspector {
  const told = <Value>(
    name: 'sessions' | 'service' | 'processes',
    value: () => Value,
  ): Promise<Result<Value, WindowsFailure>> => {
    const error = of().fails.get(name);
    return Promise.resolve(error === undefined ? success(value()) : failure(error));
  };
  const dword = (value: number): RegistryValue => ({ type: 'REG_DWORD', value });
  const keys: Readonly<Record<string, RegistryKey>> = {
    [computerNameKey]: { values: new Map([['ComputerName', { type: 'REG_SZ', value: 'PC07' }]]), subkeys: [] },
    'SYSTEM\\CurrentControlSet\\Control\\Terminal Server\\WinStations\\RDP-Tcp': {
      values: new Map([['PortNumber', dword(3390)]]),
      subkeys: [],
    },
  };
  return {
    ...absentWindows(),
    operatingSystem: () => Promise.resolve(success(of().system)),
    registry: { key: (_machine, _hive, path) => Promise.resolve(success(keys[path] ?? null)) },
    processes: () => told('processes', () => [...of().processes]),
    sessions: (machine) => told('sessions', () => [...(of().sessions.get(machine) ?? [])]),
    service: (_machine, name) =>
      told('service', () => {
        const state = of().services.get(name);
        return state === undefined ? null : service(name, state);
      }),
    tcpTable: () => {
      const row = { localAddress: '0.0.0.0', localPort: 3390, remoteAddress: '', remotePort: 0, pid: 4 };
      return Promise.resolve(success(of().listening ? [{ state: 'listen', ...row }] : []));
    },
    connections: () => Promise.resolve(success([...of().connections])),
    savedCredentialNames: () => Promise.resolve(success([...of().credentials])),
  };
}

function actuatorOf(of: () => FakePc): WindowsActuator {
  const change = (name: Change, words: readonly unknown[], effect: () => void = () => undefined) => {
    const pc = of();
    pc.meanwhile(name);
    const error = pc.fails.get(name);
    if (error !== undefined) return Promise.resolve(failure(error));
    pc.did.push([name, ...words].join(' '));
    effect();
    return Promise.resolve(success(undefined));
  };
  const valuePath = (key: string, name: string): string => `${key}\\${name}`;
  return {
    ...absentActuator(),
    holdProcess: (pid, createdAt) => {
      const found = of().processes.some((process) => process.pid === pid && process.createdAt === createdAt);
      return Promise.resolve(success(found ? heldOf(of, pid) : null));
    },
    openRdpClient: (address) => change('openRdpClient', [address]),
    showMessage: (machine, id, { text }) => change('showMessage', [machine ?? '-', id, text]),
    logOff: (machine, id) =>
      change('logOff', [machine ?? '-', id], () => {
        const { sessions } = of();
        sessions.set(
          machine,
          (sessions.get(machine) ?? []).filter((each) => each.id !== id),
        );
      }),
    stopService: (machine, name) =>
      change('stopService', [machine ?? '-', name], () => of().services.set(name, 'stopped')),
    startService: (machine, name) =>
      change('startService', [machine ?? '-', name], () => of().services.set(name, 'running')),
    readValue: (key, name) => Promise.resolve(success(of().values.get(valuePath(key, name)) ?? null)),
    writeValue: (key, name, value) =>
      change('writeValue', [name], () => {
        if (value === null) of().values.delete(valuePath(key, name));
        else of().values.set(valuePath(key, name), value);
      }),
    flushDns: () => change('flushDns', []),
    flushNetbiosNames: () => change('flushNetbiosNames', []),
    flushNeighbours: () => change('flushNeighbours', []),
    purgeTickets: () => change('purgeTickets', []),
    cancelConnection: (name, force) => change('cancelConnection', [name, force]),
    deleteCredential: (name) => change('deleteCredential', [name]),
    openSettings: (page) => change('openSettings', [page]),
  };
}

function heldOf(of: () => FakePc, pid: number): HeldProcess {
  const alive = (): boolean => of().processes.some((process) => process.pid === pid);
  const gone = (): void => {
    of().processes = of().processes.filter((process) => process.pid !== pid);
  };
  return {
    askToClose: () => {
      of().meanwhile('askToClose');
      of().did.push(`askToClose ${String(pid)}`);
      if (of().client.closes) gone();
      return of().client.windows;
    },
    ends: () => Promise.resolve(!alive()),
    terminate: () => {
      of().meanwhile('terminate');
      const { terminateError, dies } = of().client;
      if (terminateError !== null) return terminateError;
      of().did.push(`terminate ${String(pid)}`);
      if (dies) gone();
      return null;
    },
    release: () => {
      of().did.push('release');
    },
  };
}
