import * as z from 'zod';

/** The checks that exist today. The ids are part of the command line and of the report format. */
export const CheckId = z.enum([
  'resolve',
  'tcp',
  'smb1-negotiate',
  'smb2-negotiate',
  'smb1-session',
  'smb1-tree',
  'smb1-echo',
  'smb1-liveness',
  'smb2-session',
  'smb2-echo',
  'smb1-stall',
  'smb1-files',
  'smb1-stale-session',
  'smb1-expiry',
  'smb2-stale-session',
  'smb1-idle',
  'rdp-negotiate',
  'rdp-tls',
  'smb1-oplock',
  'smb1-vc',
  'windows-mstsc',
  'windows-sessions',
  'windows-services',
  'windows-ports',
  'windows-timers',
  'windows-smb',
  'windows-policies',
  'windows-profiles',
  'windows-firewall',
  'windows-tickets',
  'windows-connections',
  'windows-events',
]);
export type CheckId = z.infer<typeof CheckId>;

/** `failed` means that the check itself could not do its work; what a server does is never a failure of a check. */
export const CheckOutcome = z.enum(['done', 'skipped', 'failed', 'cancelled']);
export type CheckOutcome = z.infer<typeof CheckOutcome>;
