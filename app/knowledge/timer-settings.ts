import type { TimerSettingId } from '../model/action.ts';

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

const services = 'SYSTEM\\CurrentControlSet\\Services';
const client = `${services}\\LanmanWorkstation\\Parameters`;
const server = `${services}\\LanmanServer\\Parameters`;

/**
 * Key, name and range of each: SessTimeout KB102067, ExtendedSessTimeout [MS-SMB2] 3.2.5.5 note 184, KeepConn KB102981,
 * AutoDisconnect [MS-SRVS] sv103_disc and KB138365, OplockBreakWait KB129202, KeepAliveTime as TCP/IP's reference has it.
 * SessTimeout keeps to the range that [MS-WKST] and the registry's reference share in practice: below 10 s every slow
 * answer would cut the connection.
 */
export const timerSettings: Readonly<Record<TimerSettingId, TimerSetting>> = {
  'smb-session-timeout': { key: client, name: 'SessTimeout', unit: 's', least: 10, most: 65_535, after: 'restart' },
  'smb-extended-session-timeout': {
    key: client,
    name: 'ExtendedSessTimeout',
    unit: 's',
    least: 10,
    most: 65_535,
    after: 'restart',
  },
  'smb-keep-connection': { key: client, name: 'KeepConn', unit: 's', least: 1, most: 65_535, after: 'restart' },
  'smb-server-auto-disconnect': {
    key: server,
    name: 'AutoDisconnect',
    unit: 'min',
    least: 1,
    most: 0xffff_ffff,
    after: 'server-service',
  },
  'smb-server-oplock-break-wait': {
    key: server,
    name: 'OplockBreakWait',
    unit: 's',
    least: 10,
    most: 180,
    after: 'server-service',
  },
  'tcp-keep-alive-time': {
    key: `${services}\\Tcpip\\Parameters`,
    name: 'KeepAliveTime',
    unit: 'ms',
    least: 1000,
    most: 0xffff_ffff,
    after: 'restart',
  },
};
