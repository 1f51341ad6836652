import type { Read, ReadOptions } from './failure.ts';
import type { Machine } from './inspector.ts';

/** A value of the registry as its bytes; the type by its number (winnt.h). */
export interface RawValue {
  readonly type: number;
  readonly octets: Uint8Array;
}

/** A process that is held open: its pid goes to nobody else while it is. */
export interface HeldProcess {
  /** Asks its windows to close (WM_CLOSE); how many were asked. */
  readonly askToClose: () => number;
  /** True when it ended within `ms`. */
  readonly ends: (ms: number) => Promise<boolean>;
  /** TerminateProcess; null when it was taken, else the Win32 error. */
  readonly terminate: () => number | null;
  readonly release: () => void;
}

/** What is shown to the user of a session. */
export interface SessionMessage {
  readonly title: string;
  readonly text: string;
  /** How long it stands there at most. */
  readonly seconds: number;
}

/**
 * What changes Windows. Like the inspector it resolves, never rejects, and ends by its deadline; what was asked by then
 * may still happen. One implementation calls Win32, and tests hand in one of their own.
 */
export interface WindowsActuator {
  /** Opens a process if it is still the one created at that time (ISO 8601); null when it is gone or another. */
  readonly holdProcess: (pid: number, createdAt: string, options: ReadOptions) => Read<HeldProcess | null>;
  /** Starts Windows' own Remote Desktop client. */
  readonly openRdpClient: (address: string, options: ReadOptions) => Read<undefined>;
  readonly showMessage: (
    machine: Machine,
    session: number,
    shown: SessionMessage,
    options: ReadOptions,
  ) => Read<undefined>;
  /** Waits until the session is gone. */
  readonly logOff: (machine: Machine, session: number, options: ReadOptions) => Read<undefined>;
  /** Asks a service to stop or start; how that goes on is seen by asking for its state. */
  readonly stopService: (machine: Machine, name: string, options: ReadOptions) => Read<undefined>;
  readonly startService: (machine: Machine, name: string, options: ReadOptions) => Read<undefined>;
  /** Values below HKEY_LOCAL_MACHINE, 64-bit view; null when there is none. */
  readonly readValue: (key: string, name: string, options: ReadOptions) => Read<RawValue | null>;
  /** Writes a value, or deletes it for null. */
  readonly writeValue: (key: string, name: string, value: RawValue | null, options: ReadOptions) => Read<undefined>;
  readonly flushDns: (options: ReadOptions) => Read<undefined>;
  readonly flushNetbiosNames: (options: ReadOptions) => Read<undefined>;
  readonly flushNeighbours: (options: ReadOptions) => Read<undefined>;
  readonly purgeTickets: (options: ReadOptions) => Read<undefined>;
  /** WNetCancelConnection2W of "P:" or "\\server\share", for now only. */
  readonly cancelConnection: (name: string, force: boolean, options: ReadOptions) => Read<undefined>;
  /** CredDeleteW by name, whatever kind of credential bears it. */
  readonly deleteCredential: (name: string, options: ReadOptions) => Read<undefined>;
  /** Opens a page of Windows' settings, "ms-settings:network-status". */
  readonly openSettings: (page: string, options: ReadOptions) => Read<undefined>;
}
