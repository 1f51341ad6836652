import { success } from '../../../app/model/result.ts';
import type { Clock } from '../../clock.ts';
import type { Schedule } from '../../schedule.ts';
import type { WindowsInspector } from '../inspector.ts';
import { heldTo } from './read.ts';
import type { Called, Native, Win32 } from './win32.ts';

const GENERIC_READ = 0x8000_0000;
/** FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE: whoever works with the file is not in the way. */
const shareAll = 7;
const OPEN_EXISTING = 3;
/** FILE_FLAG_BACKUP_SEMANTICS, without which no folder opens, and FILE_FLAG_OPEN_NO_RECALL: nothing is fetched from a tape. */
const openFlags = 0x0210_0000;
const INVALID_HANDLE_VALUE = 0xffff_ffff_ffff_ffffn;
const FILE_ATTRIBUTE_DIRECTORY = 0x10;
const FILE_ATTRIBUTE_OFFLINE = 0x1000;
const ERROR_SUCCESS = 0;
const ERROR_FILE_NOT_FOUND = 2;
const ERROR_HANDLE_EOF = 38;
/** BY_HANDLE_FILE_INFORMATION and WIN32_FIND_DATAW. */
const fileInformationBytes = 52;
const findDataBytes = 592;
const beginningBytes = 4096;

type Functions = ReturnType<typeof bindFiles>;

/** Reads the beginning of a file, or a folder's first entry, as every program does: through Windows' own redirector. */
export function openReadPath(
  win32: Win32,
  { clock, schedule }: { readonly clock: Clock; readonly schedule: Schedule },
): WindowsInspector['readPath'] {
  const functions = bindFiles(win32);
  return (path, options) =>
    heldTo(options, schedule, async () => {
      const startMs = clock.monotonicMs();
      const ended = (error: number, offline: boolean) => success({ ms: clock.monotonicMs() - startMs, error, offline });
      const opened = await functions.open.elsewhere(path, GENERIC_READ, shareAll, null, OPEN_EXISTING, openFlags, null);
      if (opened.value === INVALID_HANDLE_VALUE) return ended(opened.lastError, false);
      const file = opened.value;
      try {
        const about = Buffer.alloc(fileInformationBytes);
        const asked = await functions.about.elsewhere(file, about);
        if (asked.value === 0) return ended(asked.lastError, false);
        const attributes = about.readUInt32LE();
        const offline = (attributes & FILE_ATTRIBUTE_OFFLINE) !== 0;
        const folder = (attributes & FILE_ATTRIBUTE_DIRECTORY) !== 0;
        return ended(await (folder ? firstEntry(functions, path) : beginning(functions, file)), offline);
      } finally {
        await functions.close.elsewhere(file);
      }
    });
}

function bindFiles({ bind }: Win32) {
  const kernel32 = (prototype: string) => bind('kernel32.dll', prototype);
  return {
    open: kernel32(
      `void * __stdcall CreateFileW(str16 path, uint32_t access, uint32_t share, void *security, uint32_t how,
        uint32_t flags, void *template)`,
    ) as Native<
      [path: string, access: number, share: number, security: null, how: number, flags: number, template: null],
      bigint
    >,
    about: kernel32('int32_t __stdcall GetFileInformationByHandle(void *file, void *into)') as Native<
      [file: bigint, into: Buffer],
      number
    >,
    read: kernel32(
      'int32_t __stdcall ReadFile(void *file, void *into, uint32_t bytes, void *read, void *overlapped)',
    ) as Native<[file: bigint, into: Buffer, bytes: number, read: Buffer, overlapped: null], number>,
    findFirst: kernel32('void * __stdcall FindFirstFileW(str16 pattern, void *into)') as Native<
      [pattern: string, into: Buffer],
      bigint
    >,
    findClose: kernel32('int32_t __stdcall FindClose(void *search)') as Native<[search: bigint], number>,
    close: kernel32('int32_t __stdcall CloseHandle(void *handle)') as Native<[handle: bigint], number>,
  };
}

/** The Win32 error; the end of an empty file is none. */
async function beginning({ read }: Functions, file: bigint): Promise<number> {
  const called = await read.elsewhere(file, Buffer.alloc(beginningBytes), beginningBytes, Buffer.alloc(4), null);
  return errorOf(called, ERROR_HANDLE_EOF);
}

/** The Win32 error; that a folder is empty, as the root of a share can be, is none. */
async function firstEntry({ findFirst, findClose }: Functions, path: string): Promise<number> {
  const found = await findFirst.elsewhere(`${path.replace(/[\\/]$/, '')}\\*`, Buffer.alloc(findDataBytes));
  if (found.value === INVALID_HANDLE_VALUE)
    return errorOf({ value: 0, lastError: found.lastError }, ERROR_FILE_NOT_FOUND);
  await findClose.elsewhere(found.value);
  return ERROR_SUCCESS;
}

function errorOf({ value, lastError }: Called<number>, harmless: number): number {
  return value !== 0 || lastError === harmless ? ERROR_SUCCESS : lastError;
}
