import * as z from 'zod';
import { SmbStatus } from './status.ts';

/** Latency series, named by protocol and command; part of the report format, only ever added to. */
export const seriesIds = [
  'tcp.connect',
  'nbss.session',
  'smb1.negotiate',
  'smb1.session-setup',
  'smb1.tree-connect',
  'smb1.echo',
  'smb1.query-fs-info',
  'smb1.tree-disconnect',
  'smb1.logoff',
  'smb1.open',
  'smb1.read',
  'smb1.write',
  'smb1.flush',
  'smb1.close',
  'smb1.delete',
  'smb1.query-path-info',
  'smb1.find-first',
  'smb1.find-next',
  'smb1.find-close',
  'smb1.locking',
  'smb1.notify-change',
  'smb2.negotiate',
  'smb2.session-setup',
  'smb2.tree-connect',
  'smb2.echo',
  'smb2.tree-disconnect',
  'smb2.logoff',
  'rdp.negotiate',
  'rdp.tls',
] as const;
export const SeriesId = z.enum(seriesIds);
export type SeriesId = z.infer<typeof SeriesId>;

/** Bytes that travelled, as lower-case hex; at most the first 512, sign-in data blanked with zeros. */
export const WireBytes = z.object({
  hex: z.string().regex(/^([0-9a-f]{2})*$/),
  /** How many bytes there were in all. */
  total: z.number().int().min(0),
});
export type WireBytes = z.infer<typeof WireBytes>;

/** One request and what became of it. */
export const Exchange = z.object({
  id: z.string(),
  /** Which connection carried it: "c1", "c2", in order of opening. */
  connection: z.string(),
  series: SeriesId,
  /** When it was sent, in milliseconds since the run began. */
  atMs: z.number().min(0),
  /** From the last byte handed to the socket to the first byte of the reply; null without a reply. */
  ms: z.number().min(0).nullable(),
  status: SmbStatus,
  outcome: z.enum(['answered', 'no-answer', 'cut', 'refused', 'violation', 'cancelled', 'failed']),
  /** MID of an SMB message, for the Wireshark filter. */
  mid: z.number().int().optional(),
  request: WireBytes.optional(),
  reply: WireBytes.optional(),
});
export type Exchange = z.infer<typeof Exchange>;
