import * as z from 'zod';
import { milliseconds, common } from './common.ts';
import { belongsTo } from './windows-sessions.ts';
import { machine } from './windows.ts';

const time = z.string().nullable();

/** What an event of a Windows log tells; app/knowledge/events.ts has the channels and ids. */
export const EventTells = z.enum([
  'rdp-logon',
  'rdp-shell-started',
  'rdp-logoff',
  'rdp-disconnected',
  'rdp-reconnected',
  'rdp-disconnected-by-session',
  'rdp-disconnected-for-reason',
  'rdp-authenticated',
  'rdp-connection-received',
  'rdp-connection-from',
  'rdp-transport-failed',
  'rdp-bad-credentials',
  'rdp-channel-closed',
  'rdp-client-connecting',
  'rdp-client-connected',
  'rdp-client-disconnected',
  'smb-connect-failed',
  'smb-connection-lost',
  'smb-session-lost',
  'smb-session-back',
  'smb-share-lost',
  'smb-share-back',
  'smb-request-timed-out',
  'smb-sign-in-failed',
  'smb1-refused-here',
  'system-started',
  'system-stopping',
  'system-stopped-unexpectedly',
  'system-restart-asked',
  'service-changed',
  'service-crashed',
  'profile-temporary',
  'profile-set-aside',
  'profile-not-loaded',
  'duplicate-sid',
]);
export type EventTells = z.infer<typeof EventTells>;

/** The user's own side: tickets, account, connections, path, and what the logs remember. */
export const windowsUserSideObservations = [
  z.object({
    ...common,
    kind: z.literal('kerberos-ticket'),
    /** "cifs/nas01.example.test". */
    server: z.string(),
    realm: z.string(),
    /** For getting other tickets, for the target, or for something else. */
    use: z.enum(['ticket-granting', 'target', 'other']),
    startsAt: time,
    endsAt: time,
    renewsUntil: time,
    /** How long it is good yet, negative when it has ended; null where it never ends. */
    leftMs: z.number().nullable(),
  }),
  /** When the user's account may be used. */
  z.object({
    ...common,
    kind: z.literal('account-limits'),
    /** DOMAIN\name. */
    user: z.string(),
    hours: z.enum(['any', 'within', 'outside']),
    /** When the hours that are allowed began to be over, or will. */
    hoursEnd: time,
    expiresAt: time,
    expired: z.boolean(),
  }),
  z.object({
    ...common,
    kind: z.literal('user-connection'),
    /** "P:", or empty. */
    drive: z.string(),
    /** "\\server\share". */
    remote: z.string(),
    /** `remembered`: to be made at the next sign-in or use, and not there in the view of this program. */
    state: z.enum([
      'ok',
      'paused',
      'disconnected',
      'network-error',
      'connecting',
      'reconnecting',
      'unknown',
      'remembered',
    ]),
    user: z.string(),
    forTarget: z.boolean(),
    /** This program runs elevated, and may not see what the user sees; null where that is not known. */
    elevated: z.boolean().nullable(),
  }),
  /** The user's path, read through Windows' own redirector. */
  z.object({
    ...common,
    kind: z.literal('path-read'),
    path: z.string(),
    /** 0, or the Win32 error. */
    error: z.number().int(),
    /** The file is marked offline, which gives it a longer timer. */
    offline: z.boolean(),
    ms: milliseconds,
  }),
  z.object({ ...common, kind: z.literal('path-not-answered'), path: z.string(), ms: milliseconds }),
  /** A log was read: how much of it bears on sessions. */
  z.object({
    ...common,
    kind: z.literal('event-log'),
    machine,
    channel: z.string(),
    since: z.string(),
    found: z.number().int().min(0),
    /** Of those that are told one by one. */
    told: z.number().int().min(0),
  }),
  z.object({
    ...common,
    kind: z.literal('windows-event'),
    machine,
    channel: z.string(),
    provider: z.string(),
    event: z.number().int(),
    loggedAt: z.string(),
    tells: EventTells,
    /** A Terminal Services session, and whose it is. */
    session: z.number().int().optional(),
    user: z.string().optional(),
    belongsTo: belongsTo.optional(),
    /** The session that took its place. */
    bySession: z.number().int().optional(),
    /** Why it ended, as a number: app/knowledge/disconnect-reasons.ts. */
    reason: z.number().int().optional(),
    /** The file server, for those of the SMB client. */
    server: z.string().optional(),
    forTarget: z.boolean().optional(),
    /** An NTSTATUS. */
    code: z.number().int().optional(),
    service: z.string().optional(),
    serviceState: z.enum(['running', 'stopped']).optional(),
    /** What else it says: an address, a program that asked for a restart. */
    detail: z.string().optional(),
  }),
] as const;
