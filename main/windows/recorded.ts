import { failure, success } from '../../app/model/result.ts';
import type { Result } from '../../app/model/result.ts';
import type { EventQuery, LoggedEvent } from './events.ts';
import type { Read, ReadOptions, WindowsFailure } from './failure.ts';
import type { Machine, WindowsInspector } from './inspector.ts';
import type { RecordedMachine, RecordedValue, WindowsRecording } from './recording.ts';
import type { RegistryKey, RegistryReader, RegistryValue } from './registry.ts';

const ERROR_PATH_NOT_FOUND = 3;
const ERROR_BAD_NETPATH = 53;
const ERROR_EVT_CHANNEL_NOT_FOUND = 15007;

/** Replays a recording. Names of keys, servers, services and paths are not case-sensitive, as on Windows. */
export function recordedWindows(recording: WindowsRecording): WindowsInspector {
  const from = (machine: Machine): RecordedMachine | undefined =>
    machine === null ? recording : entryOf(recording.servers ?? {}, machine);
  const unknownServer = (api: string) => failure({ kind: 'api', api, code: ERROR_BAD_NETPATH } as const);

  return {
    operatingSystem: (options) => replay(options, recording.operatingSystem),
    registry: recordedRegistry((machine) => {
      const asked = from(machine);
      return asked === undefined ? unknownServer('RegConnectRegistryW') : told(asked.registry);
    }),
    processes: (imageName, options) =>
      replayFrom(options, recording.processes, (images) => success(entryOf(images, imageName) ?? [])),
    sessions: (machine, options) => {
      const asked = from(machine);
      return asked === undefined
        ? settle(options, unknownServer('WTSEnumerateSessionsExW'))
        : replay(options, asked.sessions);
    },
    service: (machine, name, options) => {
      const asked = from(machine);
      if (asked === undefined) return settle(options, unknownServer('OpenSCManagerW'));
      return replayFrom(options, asked.services, (services) => {
        const service = entryOf(services, name);
        return service === undefined ? success(null) : told(service);
      });
    },
    tcpTable: (options) => replay(options, recording.tcpTable),
    tickets: (options) => replay(options, recording.tickets),
    events: (machine, query, options) => {
      const asked = from(machine);
      if (asked === undefined) return settle(options, unknownServer('EvtQuery'));
      return replayFrom(options, asked.events, (channels) => eventsOf(channels, query));
    },
    connections: (options) => replay(options, recording.connections),
    readPath: (path, options) =>
      replayFrom(options, recording.paths, (paths) =>
        told(entryOf(paths, path) ?? { ms: 1, error: ERROR_PATH_NOT_FOUND, offline: false }),
      ),
    savedCredentialNames: (options) => replay(options, recording.savedCredentialNames),
    defaultRdpFile: (options) => replay(options, recording.defaultRdpFile),
    account: (options) =>
      replayFrom(options, recording.account, ({ logonHours, ...rest }) =>
        success({ ...rest, logonHours: logonHours === null ? null : bytesOf(logonHours) }),
      ),
    workstationInfo: (options) => replay(options, recording.workstationInfo),
    serverInfo: (machine, options) => {
      const asked = from(machine);
      return asked === undefined
        ? settle(options, unknownServer('NetServerGetInfo'))
        : replay(options, asked.serverInfo);
    },
  };
}

type Failed = Extract<WindowsRecording['operatingSystem'], { readonly failure: unknown }>;

const noSuchChannel: Failed = { failure: { kind: 'api', api: 'EvtQuery', code: ERROR_EVT_CHANNEL_NOT_FOUND } };

function isFailed(answer: unknown): answer is Failed {
  return typeof answer === 'object' && answer !== null && 'failure' in answer;
}

/** A recorded answer; what was not recorded is not available. */
function told<Value>(answer: Value | Failed | undefined): Result<Value, WindowsFailure> {
  if (answer === undefined) return failure({ kind: 'not-available', detail: 'not recorded' });
  return isFailed(answer) ? failure(answer.failure) : success(answer);
}

function settle<Value>({ signal }: ReadOptions, outcome: Result<Value, WindowsFailure>): Read<Value> {
  return Promise.resolve(signal.aborted ? failure({ kind: 'cancelled' }) : outcome);
}

function replay<Value>(options: ReadOptions, answer: Value | Failed | undefined): Read<Value> {
  return settle(options, told(answer));
}

function replayFrom<Recorded, Value>(
  options: ReadOptions,
  answer: Recorded | Failed | undefined,
  pick: (recorded: Recorded) => Result<Value, WindowsFailure>,
): Read<Value> {
  const recorded = told(answer);
  return settle(options, recorded.ok ? pick(recorded.value) : recorded);
}

type Channels = Exclude<NonNullable<RecordedMachine['events']>, Failed>;

function eventsOf(
  channels: Channels,
  { channel, ids, providers, since, most }: EventQuery,
): Result<readonly LoggedEvent[], WindowsFailure> {
  const events = told(entryOf(channels, channel) ?? noSuchChannel);
  if (!events.ok) return events;
  const fitting = events.value.filter(
    ({ id, at, provider }) =>
      ids.includes(id) && Date.parse(at) >= Date.parse(since) && (providers?.includes(provider) ?? true),
  );
  return success(fitting.slice(0, most));
}

type Keys = Exclude<NonNullable<RecordedMachine['registry']>, Failed>;

function recordedRegistry(keysOf: (machine: Machine) => Result<Keys, WindowsFailure>): RegistryReader {
  return {
    key: (machine, hive, path, options) => {
      const keys = keysOf(machine);
      return settle(options, keys.ok ? keyAt(keys.value, `${hive}\\${path}`) : keys);
    },
  };
}

function keyAt(keys: Keys, path: string): Result<RegistryKey | null, WindowsFailure> {
  const below = `${path.toLowerCase()}\\`;
  const subkeys = new Map<string, string>();
  for (const own of Object.keys(keys)) {
    if (!own.toLowerCase().startsWith(below)) continue;
    const [name = ''] = own.slice(below.length).split('\\');
    subkeys.set(name.toLowerCase(), name);
  }
  const recorded = entryOf(keys, path);
  if (recorded === undefined && subkeys.size === 0) return success(null);
  const values = told(recorded ?? {});
  if (!values.ok) return values;
  return success({
    values: new Map(Object.entries(values.value).map(([name, value]) => [name, valueFrom(value)])),
    subkeys: [...subkeys.values()],
  });
}

function valueFrom(recorded: RecordedValue): RegistryValue {
  if (typeof recorded === 'number') return { type: 'REG_DWORD', value: recorded };
  if (typeof recorded === 'string') return { type: 'REG_SZ', value: recorded };
  if (!('type' in recorded)) return { type: 'REG_MULTI_SZ', value: recorded };
  if (recorded.type === 'REG_EXPAND_SZ') return recorded;
  if (recorded.type === 'REG_QWORD') return { type: 'REG_QWORD', value: BigInt(recorded.value) };
  const value = bytesOf(recorded.value);
  return recorded.type === 'other' ? { ...recorded, value } : { ...recorded, value };
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

function entryOf<Value>(entries: Readonly<Record<string, Value>>, name: string): Value | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(entries).find(([own]) => own.toLowerCase() === wanted)?.[1];
}
