import * as z from 'zod';
import { common } from './common.ts';
import { machine } from './windows.ts';

/** Whose it is: the user's whom the run is about, somebody else's, Windows' own (services, console, listener), not known. */
export const belongsTo = z.enum(['user', 'other', 'system', 'unknown']);
export type BelongsTo = z.infer<typeof belongsTo>;

/** [MS-TSTS] 2.2.1.9. */
export const sessionState = z.enum([
  'active',
  'connected',
  'connect-query',
  'shadow',
  'disconnected',
  'idle',
  'listen',
  'reset',
  'down',
  'init',
  'unknown',
]);
export type SessionState = z.infer<typeof sessionState>;

const time = z.string().nullable();

/** One row of the list: of Windows' own, or pasted from `query session`. */
const session = z.object({
  /** Not the id of the observation. */
  session: z.number().int().min(0),
  /** "console", "rdp-tcp#3"; empty for a disconnected one. */
  station: z.string(),
  state: sessionState,
  /** DOMAIN\name; empty where nobody is signed in. */
  user: z.string(),
  /** The PC that it is used from. */
  client: z.string(),
  belongsTo,
  /** This program runs in it. */
  own: z.boolean(),
  logonAt: time,
  disconnectedAt: time,
  lastInputAt: time,
});
export type ListedSession = z.infer<typeof session>;

/** Who is signed in where, and what of Remote Desktop runs. */
export const windowsSessionObservations = [
  z.object({ ...common, kind: z.literal('sessions-listed'), machine, sessions: z.array(session).min(1) }),
  /** A session of the user whom the run is about. */
  z.object({ ...common, kind: z.literal('user-session'), machine, ...session.shape }),
  /** All processes were looked through for Remote Desktop clients. */
  z.object({ ...common, kind: z.literal('rdp-clients-counted'), count: z.number().int().min(0) }),
  /** A running Remote Desktop client, mstsc.exe. */
  z.object({
    ...common,
    kind: z.literal('rdp-client'),
    pid: z.number().int(),
    path: z.string().nullable(),
    startedAt: z.string().nullable(),
    session: z.number().int().nullable(),
    owner: z.string().nullable(),
    belongsTo,
    commandLine: z.string().nullable(),
    windowTitle: z.string().nullable(),
    /** "192.0.2.10:3389" of each TCP connection that it holds; null where Windows did not tell whose they are. */
    connections: z.array(z.string()).nullable(),
  }),
  /** What the Remote Desktop client remembers. Names only; no saved credential is read. */
  z.object({
    ...common,
    kind: z.literal('rdp-client-memory'),
    /** Latest first. */
    recent: z.array(z.string()),
    /** Servers with a remembered user name. */
    userHints: z.array(z.object({ server: z.string(), user: z.string() })),
    /** What Default.rdp connects to. */
    defaultAddress: z.string().nullable(),
    /** "TERMSRV/host". */
    savedCredentials: z.array(z.string()),
    /** A saved credential is for the target. */
    savedForTarget: z.boolean(),
  }),
  z.object({
    ...common,
    kind: z.literal('windows-service'),
    machine,
    /** "TermService". */
    name: z.string(),
    /** Null when there is no such service. */
    state: z
      .enum(['stopped', 'start-pending', 'stop-pending', 'running', 'continue-pending', 'pause-pending', 'paused'])
      .nullable(),
    start: z.enum(['boot', 'system', 'automatic', 'manual', 'disabled']).nullable(),
    pid: z.number().int().nullable(),
    /** Services that stop with it; null where that could not be asked. */
    dependents: z.array(z.string()).nullable(),
  }),
  /** The port that Remote Desktop is to listen on here, and who does. */
  z.object({
    ...common,
    kind: z.literal('rdp-listener'),
    machine,
    port: z.number().int(),
    /** It stands in the registry; else it is what Windows takes without. */
    configured: z.boolean(),
    /** Every listener on that port; the pid null where Windows does not tell. */
    listeners: z.array(z.object({ address: z.string(), pid: z.number().int().nullable() })),
    /** Of TermService; null where it does not run or its pid is not known. */
    servicePid: z.number().int().nullable(),
  }),
] as const;
