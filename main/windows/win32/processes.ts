import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { WindowsFailure } from '../failure.ts';
import type { WindowsInspector } from '../inspector.ts';
import { decodeProcessEntry, emptyProcessEntry, fileTimeText, unicodeString } from '../layouts/process.ts';
import type { ProcessEntry } from '../processes.ts';
import { openAccountNames } from './account-name.ts';
import { heldTo, win32Failure } from './read.ts';
import type { TokenOwner } from './token.ts';
import { openTokens } from './token.ts';
import type { Native, Pointer, Win32 } from './win32.ts';
import { openTopLevelWindows } from './windows-on-screen.ts';

const TH32CS_SNAPPROCESS = 2;
const INVALID_HANDLE_VALUE = 0xffff_ffff_ffff_ffffn;
const ERROR_NO_MORE_FILES = 18;
const PROCESS_QUERY_LIMITED_INFORMATION = 0x1000;
/** PROCESSINFOCLASS; what Windows itself shows as a command line, from Windows 8.1 on. */
const ProcessCommandLineInformation = 60;
/** A UNICODE_STRING and the longest command line. */
const commandLineBytes = 16 + 65_536;
const pathCharacters = 32_768;

const mostNameMs = 2000;

type Snapshot = ReturnType<typeof decodeProcessEntry>;
type Details = Pick<ProcessEntry, 'path' | 'commandLine' | 'owner' | 'ownerSid' | 'createdAt'>;

/** Running programs of one image name (in any case), through Toolhelp32 and what each lets us see. */
export function openProcesses(win32: Win32, schedule: Schedule): WindowsInspector['processes'] {
  const functions = bindProcesses(win32);
  const windowsOnScreen = openTopLevelWindows(win32);
  const detailsOf = openDetails(win32, functions, schedule);
  return (imageName, options) =>
    heldTo(options, schedule, async (givenUp) => {
      const all = snapshot(functions);
      if (!all.ok) return all;
      const wanted = imageName.toLowerCase();
      const named = all.value.filter((each) => each.imageName.toLowerCase() === wanted);
      const windows = named.length === 0 ? [] : windowsOnScreen();
      const entries: ProcessEntry[] = [];
      for (const each of named) {
        if (givenUp()) break;
        const session = Buffer.alloc(4);
        const inSession = functions.processIdToSessionId.now(each.pid, session).value !== 0;
        const titled = windows.find(({ pid, visible, title }) => pid === each.pid && visible && title !== '');
        entries.push({
          ...each,
          ...(await detailsOf(each.pid, options.signal)),
          sessionId: inSession ? session.readUInt32LE() : null,
          windowTitle: titled?.title ?? null,
        });
      }
      return success(entries);
    });
}

type Functions = ReturnType<typeof bindProcesses>;

function bindProcesses({ bind }: Win32) {
  const kernel32 = (prototype: string) => bind('kernel32.dll', prototype);
  const step = (name: string) =>
    kernel32(`int32_t __stdcall ${name}(void *snapshot, void *entry)`) as Native<[bigint, Buffer], number>;
  return {
    createSnapshot: kernel32('void * __stdcall CreateToolhelp32Snapshot(uint32_t what, uint32_t pid)') as Native<
      [what: number, pid: 0],
      Pointer
    >,
    first: step('Process32FirstW'),
    next: step('Process32NextW'),
    openProcess: kernel32('void * __stdcall OpenProcess(uint32_t access, int32_t inherit, uint32_t pid)') as Native<
      [access: number, inherit: 0, pid: number],
      Pointer
    >,
    closeHandle: kernel32('int32_t __stdcall CloseHandle(void *handle)') as Native<[handle: bigint], number>,
    imageName: kernel32(
      'int32_t __stdcall QueryFullProcessImageNameW(void *process, uint32_t flags, void *into, void *characters)',
    ) as Native<[process: bigint, flags: 0, into: Buffer, characters: Buffer], number>,
    times: kernel32(
      'int32_t __stdcall GetProcessTimes(void *process, void *created, void *exited, void *kernel, void *user)',
    ) as Native<[process: bigint, created: Buffer, exited: Buffer, kernel: Buffer, user: Buffer], number>,
    processIdToSessionId: kernel32('int32_t __stdcall ProcessIdToSessionId(uint32_t pid, void *session)') as Native<
      [pid: number, session: Buffer],
      number
    >,
    queryInformation: bind(
      'ntdll.dll',
      `int32_t __stdcall NtQueryInformationProcess(void *process, int32_t what, void *into, uint32_t bytes,
        void *needed)`,
    ) as Native<[process: bigint, what: number, into: Buffer, bytes: number, needed: Buffer], number>,
  };
}

