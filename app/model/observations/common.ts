import * as z from 'zod';
import { CheckId } from '../check.ts';

/** A measured time. */
export const milliseconds = z.number().min(0);
/** A place that was spoken to. */
export const address = z.object({ address: z.string(), port: z.number().int() });
/** How a connection ended. */
export const end = z.enum(['fin', 'rst', 'error']);
/** What was said to a new connection: a NEGOTIATE of some kind, or the request for a NetBIOS session. */
export const dialogue = z.enum(['smb1', 'smb2', 'multi-protocol', 'netbios']);

/** By which protocol it was seen; SMB1 where this is left out. */
export const protocol = z.enum(['smb1', 'smb2']).optional();

/** What every observation has. */
export const common = {
  /** "o-1", in order of observation. */
  id: z.string(),
  check: CheckId,
  /** Wall clock, ISO 8601. */
  at: z.string(),
  /** The exchange that shows it, when bytes travelled. */
  exchange: z.string().optional(),
};
