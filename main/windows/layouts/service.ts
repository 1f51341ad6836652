import type { ServiceInfo, ServiceState } from '../services.ts';
import type { Memory } from './memory.ts';
import { followed, followedText, wideTexts } from './memory.ts';

/** SERVICE_STATUS_PROCESS (winsvc.h): nine DWORDs, the second of which is the state and the eighth the process. */
export const serviceStatusBytes = 36;
/** QUERY_SERVICE_CONFIGW without the texts behind it. */
const serviceConfigBytes = 64;
/** ENUM_SERVICE_STATUSW: two pointers and a SERVICE_STATUS. */
const dependentBytes = 48;

/** SERVICE_STOPPED is 1. */
const states: readonly ServiceState[] = [
  'stopped',
  'start-pending',
  'stop-pending',
  'running',
  'continue-pending',
  'pause-pending',
  'paused',
];
/** SERVICE_BOOT_START is 0. */
const starts: readonly ServiceInfo['start'][] = ['boot', 'system', 'automatic', 'manual', 'disabled'];

/** State and process of a service; null for a state that does not exist. */
export function decodeServiceStatus(octets: Buffer): Pick<ServiceInfo, 'state' | 'pid'> | null {
  if (octets.length < serviceStatusBytes) return null;
  const state = states[octets.readUInt32LE(4) - 1];
  const pid = octets.readUInt32LE(28);
  return state === undefined ? null : { state, pid: pid === 0 ? null : pid };
}

/** How a service is set up; null when that is no start type or too short. */
export function decodeServiceConfig(memory: Memory): Pick<ServiceInfo, 'start' | 'displayName' | 'dependsOn'> | null {
  const { octets } = memory;
  if (octets.length < serviceConfigBytes) return null;
  const start = starts[octets.readUInt32LE(4)];
  if (start === undefined) return null;
  const dependencies = followed(memory, 40);
  return {
    start,
    displayName: followedText(memory, 56),
    dependsOn: dependencies === null ? [] : wideTexts(dependencies),
  };
}

/** The services that depend on one; null when the memory holds less than `count` of them or nonsense. */
export function decodeDependents(memory: Memory, count: number): ServiceInfo['dependents'] {
  const { octets } = memory;
  if (octets.length < count * dependentBytes) return null;
  const dependents = [];
  for (let offset = 0; offset < count * dependentBytes; offset += dependentBytes) {
    const name = followedText(memory, offset);
    const state = states[octets.readUInt32LE(offset + 20) - 1];
    if (name === '' || state === undefined) return null;
    dependents.push({ name, state });
  }
  return dependents;
}
