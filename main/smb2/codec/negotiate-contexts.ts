/**
 * NEGOTIATE_CONTEXT, [MS-SMB2] 2.2.3.1 and 2.2.4.1, with which dialect 3.1.1 agrees on algorithms. Each context begins at
 * a multiple of 8 from the header's start: ContextType (2), DataLength (2), Reserved (4), Data.
 *
 * | type | data                                                                     |
 * |-----:|--------------------------------------------------------------------------|
 * |    1 | HashAlgorithmCount (2), SaltLength (2), HashAlgorithms (2 each), Salt    |
 * |    2 | CipherCount (2), Ciphers (2 each)                                        |
 * |    8 | SigningAlgorithmCount (2), SigningAlgorithms (2 each)                    |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';

/** HashAlgorithms, [MS-SMB2] 2.2.3.1.1: there is one. */
export const SHA_512 = 0x0001;

/** Ciphers, [MS-SMB2] 2.2.3.1.2. */
export const ciphers = {
  'AES-128-CCM': 0x0001,
  'AES-128-GCM': 0x0002,
  'AES-256-CCM': 0x0003,
  'AES-256-GCM': 0x0004,
} as const;

/** SigningAlgorithms, [MS-SMB2] 2.2.3.1.7. Without this context 3.1.1 signs with AES-CMAC. */
export const signingAlgorithms = { 'HMAC-SHA256': 0x0000, 'AES-CMAC': 0x0001, 'AES-GMAC': 0x0002 } as const;

/** What the contexts of a message say; a list is empty where its context is missing. */
export interface NegotiateContexts {
  /** SMB2_PREAUTH_INTEGRITY_CAPABILITIES. */
  readonly hashAlgorithms: readonly number[];
  readonly salt: Buffer;
  /** SMB2_ENCRYPTION_CAPABILITIES; 0 in an answer means that the server has none of those offered. */
  readonly ciphers: readonly number[];
  /** SMB2_SIGNING_CAPABILITIES. */
  readonly signingAlgorithms: readonly number[];
}

export const noContexts: NegotiateContexts = {
  hashAlgorithms: [],
  salt: Buffer.alloc(0),
  ciphers: [],
  signingAlgorithms: [],
};

const types = { preauthIntegrity: 1, encryption: 2, signing: 8 } as const;
const contextHeader = 8;
/** There are eight types, and none of them may come twice. */
const maxContexts = 16;

/** A context list, and how many contexts it has. It has to be put where a multiple of 8 is. */
export function encodeContexts(contexts: NegotiateContexts): { readonly bytes: Buffer; readonly count: number } {
  const list: Buffer[] = [];
  if (contexts.hashAlgorithms.length > 0) {
    const data = Buffer.alloc(4);
    data.writeUInt16LE(contexts.hashAlgorithms.length, 0);
    data.writeUInt16LE(contexts.salt.length, 2);
    list.push(context(types.preauthIntegrity, [data, numbers(contexts.hashAlgorithms), contexts.salt]));
  }
  if (contexts.ciphers.length > 0) list.push(context(types.encryption, counted(contexts.ciphers)));
  if (contexts.signingAlgorithms.length > 0) list.push(context(types.signing, counted(contexts.signingAlgorithms)));
  // The padding stands between contexts: after the last one there is none.
  const padded = list.map((one, index) =>
    index === list.length - 1 ? one : Buffer.concat([one, padding(one.length)]),
  );
  return { bytes: Buffer.concat(padded), count: list.length };
}

function context(type: number, data: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(contextHeader);
  head.writeUInt16LE(type, 0);
  const bytes = Buffer.concat([head, ...data]);
  bytes.writeUInt16LE(bytes.length - contextHeader, 2);
  return bytes;
}

function counted(values: readonly number[]): readonly Buffer[] {
  return [numbers([values.length]), numbers(values)];
}

function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  values.forEach((value, index) => bytes.writeUInt16LE(value, 2 * index));
  return bytes;
}

function padding(length: number): Buffer {
  return Buffer.alloc(aligned(length) - length);
}

/** The next multiple of 8. */
export function aligned(at: number): number {
  return Math.ceil(at / 8) * 8;
}

/** The contexts that begin at `start`. Those of types that we have no use for are only stepped over. */
export function decodeContexts(message: Buffer, start: number, count: number): Result<NegotiateContexts, Malformed> {
  if (count > maxContexts) return malformed('NegotiateContextCount', 'too-many');
  let contexts = noContexts;
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + contextHeader > message.length) return malformed('NegotiateContextOffset', 'beyond-end');
    const end = at + contextHeader + message.readUInt16LE(at + 2);
    if (end > message.length) return malformed('DataLength', 'beyond-end');
    const read = withContext(contexts, message.readUInt16LE(at), message.subarray(at + contextHeader, end));
    if (!read.ok) return read;
    contexts = read.value;
    at = aligned(end);
  }
  return success(contexts);
}

function withContext(known: NegotiateContexts, type: number, data: Buffer): Result<NegotiateContexts, Malformed> {
  if (type === types.preauthIntegrity) {
    const list = readNumbers(data, 4, 'HashAlgorithmCount');
    if (!list.ok) return list;
    const saltAt = 4 + 2 * list.value.length;
    const saltEnd = saltAt + data.readUInt16LE(2);
    if (saltEnd > data.length) return malformed('SaltLength', 'beyond-end');
    return success({ ...known, hashAlgorithms: list.value, salt: data.subarray(saltAt, saltEnd) });
  }
  if (type === types.encryption) {
    const list = readNumbers(data, 2, 'CipherCount');
    return list.ok ? success({ ...known, ciphers: list.value }) : list;
  }
  if (type === types.signing) {
    const list = readNumbers(data, 2, 'SigningAlgorithmCount');
    return list.ok ? success({ ...known, signingAlgorithms: list.value }) : list;
  }
  return success(known);
}

/** The numbers from `at`, as many as the count at the data's start says. */
function readNumbers(data: Buffer, at: number, field: string): Result<readonly number[], Malformed> {
  if (data.length < at) return malformed(field, 'too-short');
  const count = data.readUInt16LE(0);
  if (at + 2 * count > data.length) return malformed(field, 'beyond-end');
  return success(Array.from({ length: count }, (_, index) => data.readUInt16LE(at + 2 * index)));
}
