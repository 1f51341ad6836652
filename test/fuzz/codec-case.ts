import { createFramer, frameMessage } from '../../main/net/nbss-framer.ts';
import { decodeAvPairs } from '../../main/ntlm/av-pairs.ts';
import {
  blankAuthenticateMessage,
  decodeAuthenticateMessage,
  decodeChallengeMessage,
} from '../../main/ntlm/ntlmssp.ts';
import { decodeNegotiationToken } from '../../main/ntlm/spnego.ts';
import { decodeHeader, protocolOf } from '../../main/smb1/codec/header.ts';
import { decodeHeader as decodeSmb2Header } from '../../main/smb2/codec/header.ts';
import { decodeNegotiateRequest, decodeNegotiateResponse } from '../../main/smb2/codec/negotiate.ts';
import { readers } from '../main/smb1/codec/by-command.ts';
import type { Finding } from './case.ts';
import { mostBytes, thrown } from './case.ts';
import { chooserFor } from './choose.ts';
import type { Cost } from './cost.ts';
import { costOf, leastCostOf } from './cost.ts';
import { goldenKinds, goldenReplies } from './golden.ts';
import { breakMessage, split } from './mutators.ts';

/** A reply is read in microseconds; what takes so long, again and again, hangs. */
const longestMs = 250;
/** Zeros behind a wrong length are thousands of empty messages, each of which is an object or two. */
const perMessage = 512;

/** Breaks one golden reply and has everything that reads replies read it, as it comes off the wire. */
export function runCodecCase(seed: number, number: number): Finding | null {
  const choose = chooserFor(seed, number);
  const kind = goldenKinds[choose.below(goldenKinds.length)] ?? [];
  const golden = kind[choose.below(kind.length)] ?? Buffer.alloc(0);
  const { message, how } = breakMessage(golden, choose, goldenReplies);
  const frame = frameMessage(message);
  if (choose.chance(0.05)) frame[choose.below(4)] = choose.below(256);
  const chunks = split(frame, choose);
  const finding = (fault: string): Finding => ({ number, fault, how, bytes: frame });
  let messages = 0;
  const read = (): void => {
    messages = readAll(chunks);
  };
  try {
    const first = costOf(read);
    const { bytes, ms } = isSuspicious(first) ? leastCostOf(read) : first;
    if (bytes > mostBytes + perMessage * messages) return finding(`took ${String(bytes)} bytes of memory`);
    if (ms > longestMs) return finding(`took ${ms.toFixed(0)} ms`);
    return null;
  } catch (error) {
    return finding(thrown(error));
  }
}

/** Too much, or hidden by a collection of garbage that fell into the reading. */
function isSuspicious({ bytes, ms }: Cost): boolean {
  return bytes > mostBytes || bytes < 0 || ms > longestMs;
}

/** Reads a stream to its end; gives how many messages were in it. */
function readAll(chunks: readonly Buffer[]): number {
  let messages = 0;
  const framer = createFramer(
    { lengthBits: 24, maxLength: 0x1ffff },
    {
      onMessage: (message) => {
        messages += 1;
        readMessage(message);
      },
      onKeepAlive: () => undefined,
      onRefusal: () => undefined,
    },
  );
  for (const chunk of chunks) framer.push(chunk, 0);
  return messages;
}

function readMessage(message: Buffer): void {
  if (protocolOf(message) === 'smb2') {
    decodeSmb2Header(message);
    decodeNegotiateResponse(message);
    decodeNegotiateRequest(message);
  }
  const header = decodeHeader(message);
  if (header.ok) {
    // A client reads answers; the practice server reads requests, and an answer in their place too.
    for (const direction of ['response', 'request'] as const) {
      readers[direction][header.value.command]?.(message, header.value);
    }
  }
  const token = tokenOf(message);
  if (token !== null) readToken(token);
}

/** The bytes that a sign-in would take for a token: those behind the words. */
function tokenOf(message: Buffer): Buffer | null {
  const wordCount = message[32];
  const bytesAt = wordCount === undefined ? Infinity : 33 + 2 * wordCount + 2;
  if (bytesAt >= message.length) return null;
  if (message[4] === 0x73 && wordCount === 4) return message.subarray(bytesAt, bytesAt + message.readUInt16LE(39));
  return message[4] === 0x72 ? message.subarray(bytesAt + 16) : null;
}

function readToken(bytes: Buffer): void {
  const token = decodeNegotiationToken(bytes);
  if (!token.ok) return;
  const inner = token.value.kind === 'resp' ? token.value.responseToken : token.value.mechToken;
  if (inner === null) return;
  const challenge = decodeChallengeMessage(inner);
  if (challenge.ok) decodeAvPairs(challenge.value.targetInfo);
  decodeAuthenticateMessage(inner);
  blankAuthenticateMessage(inner);
}
