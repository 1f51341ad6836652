import type { RdpSettingId } from '../model/setting.ts';
import type { RegistryPlace } from '../model/stored-value.ts';
import type { MessageId } from '../wording/message.ts';

/** A setting of Remote Desktop that bears on sessions. */
export interface RdpSettingRow {
  /** What it means for sessions. */
  readonly meaning: MessageId;
  /** The name of its value, everywhere. */
  readonly name: string;
  readonly unit: 'ms' | 'min' | 'flag' | 'number';
  readonly range: { readonly min: number; readonly max: number } | null;
  /** Numbers outside the range that are written all the same: no limit. */
  readonly unlimited?: readonly number[];
  /** Where it stands, in the order in which Windows goes by them. */
  readonly places: readonly (RegistryPlace & { readonly source: 'policy' | 'user-policy' | 'setting' })[];
  /** The flag beside the setting of its own which says that the user's account decides instead. */
  readonly inherits?: string;
  readonly source: string;
}

const policyKey = 'SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services';
const terminalServer = 'SYSTEM\\CurrentControlSet\\Control\\Terminal Server';

/** The keys that the settings stand under. */
export const rdpSettingKeys = {
  policy: policyKey,
  clientPolicy: `${policyKey}\\Client`,
  terminalServer,
  rdpTcp: `${terminalServer}\\WinStations\\RDP-Tcp`,
} as const;

type Place = RdpSettingRow['places'][number];

function places(name: string, own: 'terminalServer' | 'rdpTcp' | null, user = false): readonly Place[] {
  return [
    { hive: 'HKLM', key: policyKey, name, source: 'policy' },
    ...(user ? [{ hive: 'HKCU', key: policyKey, name, source: 'user-policy' } as const] : []),
    ...(own === null ? [] : [{ hive: 'HKLM', key: rdpSettingKeys[own], name, source: 'setting' } as const]),
  ];
}

const admx = 'TerminalServer.admx';
const limit = { min: 60_000, max: 432_000_000 } as const;

function row(id: RdpSettingId, rest: Omit<RdpSettingRow, 'meaning'>): RdpSettingRow {
  return { meaning: `meaning.rdp-setting.${id}`, ...rest };
}

const flag = { unit: 'flag', range: { min: 0, max: 1 } } as const;

/** Every setting. A policy counts before a setting of its own, that of the machine before that of the user. */
export const rdpSettings: Readonly<Record<RdpSettingId, RdpSettingRow>> = {
  'single-session': row('single-session', {
    name: 'fSingleSessionPerUser',
    ...flag,
    places: places('fSingleSessionPerUser', 'terminalServer'),
    source: admx,
  }),
  'max-instances': row('max-instances', {
    name: 'MaxInstanceCount',
    unit: 'number',
    range: { min: 1, max: 999_999 },
    unlimited: [999_999, 0xffffffff],
    places: places('MaxInstanceCount', 'rdpTcp'),
    source: admx,
  }),
  'max-idle-time': row('max-idle-time', {
    name: 'MaxIdleTime',
    unit: 'ms',
    range: limit,
    unlimited: [0],
    places: places('MaxIdleTime', 'rdpTcp', true),
    inherits: 'fInheritMaxIdleTime',
    source: admx,
  }),
  'max-disconnection-time': row('max-disconnection-time', {
    name: 'MaxDisconnectionTime',
    unit: 'ms',
    range: limit,
    unlimited: [0],
    places: places('MaxDisconnectionTime', 'rdpTcp', true),
    inherits: 'fInheritMaxDisconnectionTime',
    source: admx,
  }),
  'max-connection-time': row('max-connection-time', {
    name: 'MaxConnectionTime',
    unit: 'ms',
    range: limit,
    unlimited: [0],
    places: places('MaxConnectionTime', 'rdpTcp', true),
    inherits: 'fInheritMaxSessionTime',
    source: admx,
  }),
  'reset-broken': row('reset-broken', {
    name: 'fResetBroken',
    ...flag,
    places: places('fResetBroken', 'rdpTcp', true),
    inherits: 'fInheritResetBroken',
    source: admx,
  }),
  'keep-alive-enable': row('keep-alive-enable', {
    name: 'KeepAliveEnable',
    ...flag,
    places: places('KeepAliveEnable', 'terminalServer'),
    source: admx,
  }),
  'keep-alive-interval': row('keep-alive-interval', {
    name: 'KeepAliveInterval',
    unit: 'min',
    range: { min: 1, max: 999_999 },
    places: places('KeepAliveInterval', 'terminalServer'),
    source: admx,
  }),
  'deny-connections': row('deny-connections', {
    name: 'fDenyTSConnections',
    ...flag,
    places: places('fDenyTSConnections', 'terminalServer'),
    source: admx,
  }),
  'user-authentication': row('user-authentication', {
    name: 'UserAuthentication',
    ...flag,
    places: places('UserAuthentication', 'rdpTcp'),
    source: admx,
  }),
  'security-layer': row('security-layer', {
    name: 'SecurityLayer',
    unit: 'number',
    range: { min: 0, max: 2 },
    places: places('SecurityLayer', 'rdpTcp'),
    source: admx,
  }),
  'min-encryption-level': row('min-encryption-level', {
    name: 'MinEncryptionLevel',
    unit: 'number',
    range: { min: 1, max: 4 },
    places: places('MinEncryptionLevel', 'rdpTcp'),
    source: admx,
  }),
  'port-number': row('port-number', {
    name: 'PortNumber',
    unit: 'number',
    range: { min: 1, max: 65_535 },
    places: [{ hive: 'HKLM', key: rdpSettingKeys.rdpTcp, name: 'PortNumber', source: 'setting' }],
    source: 'learn.microsoft.com change-listening-port',
  }),
  'disable-auto-reconnect': row('disable-auto-reconnect', {
    name: 'fDisableAutoReconnect',
    ...flag,
    places: places('fDisableAutoReconnect', null),
    source: admx,
  }),
  'select-transport': row('select-transport', {
    name: 'SelectTransport',
    unit: 'number',
    range: { min: 0, max: 2 },
    places: places('SelectTransport', null),
    source: admx,
  }),
  'client-disable-udp': row('client-disable-udp', {
    name: 'fClientDisableUDP',
    ...flag,
    places: [{ hive: 'HKLM', key: rdpSettingKeys.clientPolicy, name: 'fClientDisableUDP', source: 'policy' }],
    source: admx,
  }),
};

/** All ids, in the order of the table. */
export const rdpSettingOrder = Object.keys(rdpSettings) as readonly RdpSettingId[];
