import * as z from 'zod';
import { address, common, milliseconds } from './common.ts';

/** A certificate as its owner describes himself; nothing of it is believed. */
const certificate = z.object({
  subject: z.string(),
  issuer: z.string(),
  selfSigned: z.boolean(),
  /** Subject alternative names. */
  names: z.array(z.string()),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  /** By this PC's clock. */
  validity: z.enum(['valid', 'expired', 'not-yet-valid', 'unknown']),
  sha1: z.string(),
  sha256: z.string(),
});

/** What was seen of Remote Desktop. Its port is never SMB's, so it has observations of its own. */
export const remoteDesktopObservations = [
  z.object({ ...common, ...address.shape, kind: z.literal('rdp-connected'), ms: milliseconds }),
  z.object({
    ...common,
    ...address.shape,
    kind: z.literal('rdp-connect-failed'),
    /** `local-error`: this PC's own stack would not connect. */
    how: z.enum(['refused', 'deadline', 'unreachable', 'local-error']),
    code: z.string().optional(),
    ms: milliseconds,
  }),
  /** Security was agreed on, by the names of [MS-RDPBCGR] 2.2.1.2.1. */
  z.object({
    ...common,
    ...address.shape,
    kind: z.literal('rdp-negotiated'),
    /** Empty where nothing but Standard RDP Security was asked for. */
    offered: z.array(z.string()),
    selected: z.string(),
    /** False when the answer held no negotiation data: such a server knows Standard RDP Security only. */
    negotiates: z.boolean(),
    flags: z.array(z.string()),
    ms: milliseconds,
  }),
  z.object({
    ...common,
    ...address.shape,
    kind: z.literal('rdp-negotiate-refused'),
    offered: z.array(z.string()),
    /** `dismissed`: another message in place of an answer. A cut or silence counts as refusal once another offer was answered. */
    how: z.enum(['failure', 'dismissed', 'cut', 'no-answer']),
    /** Of [MS-RDPBCGR] 2.2.1.2.2; a number in hexadecimal where it has no name there. */
    failure: z.string().optional(),
    ms: milliseconds,
  }),
  /** The port is open, and nobody answered what a Remote Desktop client says first, or the TLS that was agreed on. */
  z.object({
    ...common,
    ...address.shape,
    kind: z.literal('rdp-no-answer'),
    phase: z.enum(['negotiate', 'tls']),
    /** Bytes that did come and are no whole answer, where there were any. */
    received: z.number().int().min(1).optional(),
    ms: milliseconds,
  }),
  /** Something else answered: its text, as far as it is one. */
  z.object({
    ...common,
    ...address.shape,
    kind: z.literal('not-rdp'),
    phase: z.enum(['negotiate', 'tls']),
    text: z.string(),
  }),
  z.object({
    ...common,
    ...address.shape,
    kind: z.literal('rdp-tls'),
    /** "TLSv1.3". */
    version: z.string(),
    cipher: z.string(),
    certificate: certificate.optional(),
    /** The whole handshake. */
    ms: milliseconds,
  }),
  z.object({
    ...common,
    ...address.shape,
    kind: z.literal('rdp-tls-failed'),
    /** `alert`: the server refused. `unusable`: this PC's own TLS would not go on with what the server sent. */
    how: z.enum(['alert', 'unusable']),
    /** The alert's name ([RFC 8446] 6), or the code of our own side. */
    code: z.string(),
    ms: milliseconds,
  }),
] as const;
