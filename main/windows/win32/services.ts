import type { Result } from '../../../app/model/result.ts';
import { failure, success } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { WindowsFailure } from '../failure.ts';
import type { Machine, WindowsInspector } from '../inspector.ts';
import { decodeDependents, decodeServiceConfig, decodeServiceStatus, serviceStatusBytes } from '../layouts/service.ts';
import type { ServiceInfo } from '../services.ts';
import { heldTo, win32Failure } from './read.ts';
import type { Koffi, Native, Pointer, Win32 } from './win32.ts';

const SC_MANAGER_CONNECT = 1;
const SERVICE_QUERY_CONFIG = 1;
const SERVICE_QUERY_STATUS = 4;
const SERVICE_ENUMERATE_DEPENDENTS = 8;
const SC_STATUS_PROCESS_INFO = 0;
/** SERVICE_ACTIVE | SERVICE_INACTIVE. */
const SERVICE_STATE_ALL = 3;
const ERROR_ACCESS_DENIED = 5;
const ERROR_SERVICE_DOES_NOT_EXIST = 1060;
/** The most that QueryServiceConfigW ever writes, by its documentation; as much for the dependents. */
const mostConfigBytes = 8192;
const mostDependentBytes = 65_536;

/** Services through advapi32.dll. A server's are asked by calls of their own threads, since it may not answer. */
export function openServices(win32: Win32, schedule: Schedule): WindowsInspector['service'] {
  const functions = bindServices(win32);
  return (machine, name, options) =>
    heldTo(options, schedule, async () => {
      const way = machine === null ? 'now' : 'elsewhere';
      const manager = await functions.openManager[way](uncOf(machine), null, SC_MANAGER_CONNECT);
      if (manager.value === null) return win32Failure('OpenSCManagerW', manager.lastError);
      try {
        return await readService(win32.koffi, functions, way, manager.value, name);
      } finally {
        await functions.close[way](manager.value);
      }
    });
}

type Functions = ReturnType<typeof bindServices>;
type Way = 'now' | 'elsewhere';

function bindServices({ bind }: Win32) {
  const advapi32 = (prototype: string) => bind('advapi32.dll', prototype);
  return {
    openManager: advapi32('void * __stdcall OpenSCManagerW(str16 machine, str16 database, uint32_t access)') as Native<
      [machine: string | null, database: null, access: number],
      Pointer
    >,
    openService: advapi32('void * __stdcall OpenServiceW(void *manager, str16 name, uint32_t access)') as Native<
      [manager: bigint, name: string, access: number],
      Pointer
    >,
    queryStatus: advapi32(
      'int32_t __stdcall QueryServiceStatusEx(void *service, int32_t level, void *into, uint32_t bytes, void *needed)',
    ) as Native<[service: bigint, level: number, into: Buffer, bytes: number, needed: Buffer], number>,
    queryConfig: advapi32(
      'int32_t __stdcall QueryServiceConfigW(void *service, void *into, uint32_t bytes, void *needed)',
    ) as Native<[service: bigint, into: Buffer, bytes: number, needed: Buffer], number>,
    enumDependents: advapi32(
      `int32_t __stdcall EnumDependentServicesW(void *service, uint32_t states, void *into, uint32_t bytes, void *needed,
        void *count)`,
    ) as Native<[service: bigint, states: number, into: Buffer, bytes: number, needed: Buffer, count: Buffer], number>,
    close: advapi32('int32_t __stdcall CloseServiceHandle(void *handle)') as Native<[handle: bigint], number>,
  };
}

async function readService(
  koffi: Koffi,
  functions: Functions,
  way: Way,
  manager: bigint,
  name: string,
): Promise<Result<ServiceInfo | null, WindowsFailure>> {
  const { openService, queryStatus, queryConfig, close } = functions;
  const query = SERVICE_QUERY_STATUS | SERVICE_QUERY_CONFIG;
  let opened = await openService[way](manager, name, query | SERVICE_ENUMERATE_DEPENDENTS);
  const mayEnumerate = opened.value !== null;
  // Some services show their state to those who may not see what depends on them.
  if (!mayEnumerate && opened.lastError === ERROR_ACCESS_DENIED) opened = await openService[way](manager, name, query);
  if (opened.value === null) {
    const missing = opened.lastError === ERROR_SERVICE_DOES_NOT_EXIST;
    return missing ? success(null) : win32Failure('OpenServiceW', opened.lastError);
  }
  const service = opened.value;
  try {
    const needed = Buffer.alloc(4);
    const statusOctets = Buffer.alloc(serviceStatusBytes);
    const asked = await queryStatus[way](service, SC_STATUS_PROCESS_INFO, statusOctets, statusOctets.length, needed);
    if (asked.value === 0) return win32Failure('QueryServiceStatusEx', asked.lastError);
    const octets = Buffer.alloc(mostConfigBytes);
    const configured = await queryConfig[way](service, octets, octets.length, needed);
    if (configured.value === 0) return win32Failure('QueryServiceConfigW', configured.lastError);
    const status = decodeServiceStatus(statusOctets);
    const config = decodeServiceConfig({ octets, address: koffi.address(octets) });
    if (status === null || config === null) {
      return failure({ kind: 'implausible', api: 'QueryServiceStatusEx', what: 'an unknown state or start type' });
    }
    const dependents = mayEnumerate ? await readDependents(koffi, functions, way, service) : null;
    return success({ name, ...status, ...config, dependents });
  } finally {
    await close[way](service);
  }
}

async function readDependents(
  koffi: Koffi,
  { enumDependents }: Functions,
  way: Way,
  service: bigint,
): Promise<ServiceInfo['dependents']> {
  const octets = Buffer.alloc(mostDependentBytes);
  const count = Buffer.alloc(4);
  const asked = await enumDependents[way](service, SERVICE_STATE_ALL, octets, octets.length, Buffer.alloc(4), count);
  return asked.value === 0 ? null : decodeDependents({ octets, address: koffi.address(octets) }, count.readUInt32LE());
}

const uncOf = (machine: Machine): string | null => (machine === null ? null : `\\\\${machine}`);
