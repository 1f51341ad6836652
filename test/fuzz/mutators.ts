import { mutate } from '../main/mutations.ts';
import type { Chooser } from './choose.ts';
import { breakDer } from './der-mutators.ts';
import { breakNtlm } from './ntlm-mutators.ts';

/** Breaks a message in one way; gives a new one. `golden` are whole messages to borrow from. */
export type Mutator = (message: Buffer, choose: Chooser, golden: readonly Buffer[]) => Buffer;

/** A number of `size` bytes that a length, count or offset should not be; near what it was, near the edge, or extreme. */
export function awkwardNumber(choose: Chooser, size: 1 | 2 | 3 | 4, was: number, length: number): number {
  const highest = 2 ** (8 * size) - 1;
  const extremes = [0, 1, 0x7f, 0x80, 0xff, highest, (highest + 1) / 2, (highest - 1) / 2] as const;
  const near = [was - 1, was + 1, was * 2, length, length - 1, length + 1, length - was] as const;
  const wanted = choose.chance(0.5) ? choose.one(extremes) : choose.one(near);
  return Math.min(highest, Math.max(0, Math.floor(wanted)));
}

/** Puts an awkward number at a place, where the message has that place. */
export function withAwkward(message: Buffer, choose: Chooser, at: number, size: 1 | 2 | 4): Buffer {
  if (at < 0 || at + size > message.length) return message;
  const copy = Buffer.from(message);
  copy.writeUIntLE(awkwardNumber(choose, size, copy.readUIntLE(at, size), message.length), at, size);
  return copy;
}

/** Offset and size. */
type Field = readonly [at: number, size: 1 | 2 | 4];

/** Fields of the SMB1 header ([MS-CIFS] 2.2.3.1). */
const headerFields: readonly [Field, ...Field[]] = [
  [0, 4],
  [4, 1],
  [5, 4],
  [9, 1],
  [10, 2],
  [12, 2],
  [24, 2],
  [26, 2],
  [28, 2],
  [30, 2],
];

/** Fields of the SMB2 header ([MS-SMB2] 2.2.1.2), and where its body begins. */
const smb2Fields: readonly [Field, ...Field[]] = [
  [0, 4],
  [4, 2],
  [6, 2],
  [8, 4],
  [12, 2],
  [14, 2],
  [16, 4],
  [20, 4],
  [24, 4],
  [28, 4],
  [32, 4],
  [36, 4],
  [40, 4],
];
const smb2BodyAt = 64;

const wordCountAt = 32;
const wordsAt = 33;
const commands = [
  0x04, 0x05, 0x06, 0x24, 0x2b, 0x2e, 0x2f, 0x32, 0x34, 0x71, 0x72, 0x73, 0x74, 0x75, 0xa0, 0xa2, 0xff, 0x00,
] as const;

const byteCountAt = (message: Buffer): number => wordsAt + 2 * (message[wordCountAt] ?? 0);

