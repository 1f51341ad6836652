import * as z from 'zod';
import { SmbStatus } from '../status.ts';
import { serverClock, smb2Server } from './common-server.ts';
import { common, dialogue, end, milliseconds } from './common.ts';

/** What was seen of the negotiation, in SMB1 and SMB2. */
export const negotiateObservations = [
  z.object({
    ...common,
    kind: z.literal('smb1-negotiated'),
    dialect: z.string(),
    securityMode: z.array(z.string()),
    signing: z.enum(['off', 'enabled', 'required']),
    extendedSecurity: z.boolean(),
    maxMpxCount: z.number().int(),
    maxBufferSize: z.number().int(),
    capabilities: z.array(z.string()),
    ...serverClock,
    /** Minutes from UTC, positive to the west. */
    serverTimeZone: z.number().int().optional(),
    /** With extended security. */
    serverGuid: z.string().optional(),
    /** Without extended security, where the server says. */
    domain: z.string().optional(),
    server: z.string().optional(),
    ms: milliseconds,
  }),
  /** An SMB1-only NEGOTIATE answered with DialectIndex 0xFFFF or with an error status. */
  z.object({
    ...common,
    kind: z.literal('smb1-negotiate-refused'),
    how: z.enum(['no-dialect', 'status']),
    status: SmbStatus,
    ms: milliseconds,
  }),
  z.object({ ...common, kind: z.literal('negotiate-cut'), dialogue, end, ms: milliseconds }),
  z.object({
    ...common,
    kind: z.literal('negotiate-no-answer'),
    dialogue,
    /** Bytes that did come and are no whole answer, where there were any. */
    received: z.number().int().min(1).optional(),
    ms: milliseconds,
  }),
  z.object({ ...common, kind: z.literal('not-smb'), dialogue, text: z.string() }),
  z.object({
    ...common,
    kind: z.literal('smb2-negotiated'),
    /** What was answered: which kind of NEGOTIATE brought the SMB2 reply. */
    dialogue,
    dialect: z.string(),
    signing: z.enum(['enabled', 'required']),
    ...smb2Server,
    serverGuid: z.string(),
    ...serverClock,
    ms: milliseconds,
  }),
  /** `smb1-answer`: the answer came in SMB1, which is how a server without SMB2 says so. */
  z.object({
    ...common,
    kind: z.literal('smb2-negotiate-refused'),
    dialogue,
    how: z.enum(['status', 'smb1-answer']),
    status: SmbStatus,
    ms: milliseconds,
  }),
] as const;
