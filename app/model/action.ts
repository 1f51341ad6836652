import * as z from 'zod';
import { CheckId } from './check.ts';
import { AnyMessage } from './message.ts';
import { Target } from './target.ts';
import { TimerId } from './timer.ts';

/** The timers that the app can set on this PC. */
export const TimerSettingId = TimerId.extract([
  'sess-timeout',
  'extended-sess-timeout',
  'keep-conn',
  'auto-disconnect',
  'oplock-break-wait',
  'tcp-keep-alive',
]);
export type TimerSettingId = z.infer<typeof TimerSettingId>;

/** A server by its name or address; null is this PC. */
const Machine = Target.shape.host.nullable();

/** A DWORD; pids and session ids are such numbers. */
const Dword = z.number().int().min(0).max(0xffff_ffff);

/** Text that a person typed for another: no control characters but line ends. */
const Text = z
  .string()
  .min(1)
  .max(1000)
  .regex(/^[\P{Cc}\r\n]*$/u);

/** A name that Windows gave us, to be given back as it is. */
const GivenName = z
  .string()
  .min(1)
  .max(512)
  .regex(/^\P{Cc}*$/u);

/** A value of the registry, type and bytes as they stand, so that it can be put back to the bit. */
export const RawRegistryValue = z.object({
  /** REG_DWORD is 4 (winnt.h). */
  type: Dword,
  hex: z
    .string()
    .max(131_072)
    .regex(/^(?:[0-9a-f]{2})*$/),
});
export type RawRegistryValue = z.infer<typeof RawRegistryValue>;

const EndRdpClient = z.object({
  action: z.literal('end-rdp-client'),
  pid: Dword,
  /** ISO 8601. Pids are used again; with this it is one process for good. */
  createdAt: z.iso.datetime(),
});
const OpenRdpClient = z.object({
  action: z.literal('open-rdp-client'),
  host: Target.shape.host,
  port: Target.shape.port.optional(),
});
const LogOffSession = z.object({
  action: z.literal('log-off-session'),
  machine: Machine,
  session: Dword,
  /** Shown to the session's user first, who then has this long. */
  tell: z.object({ text: Text, seconds: z.number().int().min(0).max(300) }).optional(),
});
const RestartRemoteDesktop = z.object({ action: z.literal('restart-remote-desktop'), machine: Machine });
const SetTimer = z.object({ action: z.literal('set-timer'), timer: TimerSettingId, value: Dword });
/** Undoes `set-timer`: puts back what stood there, if what was set still stands there. */
const RestoreTimer = z.object({
  action: z.literal('restore-timer'),
  timer: TimerSettingId,
  /** Null when there was no value. */
  former: RawRegistryValue.nullable(),
  set: RawRegistryValue,
});
const FlushDns = z.object({ action: z.literal('flush-dns') });
const FlushNetbiosNames = z.object({ action: z.literal('flush-netbios-names') });
const FlushNeighbours = z.object({ action: z.literal('flush-neighbours') });
const PurgeTickets = z.object({ action: z.literal('purge-tickets') });
const DeleteConnection = z.object({
  action: z.literal('delete-connection'),
  /** "P:", or "\\server\share" for a connection without a letter. */
  name: z.string().regex(/^(?:[A-Za-z]:|\\\\[^\\\p{Cc}]{1,255}\\[^\p{Cc}]{1,500})$/u),
  /** Even with files open on it: what programs have not written there is lost. */
  force: z.boolean(),
});
const ForgetCredential = z.object({ action: z.literal('forget-credential'), name: GivenName });
const NetworkReset = z.object({ action: z.literal('network-reset') });
const TestAccount = z.object({ action: z.literal('test-account') });

/** What may be asked for, with its arguments. Ids are part of the report format. */
export const ActionRequest = z.discriminatedUnion('action', [
  EndRdpClient,
  OpenRdpClient,
  LogOffSession,
  RestartRemoteDesktop,
  SetTimer,
  RestoreTimer,
  FlushDns,
  FlushNetbiosNames,
  FlushNeighbours,
  PurgeTickets,
  DeleteConnection,
  ForgetCredential,
  NetworkReset,
  TestAccount,
]);
export type ActionRequest = z.infer<typeof ActionRequest>;
export type ActionId = ActionRequest['action'];
export type RequestOf<Id extends ActionId> = Extract<ActionRequest, { action: Id }>;

