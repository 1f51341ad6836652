import type { Result } from '../../../app/model/result.ts';
import { failure, success } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { ElevationMeans, PipeEnd } from '../elevation.ts';
import type { WindowsFailure } from '../failure.ts';
import type { ProcessHandles } from './process-handle.ts';
import { processAccess } from './process-handle.ts';
import type { GivenUp } from './read.ts';
import { heldTo, win32Failure } from './read.ts';
import type { Native, Pointer, Win32 } from './win32.ts';

const PIPE_ACCESS_DUPLEX = 3;
const FILE_FLAG_FIRST_PIPE_INSTANCE = 0x0008_0000;
/** Bytes, and calls that never wait: each end looks again instead, so that no thread hangs on a silent one. */
const PIPE_NOWAIT = 1;
const PIPE_REJECT_REMOTE_CLIENTS = 8;
const GENERIC_READ_WRITE = 0xc000_0000;
const OPEN_EXISTING = 3;
/** The server learns who comes, and can't act in their name. */
const SECURITY_SQOS_PRESENT_IDENTIFICATION = 0x0011_0000;
const INVALID_HANDLE_VALUE = 0xffff_ffff_ffff_ffffn;
const ERROR_BROKEN_PIPE = 109;
const ERROR_PIPE_NOT_CONNECTED = 233;
const ERROR_PIPE_CONNECTED = 535;
const ERROR_PIPE_LISTENING = 536;
const ERROR_NO_DATA = 232;
const ERROR_WRITE_FAULT = 29;
const bufferBytes = 65_536;
const betweenLooksMs = 20;

/** One pipe between two processes of this PC, through kernel32.dll. */
export function openNamedPipes(
  { bind }: Win32,
  schedule: Schedule,
  handles: ProcessHandles,
): Pick<ElevationMeans, 'createPipe' | 'connectPipe'> {
  const functions = bindPipes(bind);
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      schedule(betweenLooksMs, resolve);
    });

  /** Looks until there is something to tell, or nobody waits for it. */
  const until = async <Value>(
    givenUp: GivenUp,
    look: () => Result<Value, WindowsFailure> | null,
  ): Promise<Result<Value, WindowsFailure>> => {
    for (;;) {
      const seen = look();
      if (seen !== null) return seen;
      if (givenUp()) return failure({ kind: 'cancelled' });
      await pause();
    }
  };

  const endOver = (pipe: bigint, peerOf: 'clientPid' | 'serverPid'): PipeEnd => ({
    peer: () => {
      const pid = Buffer.alloc(4);
      const { value, lastError } = functions[peerOf].now(pipe, pid);
      if (value === 0) return win32Failure('GetNamedPipeProcessId', lastError);
      const opened = handles.open(pid.readUInt32LE(), processAccess.see);
      if (!opened.ok) return opened;
      const image = handles.imageOf(opened.value);
      handles.close(opened.value);
      return image.ok ? success({ pid: pid.readUInt32LE(), image: image.value }) : image;
    },
    read: (options) =>
      heldTo(options, schedule, (givenUp) =>
        until<Buffer | null>(givenUp, () => {
          const waiting = Buffer.alloc(4);
          const peeked = functions.peek.now(pipe, null, 0, null, waiting, null);
          if (peeked.value === 0) return isClosed(peeked.lastError) ? success(null) : null;
          if (waiting.readUInt32LE() === 0) return null;
          const [octets, read] = [Buffer.alloc(Math.min(waiting.readUInt32LE(), bufferBytes)), Buffer.alloc(4)];
          const taken = functions.read.now(pipe, octets, octets.length, read, null);
          if (taken.value !== 0) return success(octets.subarray(0, read.readUInt32LE()));
          return isClosed(taken.lastError) ? success(null) : win32Failure('ReadFile', taken.lastError);
        }),
      ),
    write: (octets) => {
      const written = Buffer.alloc(4);
      const { value, lastError } = functions.write.now(pipe, octets, octets.length, written, null);
      if (value === 0) return win32Failure('WriteFile', lastError);
      return written.readUInt32LE() === octets.length
        ? success(undefined)
        : win32Failure('WriteFile', ERROR_WRITE_FAULT);
    },
    close: () => {
      functions.close.now(pipe);
    },
  });

  return {
    createPipe: (name) => {
      const { value: pipe, lastError } = functions.create.now(
        pathOf(name),
        PIPE_ACCESS_DUPLEX | FILE_FLAG_FIRST_PIPE_INSTANCE,
        PIPE_NOWAIT | PIPE_REJECT_REMOTE_CLIENTS,
        1,
        bufferBytes,
        bufferBytes,
        0,
        null,
      );
      if (pipe === null || pipe === INVALID_HANDLE_VALUE) return win32Failure('CreateNamedPipeW', lastError);
      let open = true;
      const close = (): void => {
        if (open) functions.close.now(pipe);
        open = false;
      };
      return success({
        accept: (options) =>
          heldTo(options, schedule, (givenUp) =>
            until<PipeEnd>(givenUp, () => {
              const { value, lastError: why } = functions.connect.now(pipe, null);
              if (value === 0 && why === ERROR_PIPE_LISTENING) return null;
              const come = why === ERROR_PIPE_CONNECTED || why === ERROR_NO_DATA;
              if (value === 0 && !come) return win32Failure('ConnectNamedPipe', why);
              // On this kind of pipe it succeeds as well when it has begun to listen.
              return come ? success({ ...endOver(pipe, 'clientPid'), close }) : null;
            }),
          ),
        close,
      });
    },
    connectPipe: (name) => {
      const { value: pipe, lastError } = functions.open.now(
        pathOf(name),
        GENERIC_READ_WRITE,
        0,
        null,
        OPEN_EXISTING,
        SECURITY_SQOS_PRESENT_IDENTIFICATION,
        null,
      );
      if (pipe === null || pipe === INVALID_HANDLE_VALUE) return win32Failure('CreateFileW', lastError);
      return success(endOver(pipe, 'serverPid'));
    },
  };
}

