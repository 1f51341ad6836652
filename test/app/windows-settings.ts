import type { Fields } from './observations.ts';

type Kinds =
  | 'timer'
  | 'extended-timeout-servers'
  | 'rdp-setting'
  | 'rdp-settings-read'
  | 'smb1-client'
  | 'smb1-server'
  | 'smb-signing'
  | 'profile'
  | 'profiles-read'
  | 'firewall-profile'
  | 'firewall-rule'
  | 'firewall-read';

/** What a PC is set to, at its plainest. */
export const windowsSettingExamples: { readonly [Kind in Kinds]: Fields<Kind> } = {
  timer: {
    check: 'windows-timers',
    timer: 'sess-timeout',
    machine: 'this-pc',
    configured: null,
    effective: 60,
    default: 60,
    unit: 's',
    source: 'default',
  },
  'extended-timeout-servers': { check: 'windows-timers', servers: ['nas-01', 'nas-02'], target: true },
  'rdp-setting': {
    check: 'windows-policies',
    setting: 'max-idle-time',
    machine: 'target',
    configured: 900_000,
    effective: 900_000,
    source: 'policy',
    where: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services\\MaxIdleTime',
  },
  'rdp-settings-read': { check: 'windows-policies', machine: 'this-pc', of: 16, set: 3 },
  'smb1-client': { check: 'windows-smb', state: 'not-installed', start: null, depends: false },
  'smb1-server': { check: 'windows-smb', state: 'off' },
  'smb-signing': { check: 'windows-smb', role: 'client', required: true, enabled: null },
  profile: {
    check: 'windows-profiles',
    machine: 'this-pc',
    sid: 'S-1-5-21-1-2-3-1104',
    path: 'C:\\Users\\kim',
    belongsTo: 'user',
    state: [],
    damage: [],
    folder: 'there',
  },
  'profiles-read': { check: 'windows-profiles', machine: 'this-pc', count: 3, damaged: 0 },
  'firewall-profile': {
    check: 'windows-firewall',
    profile: 'domain',
    enabled: true,
    blocksOutbound: false,
    source: 'local',
  },
  'firewall-rule': {
    check: 'windows-firewall',
    rule: '{00000000-0000-0000-0000-000000000001}',
    name: 'No SMB',
    source: 'local',
    action: 'block',
    port: 445,
    profiles: [],
    addresses: 'all',
    narrowed: false,
  },
  'firewall-read': { check: 'windows-firewall', rules: 400, unreadable: 0, ports: [445, 3389] },
};
