import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { WindowsFailure } from '../failure.ts';
import { fileTimeText } from '../layouts/process.ts';
import { win32Failure } from './read.ts';
import type { Native, Pointer, Win32 } from './win32.ts';

const PROCESS_TERMINATE = 0x0001;
const PROCESS_QUERY_LIMITED_INFORMATION = 0x1000;
const SYNCHRONIZE = 0x0010_0000;
/** What it takes to see a process, and what it takes to wait for its end and bring that about. */
export const processAccess = {
  see: PROCESS_QUERY_LIMITED_INFORMATION,
  end: PROCESS_TERMINATE | PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE,
} as const;

const WAIT_OBJECT_0 = 0;
const pathCharacters = 32_768;

/** What can be done with handles of processes. */
export interface ProcessHandles {
  /** A pseudo handle of this process, which is not closed. */
  readonly own: () => bigint;
  readonly open: (pid: number, access: number) => Result<bigint, WindowsFailure>;
  readonly close: (handle: bigint) => void;
  readonly pidOf: (handle: bigint) => number;
  readonly imageOf: (handle: bigint) => Result<string, WindowsFailure>;
  /** ISO 8601; null where Windows does not say. */
  readonly createdAt: (handle: bigint) => string | null;
  readonly hasEnded: (handle: bigint) => boolean;
  /** The error, or null. */
  readonly terminate: (handle: bigint) => number | null;
}

/** Processes by their handles, through kernel32.dll. */
export function openProcessHandles({ bind }: Win32): ProcessHandles {
  const kernel32 = (prototype: string) => bind('kernel32.dll', prototype);
  const getCurrent = kernel32('void * __stdcall GetCurrentProcess()') as Native<[], bigint>;
  const openProcess = kernel32(
    'void * __stdcall OpenProcess(uint32_t access, int32_t inherit, uint32_t pid)',
  ) as Native<[access: number, inherit: 0, pid: number], Pointer>;
  const closeHandle = kernel32('int32_t __stdcall CloseHandle(void *handle)') as Native<[handle: bigint], number>;
  const getPid = kernel32('uint32_t __stdcall GetProcessId(void *process)') as Native<[process: bigint], number>;
  const imageName = kernel32(
    'int32_t __stdcall QueryFullProcessImageNameW(void *process, uint32_t flags, void *into, void *characters)',
  ) as Native<[process: bigint, flags: 0, into: Buffer, characters: Buffer], number>;
  const times = kernel32(
    'int32_t __stdcall GetProcessTimes(void *process, void *created, void *exited, void *kernel, void *user)',
  ) as Native<[process: bigint, created: Buffer, exited: Buffer, kernel: Buffer, user: Buffer], number>;
  const wait = kernel32('uint32_t __stdcall WaitForSingleObject(void *handle, uint32_t ms)') as Native<
    [handle: bigint, ms: number],
    number
  >;
  const terminateProcess = kernel32('int32_t __stdcall TerminateProcess(void *process, uint32_t code)') as Native<
    [process: bigint, code: number],
    number
  >;

  return {
    own: () => getCurrent.now().value,
    open: (pid, access) => {
      const { value, lastError } = openProcess.now(access, 0, pid);
      return value === null || value === 0n ? win32Failure('OpenProcess', lastError) : success(value);
    },
    close: (handle) => {
      closeHandle.now(handle);
    },
    pidOf: (handle) => getPid.now(handle).value,
    imageOf: (handle) => {
      const [into, characters] = [Buffer.alloc(2 * pathCharacters), Buffer.alloc(4)];
      characters.writeUInt32LE(pathCharacters);
      const { value, lastError } = imageName.now(handle, 0, into, characters);
      if (value === 0) return win32Failure('QueryFullProcessImageNameW', lastError);
      return success(into.subarray(0, 2 * characters.readUInt32LE()).toString('utf16le'));
    },
    createdAt: (handle) => {
      const created = Buffer.alloc(8);
      const told = times.now(handle, created, Buffer.alloc(8), Buffer.alloc(8), Buffer.alloc(8));
      return told.value === 0 ? null : fileTimeText(created);
    },
    hasEnded: (handle) => wait.now(handle, 0).value === WAIT_OBJECT_0,
    terminate: (handle) => {
      const { value, lastError } = terminateProcess.now(handle, 1);
      return value === 0 ? lastError : null;
    },
  };
}
