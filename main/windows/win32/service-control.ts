import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { WindowsActuator } from '../actuator.ts';
import type { Read, ReadOptions, WindowsFailure } from '../failure.ts';
import type { Machine } from '../inspector.ts';
import { heldTo, win32Failure } from './read.ts';
import type { Native, Pointer, Win32 } from './win32.ts';

const SC_MANAGER_CONNECT = 1;
const SERVICE_START = 0x10;
const SERVICE_STOP = 0x20;
const SERVICE_CONTROL_STOP = 1;
/** SERVICE_STATUS (winsvc.h); what stands in it is asked for anew while a change goes on. */
const serviceStatusBytes = 28;

/** Stops and starts services through advapi32.dll, each call on a thread of its own. */
export function openServiceControl(
  { bind }: Win32,
  schedule: Schedule,
): Pick<WindowsActuator, 'stopService' | 'startService'> {
  const advapi32 = (prototype: string) => bind('advapi32.dll', prototype);
  const openManager = advapi32(
    'void * __stdcall OpenSCManagerW(str16 machine, str16 database, uint32_t access)',
  ) as Native<[machine: string | null, database: null, access: number], Pointer>;
  const openService = advapi32('void * __stdcall OpenServiceW(void *manager, str16 name, uint32_t access)') as Native<
    [manager: bigint, name: string, access: number],
    Pointer
  >;
  const control = advapi32('int32_t __stdcall ControlService(void *service, uint32_t control, void *status)') as Native<
    [service: bigint, control: number, status: Buffer],
    number
  >;
  const start = advapi32('int32_t __stdcall StartServiceW(void *service, uint32_t count, void *words)') as Native<
    [service: bigint, count: 0, words: null],
    number
  >;
  const close = advapi32('int32_t __stdcall CloseServiceHandle(void *handle)') as Native<[handle: bigint], number>;

  type Change = (service: bigint) => Promise<Result<undefined, WindowsFailure>>;
  const withService = (machine: Machine, name: string, access: number, options: ReadOptions, change: Change) =>
    heldTo(options, schedule, async (givenUp): Promise<Result<undefined, WindowsFailure>> => {
      const server = machine === null ? null : `\\\\${machine}`;
      const manager = await openManager.elsewhere(server, null, SC_MANAGER_CONNECT);
      if (manager.value === null) return win32Failure('OpenSCManagerW', manager.lastError);
      try {
        const service = await openService.elsewhere(manager.value, name, access);
        if (service.value === null) return win32Failure('OpenServiceW', service.lastError);
        try {
          // What nobody waits for any more is not begun.
          return givenUp() ? success(undefined) : await change(service.value);
        } finally {
          await close.elsewhere(service.value);
        }
      } finally {
        await close.elsewhere(manager.value);
      }
    });

  return {
    stopService: (machine, name, options): Read<undefined> =>
      withService(machine, name, SERVICE_STOP, options, async (service) => {
        const asked = await control.elsewhere(service, SERVICE_CONTROL_STOP, Buffer.alloc(serviceStatusBytes));
        return asked.value === 0 ? win32Failure('ControlService', asked.lastError) : success(undefined);
      }),
    startService: (machine, name, options): Read<undefined> =>
      withService(machine, name, SERVICE_START, options, async (service) => {
        const asked = await start.elsewhere(service, 0, null);
        return asked.value === 0 ? win32Failure('StartServiceW', asked.lastError) : success(undefined);
      }),
  };
}
