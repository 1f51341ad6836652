import * as z from 'zod';
import { SmbStatus } from '../status.ts';
import { common, milliseconds } from './common.ts';
import { serverClock, smb2Server } from './common-server.ts';

/** What servers say of themselves, and whether they stay the same. */
export const serverObservations = [
  /** One dialect of SMB2 that was offered alone, on a connection of its own. `other`: an answer that is none to it. */
  z.object({
    ...common,
    kind: z.literal('smb2-dialect'),
    dialect: z.string(),
    answer: z.enum(['served', 'refused', 'cut', 'no-answer', 'other']),
    /** Of a refusal. */
    status: SmbStatus.optional(),
    signing: z.enum(['enabled', 'required']).optional(),
    ...smb2Server,
    ...serverClock,
    ms: milliseconds,
  }),
  /** The names in a server's NTLM challenge ([MS-NLMP] 2.2.2.1), as far as it gives them. */
  z.object({
    ...common,
    kind: z.literal('server-names'),
    netbiosComputer: z.string().optional(),
    netbiosDomain: z.string().optional(),
    dnsComputer: z.string().optional(),
    dnsDomain: z.string().optional(),
    dnsForest: z.string().optional(),
    /** "10.0.20348", as the challenge says; Samba says what it likes. */
    osVersion: z.string().optional(),
  }),
  /** An answer that names another server GUID or another time of start than an earlier one of the same run. */
  z.object({
    ...common,
    kind: z.literal('server-changed'),
    protocol: z.enum(['smb1', 'smb2']),
    what: z.enum(['guid', 'start-time']),
    before: z.string(),
    after: z.string(),
    /** The server's own clock in the earlier answer. */
    serverTimeBefore: z.string().optional(),
    /** Between the two answers. */
    ms: milliseconds,
    /** What was there before has been seen again: two machines take turns. */
    returned: z.boolean(),
  }),
  /**
   * How a sign-in fared whose ClientGuid matters ([MS-SMB2] 3.3.5.5.3). `repeated`: the server has just seen it with
   * another dialect, on another connection of ours. `fresh`: it was new, and yet the session was said to be deleted.
   */
  z.object({
    ...common,
    kind: z.literal('clientguid-answer'),
    guid: z.enum(['repeated', 'fresh']),
    dialect: z.string(),
    answer: z.enum(['accepted', 'session-deleted', 'other-status', 'cut', 'no-answer']),
    status: SmbStatus,
    /** What became of the same sign-in with another, new ClientGuid. */
    then: z.enum(['accepted', 'session-deleted', 'other', 'not-tried']),
    ms: milliseconds,
  }),
] as const;
