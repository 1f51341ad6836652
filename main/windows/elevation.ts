import type { Result } from '../../app/model/result.ts';
import type { Read, ReadOptions, WindowsFailure } from './failure.ts';

/** Who is at the other end of a pipe. */
export interface Peer {
  readonly pid: number;
  /** The path of its program, as Windows writes it. */
  readonly image: string;
}

/** One end of a pipe between two processes, which take turns. */
export interface PipeEnd {
  readonly peer: () => Result<Peer, WindowsFailure>;
  /** The next bytes; null when the other end is closed. */
  readonly read: (options: ReadOptions) => Read<Buffer | null>;
  /** 64 KiB at most. */
  readonly write: (octets: Buffer) => Result<undefined, WindowsFailure>;
  readonly close: () => void;
}

/** A pipe that waits for its one client. */
export interface PipeServer {
  readonly accept: (options: ReadOptions) => Read<PipeEnd>;
  readonly close: () => void;
}

/** A program that was started. */
export interface Launched {
  readonly pid: number;
  readonly image: string;
  readonly release: () => void;
}

/** What starting our own program with an administrator's rights, and talking to it, takes. */
export interface ElevationMeans {
  readonly pid: number;
  /** The path of this process's own program, as Windows writes it. */
  readonly ownImage: () => Result<string, WindowsFailure>;
  /** `name` without "\\.\pipe\". */
  readonly createPipe: (name: string) => Result<PipeServer, WindowsFailure>;
  readonly connectPipe: (name: string) => Result<PipeEnd, WindowsFailure>;
  /** ShellExecuteExW with the verb "runas": Windows asks the person. Error 1223 when that was declined. */
  readonly runAsAdministrator: (file: string, words: readonly string[], options: ReadOptions) => Read<Launched>;
}
