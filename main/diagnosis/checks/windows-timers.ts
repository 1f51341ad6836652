import { timerKeys } from '../../../app/knowledge/timer-row.ts';
import { timerOrder, timers } from '../../../app/knowledge/timers.ts';
import type { RegistryPlace } from '../../../app/model/stored-value.ts';
import type { TimerId } from '../../../app/model/timer.ts';
import { readTimer } from '../../../app/reasoning/timers.ts';
import type { ServerInfo, WorkstationInfo } from '../../windows/lan-manager.ts';
import type { RegistryKey } from '../../windows/registry.ts';
import { valueOf } from '../../windows/registry.ts';
import type { Check, CheckContext } from '../check.ts';
import { done } from '../check.ts';
import type { Registry } from '../registry-keys.ts';
import { ownRegistry, targetRegistry } from '../registry-keys.ts';
import type { Inspection } from '../this-pc.ts';
import { inspectWindows } from '../this-pc.ts';

/** Reads the timers of this PC as a client, and those of the target as a server where it lets us. */
export const windowsTimersCheck: Check = {
  id: 'windows-timers',
  run: (context) =>
    inspectWindows(context, 'windows-timers', async (inspection) => {
      const own = ownRegistry(inspection);
      await noteClientTimers(context, inspection, own);
      if (!inspection.targetIsHere) await noteServerTimers(context, inspection, own, null);
      const { host } = context.request.target;
      const server = inspection.targetIsHere ? null : host;
      await noteServerTimers(context, inspection, targetRegistry(inspection, host), server);
      return done;
    }),
};

/** The keys of one machine that could be read; one that does not exist is null. */
type Keys = ReadonlyMap<string, RegistryKey | null>;

async function keysOf(registry: Registry, paths: readonly string[], hive: 'HKLM' | 'HKCU' = 'HKLM'): Promise<Keys> {
  const keys = new Map<string, RegistryKey | null>();
  for (const path of paths) {
    const key = await registry.key(hive, path);
    if (key !== undefined) keys.set(path, key);
  }
  return keys;
}

const clientKeys = [timerKeys.workstation, timerKeys.witness, timerKeys.netBt, timerKeys.tcpIp];

async function noteClientTimers(context: CheckContext, inspection: Inspection, own: Registry): Promise<void> {
  const { windows, read, notRead, system } = inspection;
  const keys = await keysOf(own, [...clientKeys, timerKeys.server]);
  const users = await keysOf(own, [timerKeys.workstation, timerKeys.server], 'HKCU');
  const told = await windows.workstationInfo(read);
  if (!told.ok) notRead(told.error, { machine: 'this-pc', reading: 'workstation-info' });
  const reported = told.ok ? reportedByClient(told.value) : {};
  const build = buildOf(system?.version);
  const effective = new Map<TimerId, number | null>();
  for (const id of timersOf(['client', 'network'])) {
    const place = timers[id].stored;
    const key = place === null ? undefined : keys.get(place.key);
    if (place === null || key === undefined) continue;
    const { derived } = timers[id];
    const reading = readTimer(id, {
      stored: valueOf(key, place.name),
      astray: astray(place, keys, users),
      reported: reported[id] ?? null,
      build,
      derivedFrom: derived === undefined ? undefined : effective.get(derived.from),
    });
    effective.set(id, reading.effective);
    context.recorder.observe('windows-timers', 'timer', {
      timer: id,
      machine: 'this-pc',
      unit: timers[id].unit,
      ...reading,
    });
  }
  noteExtendedServers(context, keys.get(timerKeys.workstation));
}

/** Those that somebody can set, in the order of the table: what others derive from comes first. */
function timersOf(runs: readonly string[]): readonly TimerId[] {
  return timerOrder.filter((id) => timers[id].stored !== null && runs.includes(timers[id].runs));
}

function buildOf(version: string | undefined): number | null {
  const build = Number(version?.split('.')[2]);
  return Number.isSafeInteger(build) ? build : null;
}

/** A value that stands in the user's hive, or under the other service, and not where it belongs. */
function astray({ key, name }: RegistryPlace, machine: Keys, user: Keys): 'wrong-hive' | 'wrong-key' | undefined {
  if (valueOf(machine.get(key) ?? null, name) !== undefined) return undefined;
  if (valueOf(user.get(key) ?? null, name) !== undefined) return 'wrong-hive';
  const other = key === timerKeys.workstation ? timerKeys.server : timerKeys.workstation;
  const isSmb = key === timerKeys.workstation || key === timerKeys.server;
  return isSmb && valueOf(machine.get(other) ?? null, name) !== undefined ? 'wrong-key' : undefined;
}

function reportedByClient({ sessTimeout, keepConn }: WorkstationInfo): Readonly<Partial<Record<TimerId, number>>> {
  return { 'sess-timeout': sessTimeout, 'keep-conn': keepConn };
}

function noteExtendedServers({ recorder, request }: CheckContext, key: RegistryKey | null | undefined): void {
  const listed = valueOf(key ?? null, 'ServersWithExtendedSessTimeout');
  if (listed?.type !== 'REG_MULTI_SZ' || listed.value.length === 0) return;
  const host = request.target.host.toLowerCase();
  recorder.observe('windows-timers', 'extended-timeout-servers', {
    servers: [...listed.value],
    target: listed.value.some((server) => server.toLowerCase() === host),
  });
}

/** Neither this PC's values nor Windows' defaults stand in for what a server does not tell of itself. */
async function noteServerTimers(
  { recorder }: CheckContext,
  inspection: Inspection,
  registry: Registry,
  server: string | null,
): Promise<void> {
  const { windows, read, notRead, system } = inspection;
  const { machine } = registry;
  const keys = await keysOf(registry, [timerKeys.server]);
  const others = registry.here ? await keysOf(registry, [timerKeys.workstation]) : new Map<string, null>();
  const users = registry.here ? await keysOf(registry, [timerKeys.server], 'HKCU') : new Map<string, null>();
  const told = await windows.serverInfo(server, read);
  if (!told.ok) notRead(told.error, { machine, reading: 'server-info' });
  const reported = told.ok ? reportedByServer(told.value) : {};
  const key = keys.get(timerKeys.server);
  for (const id of timersOf(['server'])) {
    const place = timers[id].stored;
    const service = reported[id] ?? null;
    if (place === null || (key === undefined && service === null)) continue;
    recorder.observe('windows-timers', 'timer', {
      timer: id,
      machine,
      unit: timers[id].unit,
      ...readTimer(id, {
        stored: valueOf(key ?? null, place.name),
        astray: astray(place, new Map([...keys, ...others]), users),
        reported: service,
        build: registry.here ? buildOf(system?.version) : null,
      }),
    });
  }
}

function reportedByServer(info: ServerInfo): Readonly<Partial<Record<TimerId, number | null>>> {
  return {
    // -1 says "never", which the registry writes as all ones.
    'auto-disconnect': info.autoDisconnect === null ? null : info.autoDisconnect >>> 0,
    'enable-forced-logoff': info.enableForcedLogOff === null ? null : Number(info.enableForcedLogOff),
    'min-keep-search': info.minKeepSearch,
    'max-keep-search': info.maxKeepSearch,
    'server-scavenger': info.scavTimeout,
    'oplock-break-wait': info.oplockBreakWait,
  };
}