function snapshot({
  createSnapshot,
  first,
  next,
  closeHandle,
}: Functions): Result<readonly Snapshot[], WindowsFailure> {
  const made = createSnapshot.now(TH32CS_SNAPPROCESS, 0);
  if (made.value === null || made.value === INVALID_HANDLE_VALUE) {
    return win32Failure('CreateToolhelp32Snapshot', made.lastError);
  }
  const handle = made.value;
  try {
    const entries: Snapshot[] = [];
    const octets = emptyProcessEntry();
    let stepped = first.now(handle, octets);
    for (; stepped.value !== 0; stepped = next.now(handle, octets)) entries.push(decodeProcessEntry(octets));
    return stepped.lastError === ERROR_NO_MORE_FILES
      ? success(entries)
      : win32Failure('Process32NextW', stepped.lastError);
  } finally {
    closeHandle.now(handle);
  }
}

/** What one process shows of itself: null where this account may not see it, or where it has ended meanwhile. */
function openDetails(
  win32: Win32,
  functions: Functions,
  schedule: Schedule,
): (pid: number, signal: AbortSignal) => Promise<Details> {
  const tokens = openTokens(win32);
  const accountName = openAccountNames(win32, tokens);
  const { openProcess, closeHandle, imageName, times, queryInformation } = functions;

  const pathOf = (process: bigint): string | null => {
    const [into, characters] = [Buffer.alloc(2 * pathCharacters), Buffer.alloc(4)];
    characters.writeUInt32LE(pathCharacters);
    if (imageName.now(process, 0, into, characters).value === 0) return null;
    return into.subarray(0, 2 * characters.readUInt32LE()).toString('utf16le');
  };
  const createdAtOf = (process: bigint): string | null => {
    const created = Buffer.alloc(8);
    const told = times.now(process, created, Buffer.alloc(8), Buffer.alloc(8), Buffer.alloc(8));
    return told.value === 0 ? null : fileTimeText(created);
  };
  const commandLineOf = (process: bigint): string | null => {
    const octets = Buffer.alloc(commandLineBytes);
    const told = queryInformation.now(process, ProcessCommandLineInformation, octets, octets.length, Buffer.alloc(4));
    return told.value < 0 ? null : unicodeString({ octets, address: win32.koffi.address(octets) });
  };

  /** A name that is long in coming is left out: the security identifier says who it is as well. */
  const nameOf = async (owner: TokenOwner, signal: AbortSignal): Promise<string | null> => {
    const limits = { deadlineMs: mostNameMs, signal };
    const name = await heldTo(limits, schedule, async () => success(await accountName(owner)));
    return name.ok ? name.value : null;
  };

  return async (pid, signal) => {
    const opened = openProcess.now(PROCESS_QUERY_LIMITED_INFORMATION, 0, pid).value;
    if (opened === null) return { path: null, commandLine: null, owner: null, ownerSid: null, createdAt: null };
    try {
      const owner = tokens.owner(opened);
      return {
        path: pathOf(opened),
        commandLine: commandLineOf(opened),
        owner: owner.ok ? await nameOf(owner.value, signal) : null,
        ownerSid: owner.ok ? owner.value.sidText : null,
        createdAt: createdAtOf(opened),
      };
    } finally {
      closeHandle.now(opened);
    }
  };
}