/**
 * What the elevated helper does, and nothing else: what acts on this PC as a whole. What belongs to the signed-in user
 * never goes through it, because the person who consents may be another.
 */
export const ElevatedRequest = z.discriminatedUnion('action', [
  LogOffSession.extend({ machine: z.null() }),
  RestartRemoteDesktop.extend({ machine: z.null() }),
  SetTimer,
  RestoreTimer,
  FlushNetbiosNames,
  FlushNeighbours,
]);
export type ElevatedRequest = z.infer<typeof ElevatedRequest>;

/** Who may do it: anybody, an administrator of this PC, or one of the server. */
export const Rights = z.enum(['user', 'administrator', 'server-administrator']);
export type Rights = z.infer<typeof Rights>;

/** `high` cuts other people off, loses their work or this PC's settings. */
export const Risk = z.enum(['none', 'low', 'high']);
export type Risk = z.infer<typeof Risk>;

/** What exactly will happen, for a person to consent to. */
export const ActionPlan = z.object({
  request: ActionRequest,
  title: AnyMessage,
  /** Step by step. */
  does: z.array(AnyMessage).min(1),
  /** The same as an administrator would type it, line by line; empty where no command does it. */
  commands: z.array(z.string()),
  breaks: z.array(AnyMessage),
  /** What is special about this case. */
  warnings: z.array(AnyMessage),
  undo: AnyMessage,
  risk: Risk,
  rights: Rights,
  /** The app only leads there; a person does it. */
  guided: z.boolean(),
  /** The checks that show whether it helped. */
  verify: z.array(CheckId),
  /** Names this plan to the last word. Handed back, it lets run just what was shown. */
  consent: z.string(),
});
export type ActionPlan = z.infer<typeof ActionPlan>;

/** Why an action is not taken, whoever asks. */
export const Refusal = z.enum([
  'not-windows',
  'console',
  'listener',
  'system-session',
  'own-session',
  'other-user',
  'unknown-process',
  'out-of-range',
  'open-files',
  'not-installed-per-machine',
  'stranger-on-pipe',
  'not-consented',
  'no-audit',
]);
export type Refusal = z.infer<typeof Refusal>;

/** A function of Windows and the error that it gave: Win32, or NTSTATUS where it is above 0xC0000000. */
const Failed = { api: z.string(), code: Dword };

/** How an action ended. */
export const ActionResult = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('done'),
    notes: z.array(AnyMessage),
    /** What to ask for to undo it. */
    undo: RestoreTimer.optional(),
  }),
  /** The person declined Windows' question for an administrator. */
  z.object({ outcome: z.literal('declined') }),
  z.object({ outcome: z.literal('denied'), ...Failed }),
  z.object({
    outcome: z.literal('half-done'),
    did: z.array(AnyMessage),
    didNot: z.array(AnyMessage).min(1),
    ...z.object(Failed).partial().shape,
  }),
  z.object({ outcome: z.literal('server-gone'), ...Failed }),
  /** It is no longer what the plan showed; nothing was done. */
  z.object({ outcome: z.literal('changed-since'), what: AnyMessage }),
  z.object({ outcome: z.literal('refused'), why: Refusal }),
  z.object({ outcome: z.literal('failed'), ...Failed }),
  /** Windows did not answer in time; what was asked may have happened, or may yet. */
  z.object({ outcome: z.literal('unanswered'), waitedMs: z.number().min(0) }),
  /** Broken off before anything was done. */
  z.object({ outcome: z.literal('cancelled') }),
]);
export type ActionResult = z.infer<typeof ActionResult>;
/** How an action ends that did not, or not wholly, do what it was asked for. */
export type NotDone = Exclude<ActionResult, { outcome: 'done' }>;

/** One action of a case, for the report. */
export const ActionRecord = z.object({
  request: ActionRequest,
  startedAt: z.iso.datetime(),
  durationMs: z.number().min(0),
  result: ActionResult,
});
export type ActionRecord = z.infer<typeof ActionRecord>;
