import type { RegistryPlace } from '../model/stored-value.ts';
import type { TimerId, TimerUnit } from '../model/timer.ts';
import type { MessageId } from '../wording/message.ts';

/** A timer that can end a session or a connection. */
export interface TimerRow {
  /** What people call it. */
  readonly label: MessageId;
  /** What it does, in a sentence. */
  readonly does: MessageId;
  /** Who runs it. */
  readonly runs: 'client' | 'server' | 'network' | 'domain';
  readonly unit: TimerUnit;
  /** What is taken without a value, by the build of Windows from which on; empty where that is not known. */
  readonly defaults: readonly { readonly fromBuild: number; readonly value: number }[];
  /** The default is so many times the timer named. */
  readonly derived?: { readonly from: TimerId; readonly times: number };
  /** What is accepted, in `unit`; null where nothing says. */
  readonly range: { readonly min: number; readonly max: number } | null;
  /** The value that means "never". */
  readonly never?: number;
  /** Where it is set; null where nobody can. */
  readonly stored: RegistryPlace | null;
  /** The security option or account policy that writes it, as Windows names it. */
  readonly policy?: string;
  /** Whether today's Windows goes by it. */
  readonly honoured: 'yes' | 'smb1-only' | 'no' | 'unverified';
  readonly source: string;
  /** `low`: one third party only. */
  readonly confidence: 'high' | 'medium' | 'low';
}

const parameters = (service: string) => `SYSTEM\\CurrentControlSet\\Services\\${service}\\Parameters`;

/** The keys that timers stand under. */
export const timerKeys = {
  workstation: parameters('LanmanWorkstation'),
  server: parameters('LanmanServer'),
  witness: parameters('SMBWitness'),
  netBt: parameters('NetBT'),
  tcpIp: parameters('Tcpip'),
} as const;

/** A value of one of these keys. */
export function under(where: keyof typeof timerKeys, name: string): RegistryPlace {
  return { hive: 'HKLM', key: timerKeys[where], name };
}

/** One row of the table; what is not given is the plain case. */
export function timer(
  id: TimerId,
  row: Pick<TimerRow, 'runs' | 'unit' | 'honoured' | 'source' | 'confidence'> &
    Partial<Omit<TimerRow, 'defaults'>> & { readonly takes: number | null | TimerRow['defaults'] },
): TimerRow {
  const { takes, ...rest } = row;
  const defaults = takes === null ? [] : typeof takes === 'number' ? [{ fromBuild: 0, value: takes }] : takes;
  return { label: `timer.${id}.label`, does: `timer.${id}.does`, range: null, stored: null, defaults, ...rest };
}
