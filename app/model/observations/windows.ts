import * as z from 'zod';
import { common } from './common.ts';

/** What was asked: this PC, or the server from here. Where the target is this PC itself, it is asked once, as the target. */
export const machine = z.enum(['this-pc', 'target']);

/** What can be asked of Windows: one word for each reader. */
export const WindowsReading = z.enum([
  'operating-system',
  'registry',
  'processes',
  'sessions',
  'service',
  'tcp-table',
  'tickets',
  'events',
  'connections',
  'path',
  'saved-credentials',
  'default-rdp',
  'account',
  'workstation-info',
  'server-info',
]);
export type WindowsReading = z.infer<typeof WindowsReading>;

/** What all inspection of Windows shares. */
export const windowsObservations = [
  /** Something could not be read, which says nothing of what stands there. */
  z.object({
    ...common,
    kind: z.literal('windows-not-read'),
    machine,
    reading: WindowsReading,
    /** Which one: a service, a key, a channel of events. */
    name: z.string().optional(),
    why: z.enum(['not-available', 'access-denied', 'api', 'implausible', 'deadline']),
    /** The function that failed, and its Win32 error or NTSTATUS. */
    api: z.string().optional(),
    code: z.number().int().optional(),
    /** What cannot be true, or what was missing. */
    detail: z.string().optional(),
    /** How long was waited. */
    ms: z.number().min(0).optional(),
  }),
] as const;
