import { rdpSettings } from '../../knowledge/rdp-settings.ts';
import { timers } from '../../knowledge/timers.ts';
import type { Message } from '../../model/message.ts';
import type { ObservationOf } from '../../model/observation.ts';
import { message } from '../message.ts';
import { machineWords } from './windows-sessions.ts';
import type { Words } from './words.ts';

type Timer = ObservationOf<'timer'>;

const msOf = { ms: 1, s: 1000, min: 60_000 } as const;

/** A time of a timer or a setting, in milliseconds; null for what is no time. */
export function inMs(value: number, unit: 'ms' | 's' | 'min' | 'flag' | 'number'): number | null {
  return unit === 'flag' || unit === 'number' ? null : value * msOf[unit];
}

function valueWords(value: number | null, unit: 'ms' | 's' | 'min' | 'flag' | 'number'): Message {
  if (value === null) return message('value.unknown');
  const ms = inMs(value, unit);
  if (ms !== null) return message('value.time', { value: ms });
  // A flag is on with any number but 0.
  if (unit === 'flag') return message(value === 0 ? 'value.off' : 'value.on');
  return message('value.number', { value: String(value) });
}

function timerValue(value: number | null, { timer, unit }: Timer): Message {
  return value !== null && value === timers[timer].never ? message('value.never') : valueWords(value, unit);
}

/** What a timer is called in the registry, else what people call it. */
function timerName({ timer }: Timer): Message | string {
  return timers[timer].stored?.name ?? message(timers[timer].label);
}

function describeTimer(seen: Timer): Message {
  const base = { name: timerName(seen), machine: machineWords(seen) };
  const effective = timerValue(seen.effective, seen);
  const value = timerValue(seen.configured, seen);
  switch (seen.problem) {
    case 'wrong-hive':
    case 'wrong-key':
      return message(`observation.timer.${seen.problem}`, { name: base.name });
    case 'wrong-type':
      return message('observation.timer.wrong-type', { ...base, stored: seen.stored ?? '' });
    case 'out-of-range':
      return message('observation.timer.out-of-range', { ...base, value });
    case 'not-in-force':
      return message('observation.timer.not-in-force', { ...base, value, effective });
    case undefined:
      break;
  }
  if (seen.configured !== null) return message('observation.timer.set', { ...base, value });
  if (seen.source === 'server') return message('observation.timer.told', { ...base, value: effective });
  if (seen.effective === null) return message('observation.timer.unknown', base);
  return message('observation.timer.default', { ...base, value: effective });
}

function describeSetting(seen: ObservationOf<'rdp-setting'>): Message {
  const row = rdpSettings[seen.setting];
  const base = { name: row.name, machine: machineWords(seen) };
  if (seen.problem === 'wrong-type') {
    return message('observation.rdp-setting.wrong-type', { ...base, stored: seen.stored ?? '' });
  }
  const unlimited = seen.configured !== null && (row.unlimited?.includes(seen.configured) ?? false);
  const value = unlimited ? message('value.no-limit') : valueWords(seen.configured, row.unit);
  if (seen.problem === 'out-of-range') return message('observation.rdp-setting.out-of-range', { ...base, value });
  return message(`observation.rdp-setting.${seen.source}`, { ...base, value });
}

function flagWords(flag: boolean | null): Message {
  return message(flag === null ? 'flag.not-set' : flag ? 'flag.on' : 'flag.off');
}

function describeProfile(seen: ObservationOf<'profile'>): Message {
  const { belongsTo, sid, path, damage } = seen;
  const whose = belongsTo === 'user' ? message('profile.user') : message('profile.other', { sid });
  const params = { whose, machine: machineWords(seen), path };
  const [worst] = damage;
  return worst === undefined ? message('observation.profile', params) : message(`observation.profile.${worst}`, params);
}

/** One sentence each. */
export const windowsSettingWords: Words<
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
  | 'firewall-read'
> = {
  timer: describeTimer,
  'extended-timeout-servers': ({ servers, target }) =>
    message(target ? 'observation.extended-timeout-servers.target' : 'observation.extended-timeout-servers', {
      servers: servers.join(', '),
    }),
  'rdp-setting': describeSetting,
  'rdp-settings-read': (seen) =>
    message('observation.rdp-settings-read', { set: seen.set, of: seen.of, machine: machineWords(seen) }),
  'smb1-client': ({ state }) => message(`observation.smb1-client.${state}`),
  'smb1-server': ({ state }) => message(`observation.smb1-server.${state}`),
  'smb-signing': ({ role, required, enabled }) =>
    message('observation.smb-signing', {
      role: message(`smb-role.${role}`),
      required: flagWords(required),
      enabled: flagWords(enabled),
    }),
  profile: describeProfile,
  'profiles-read': (seen) =>
    message('observation.profiles-read', {
      count: seen.count,
      damaged: seen.damaged,
      machine: machineWords(seen),
    }),
  'firewall-profile': ({ profile, enabled, blocksOutbound }) => {
    const on = blocksOutbound === true ? 'on-blocking' : 'on';
    const state = enabled === null ? 'unknown' : enabled ? on : 'off';
    return message(`observation.firewall-profile.${state}`, { profile: message(`firewall-profile.${profile}`) });
  },
  'firewall-rule': ({ action, name, port, program }) =>
    message(`observation.firewall-rule.${action}`, {
      name,
      port: String(port),
      who: program === undefined ? message('firewall.everybody') : message('firewall.program', { program }),
    }),
  'firewall-read': ({ rules, unreadable, ports }) => {
    const params = { rules, ports: ports.join(', ') };
    return unreadable === 0
      ? message('observation.firewall-read', params)
      : message('observation.firewall-read.unreadable', { ...params, unreadable });
  },
};
