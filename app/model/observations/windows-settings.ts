import * as z from 'zod';
import { RdpSettingId } from '../setting.ts';
import { TimerId, TimerUnit } from '../timer.ts';
import { common } from './common.ts';
import { machine } from './windows.ts';
import { belongsTo } from './windows-sessions.ts';

/** What is wrong with how a number stands in the registry. */
export const StoredProblem = z.enum([
  'wrong-type',
  'out-of-range',
  /** It stands in the user's hive, where nothing looks for it. */
  'wrong-hive',
  /** It stands under the parameters of the other service. */
  'wrong-key',
  /** The service has not taken it over. */
  'not-in-force',
]);
export type StoredProblem = z.infer<typeof StoredProblem>;

export const FirewallProfile = z.enum(['domain', 'private', 'public']);
export type FirewallProfile = z.infer<typeof FirewallProfile>;

const number = z.number().int().min(0);

/** What this PC, or the server, is set to. */
export const windowsSettingObservations = [
  /** A timer: what is set, and what it works with. All numbers are in `unit`. */
  z.object({
    ...common,
    kind: z.literal('timer'),
    timer: TimerId,
    machine,
    /** Null where it is not set, or is no number. */
    configured: number.nullable(),
    /** Null where that is not known. */
    effective: number.nullable(),
    default: number.nullable(),
    unit: TimerUnit,
    /** Where `effective` comes from: the registry, what Windows takes without, or the service that was asked. */
    source: z.enum(['registry', 'default', 'server']),
    problem: StoredProblem.optional(),
    /** What is stored, where it is no number. */
    stored: z.string().optional(),
  }),
  /** Servers for which the client waits longer (ServersWithExtendedSessTimeout). */
  z.object({
    ...common,
    kind: z.literal('extended-timeout-servers'),
    servers: z.array(z.string()),
    /** The target is one of them. */
    target: z.boolean(),
  }),
  /** A setting of Remote Desktop that stands somewhere. */
  z.object({
    ...common,
    kind: z.literal('rdp-setting'),
    setting: RdpSettingId,
    machine,
    /** Null where it is no number. */
    configured: number.nullable(),
    /** Null where that is not known. */
    effective: number.nullable(),
    /** A policy of the machine, one of the user, or a setting of its own. The first that stands counts. */
    source: z.enum(['policy', 'user-policy', 'setting']),
    /** The whole path of the value. */
    where: z.string(),
    problem: StoredProblem.optional(),
    stored: z.string().optional(),
  }),
  /** All settings of Remote Desktop were looked for, and so many stand somewhere. */
  z.object({ ...common, kind: z.literal('rdp-settings-read'), machine, of: number, set: number }),
  /** Whether Windows itself on this PC can speak SMB1 as a client. */
  z.object({
    ...common,
    kind: z.literal('smb1-client'),
    state: z.enum(['on', 'off', 'not-installed', 'unknown']),
    /** Start of mrxsmb10; null where it does not stand. */
    start: number.nullable(),
    /** LanmanWorkstation depends on it; null where that is not known. */
    depends: z.boolean().nullable(),
  }),
  /** Whether this PC, as a server, speaks SMB1. */
  z.object({ ...common, kind: z.literal('smb1-server'), state: z.enum(['on', 'off', 'not-set']) }),
  /** Signing of SMB on this PC; null is not set, so that the version of Windows decides. */
  z.object({
    ...common,
    kind: z.literal('smb-signing'),
    role: z.enum(['client', 'server']),
    required: z.boolean().nullable(),
    enabled: z.boolean().nullable(),
  }),
  /** A user profile that is damaged, or is that of the user. */
  z.object({
    ...common,
    kind: z.literal('profile'),
    machine,
    sid: z.string(),
    path: z.string(),
    belongsTo,
    /** Names of the State bits. */
    state: z.array(z.string()),
    /** What is wrong: a copy under `.bak`, a temporary profile, a folder that is not there. */
    damage: z.array(z.enum(['bak', 'only-bak', 'temporary', 'folder-missing'])),
    /** Null where it was not looked for. */
    folder: z.enum(['there', 'missing']).nullable(),
  }),
  /** All profiles were looked at. */
  z.object({ ...common, kind: z.literal('profiles-read'), machine, count: number, damaged: number }),
  /** How the firewall of this PC is set, one for each kind of network. */
  z.object({
    ...common,
    kind: z.literal('firewall-profile'),
    profile: FirewallProfile,
    /** Null where it is not set. */
    enabled: z.boolean().nullable(),
    blocksOutbound: z.boolean().nullable(),
    source: z.enum(['policy', 'local']),
  }),
  /** A rule in force that bears on a port of the target, outwards. */
  z.object({
    ...common,
    kind: z.literal('firewall-rule'),
    rule: z.string(),
    name: z.string(),
    source: z.enum(['policy', 'local']),
    action: z.enum(['block', 'allow']),
    port: z.number().int(),
    /** The networks that it is for; all where it names none. */
    profiles: z.array(FirewallProfile),
    /** Only for this program or service; left out where it is for all. */
    program: z.string().optional(),
    /** Whether it is for all servers, for the target among others, or for some that can't be told from here. */
    addresses: z.enum(['all', 'target', 'unknown']),
    /** It has further conditions, which are not looked at. */
    narrowed: z.boolean(),
  }),
  /** All rules were looked at. */
  z.object({
    ...common,
    kind: z.literal('firewall-read'),
    rules: number,
    /** Rules that are written in a way that nobody here reads. */
    unreadable: number,
    ports: z.array(z.number().int()),
  }),
] as const;