/** Every way to break a reply, by what it breaks. */
export const mutators = {
  bytes: (message, choose) => (message.length === 0 ? message : mutate(message, choose.random)),
  header: (message, choose) => {
    const [at, size] = choose.one(headerFields);
    return withAwkward(message, choose, at, size);
  },
  'SMB2 header': (message, choose) => {
    const [at, size] = choose.one(smb2Fields);
    return withAwkward(message, choose, at, size);
  },
  // Sizes, offsets and counts all stand at the beginning of a body.
  'SMB2 body': (message, choose) => withAwkward(message, choose, smb2BodyAt + 2 * choose.below(36), choose.one([2, 4])),
  'word count': (message, choose) => withAwkward(message, choose, wordCountAt, 1),
  'byte count': (message, choose) => withAwkward(message, choose, byteCountAt(message), 2),
  'a word': (message, choose) => {
    const words = Math.min(message[wordCountAt] ?? 0, Math.floor((message.length - wordsAt) / 2));
    if (words <= 0) return message;
    // Odd places too: NEGOTIATE and others have fields that straddle words.
    return withAwkward(message, choose, wordsAt + choose.below(2 * words), choose.one([1, 2, 4]));
  },
  'AndX chain': (message, choose, golden) => {
    const offset = choose.one([0, wordCountAt, wordsAt, message.length - 1, message.length, 0xffff, choose.below(512)]);
    const copy = Buffer.concat([message, choose.chance(0.5) ? someOf(golden, choose).subarray(wordCountAt) : nothing]);
    if (copy.length < wordsAt + 4) return copy;
    copy[wordsAt] = choose.one(commands);
    copy.writeUInt16LE(Math.max(0, offset) & 0xffff, wordsAt + 2);
    return copy;
  },
  end: (message, choose) => message.subarray(0, choose.below(message.length + 1)),
  tail: (message, choose) => {
    const extra = choose.one([1, 2, 3, 64, 1_000, 65_536, 120_000]);
    return Buffer.concat([message, Buffer.alloc(extra, choose.one([0x00, 0xff, 0x41, 0x30, 0x60]))]);
  },
  'all bytes one long field': (message, choose) => {
    const at = byteCountAt(message);
    if (at + 2 > message.length) return message;
    const length = choose.one([1_000, 32_767, 65_535]);
    const copy = Buffer.concat([
      message.subarray(0, at + 2),
      Buffer.alloc(length, choose.one([0x01, 0x41, 0xa1, 0xff])),
    ]);
    copy.writeUInt16LE(length, at);
    return copy;
  },
  'a string without end': (message, choose) => {
    const copy = Buffer.from(message);
    const at = Math.min(copy.length, byteCountAt(message) + 2);
    for (let here = at; here < copy.length; here += 1)
      if (copy[here] === 0) copy[here] = choose.one([0x20, 0xff, 0xd8]);
    return copy;
  },
  'body of another message': (message, choose, golden) =>
    Buffer.concat([message.subarray(0, wordCountAt), someOf(golden, choose).subarray(wordCountAt)]),
  'command of another message': (message, choose) => {
    const copy = Buffer.from(message);
    if (copy.length > 4) copy[4] = choose.one(commands);
    return copy;
  },
  SPNEGO: breakDer,
  NTLM: breakNtlm,
} as const satisfies Readonly<Record<string, Mutator>>;

export type MutatorName = keyof typeof mutators;
const names = Object.keys(mutators) as [MutatorName, ...MutatorName[]];

/** A message broken in one to three ways, and their names. */
export function breakMessage(
  message: Buffer,
  choose: Chooser,
  golden: readonly Buffer[],
): { readonly message: Buffer; readonly how: readonly MutatorName[] } {
  const how = Array.from({ length: 1 + choose.below(3) }, () => choose.one(names));
  return { message: how.reduce((broken, name) => mutators[name](broken, choose, golden), message), how };
}

/** The ways that know nothing of SMB. */
const anyBytes = ['bytes', 'end', 'tail'] as const satisfies readonly MutatorName[];

/** Bytes of another protocol, broken in one to three ways. */
export function breakBytes(
  bytes: Buffer,
  choose: Chooser,
): { readonly message: Buffer; readonly how: readonly MutatorName[] } {
  const how = Array.from({ length: 1 + choose.below(3) }, () => choose.one(anyBytes));
  return { message: how.reduce((broken, name) => mutators[name](broken, choose), bytes), how };
}

/** Pieces in which bytes arrive: whole, cut at some places, or, when they are few, byte by byte. */
export function split(bytes: Buffer, choose: Chooser): readonly Buffer[] {
  if (bytes.length < 400 && choose.chance(0.1)) return [...bytes].map((byte) => Buffer.from([byte]));
  const cuts = Array.from({ length: choose.below(4) }, () => choose.below(bytes.length + 1)).sort((a, b) => a - b);
  return [0, ...cuts].map((start, index) => bytes.subarray(start, cuts[index] ?? bytes.length));
}

const nothing = Buffer.alloc(0);

function someOf(golden: readonly Buffer[], choose: Chooser): Buffer {
  return golden[choose.below(golden.length)] ?? nothing;
}
