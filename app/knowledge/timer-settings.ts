import type { TimerSettingId } from '../model/action.ts';
import { timerKeys } from './timer-row.ts';

/** Where a timer stands in HKEY_LOCAL_MACHINE, and what may stand there. All of them are a REG_DWORD. */
interface TimerSetting {
  readonly key: string;
  readonly name: string;
  readonly unit: 's' | 'min' | 'ms';
  readonly least: number;
  readonly most: number;
  /** What reads it anew; until then the former value is in force. */
  readonly after: 'server-service' | 'restart';
}

const { workstation: client, server, tcpIp } = timerKeys;

/**
 * The timers of the table of timers that can be set, within its range or a narrower one: below 10 s every slow answer
 * would cut the connection, and what AutoDisconnect 0 does is told in two ways (KB138365, CIS benchmarks).
 */
export const timerSettings: Readonly<Record<TimerSettingId, TimerSetting>> = {
  'sess-timeout': { key: client, name: 'SessTimeout', unit: 's', least: 10, most: 65_535, after: 'restart' },
  'extended-sess-timeout': {
    key: client,
    name: 'ExtendedSessTimeout',
    unit: 's',
    least: 10,
    most: 65_535,
    after: 'restart',
  },
  'keep-conn': { key: client, name: 'KeepConn', unit: 's', least: 1, most: 65_535, after: 'restart' },
  'auto-disconnect': {
    key: server,
    name: 'AutoDisconnect',
    unit: 'min',
    least: 1,
    most: 0xffff_ffff,
    after: 'server-service',
  },
  'oplock-break-wait': {
    key: server,
    name: 'OplockBreakWait',
    unit: 's',
    least: 10,
    most: 180,
    after: 'server-service',
  },
  'tcp-keep-alive': {
    key: tcpIp,
    name: 'KeepAliveTime',
    unit: 'ms',
    least: 1000,
    most: 0xffff_ffff,
    after: 'restart',
  },
};