function pathOf(name: string): string {
  return `\\\\.\\pipe\\${name}`;
}

function isClosed(error: number): boolean {
  return error === ERROR_BROKEN_PIPE || error === ERROR_PIPE_NOT_CONNECTED;
}

function bindPipes(bind: Win32['bind']) {
  const kernel32 = (prototype: string) => bind('kernel32.dll', prototype);
  const pidOf = (name: string) =>
    kernel32(`int32_t __stdcall ${name}(void *pipe, void *pid)`) as Native<[pipe: bigint, pid: Buffer], number>;
  const transfer = (name: string) =>
    kernel32(
      `int32_t __stdcall ${name}(void *file, void *octets, uint32_t count, void *done, void *overlapped)`,
    ) as Native<[file: bigint, octets: Buffer, count: number, done: Buffer, overlapped: null], number>;
  return {
    create: kernel32(
      `void * __stdcall CreateNamedPipeW(str16 name, uint32_t open, uint32_t mode, uint32_t instances, uint32_t out,
        uint32_t in, uint32_t ms, void *security)`,
    ) as Native<
      [
        name: string,
        open: number,
        mode: number,
        instances: number,
        out: number,
        into: number,
        ms: number,
        security: null,
      ],
      Pointer
    >,
    connect: kernel32('int32_t __stdcall ConnectNamedPipe(void *pipe, void *overlapped)') as Native<
      [pipe: bigint, overlapped: null],
      number
    >,
    peek: kernel32(
      `int32_t __stdcall PeekNamedPipe(void *pipe, void *into, uint32_t bytes, void *read, void *waiting, void *left)`,
    ) as Native<[pipe: bigint, into: null, bytes: 0, read: null, waiting: Buffer, left: null], number>,
    open: kernel32(
      `void * __stdcall CreateFileW(str16 name, uint32_t access, uint32_t share, void *security, uint32_t how,
        uint32_t flags, void *template)`,
    ) as Native<
      [name: string, access: number, share: 0, security: null, how: number, flags: number, template: null],
      Pointer
    >,
    read: transfer('ReadFile'),
    write: transfer('WriteFile'),
    clientPid: pidOf('GetNamedPipeClientProcessId'),
    serverPid: pidOf('GetNamedPipeServerProcessId'),
    close: kernel32('int32_t __stdcall CloseHandle(void *handle)') as Native<[handle: bigint], number>,
  };
}
