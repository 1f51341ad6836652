import { createFramer, frameMessage } from '../../main/net/nbss-framer.ts';
import { decodeAvPairs } from '../../main/ntlm/av-pairs.ts';
import {
  blankAuthenticateMessage,
  decodeAuthenticateMessage,
  decodeChallengeMessage,
} from '../../main/ntlm/ntlmssp.ts';
import { blankToken } from '../../main/ntlm/blank-token.ts';
import { decodeNegotiationToken } from '../../main/ntlm/spnego.ts';
import { decodeConnectionConfirm } from '../../main/rdp/codec/connection-confirm.ts';
import { isTpkt, tpktLength } from '../../main/rdp/codec/tpkt.ts';
import { watchRecords } from '../../main/rdp/tls-records.ts';
import type { Header } from '../../main/smb1/codec/header.ts';
import { commands, decodeHeader, protocolOf } from '../../main/smb1/codec/header.ts';
import { decodeLockingResponse, decodeOplockRelease } from '../../main/smb1/codec/locking-andx.ts';
import { decodeNotifyChangeResponse } from '../../main/smb1/codec/nt-transact-notify-change.ts';
import { decodeFindFirst2Response } from '../../main/smb1/codec/trans2-find-first2.ts';
import { decodeFindNext2Response } from '../../main/smb1/codec/trans2-find-next2.ts';
import { decodeQueryFsInfoResponse } from '../../main/smb1/codec/trans2-query-fs-info.ts';
import { decodeQueryPathInfoResponse } from '../../main/smb1/codec/trans2-query-path-info.ts';
import { decodeFourBytes } from '../../main/smb2/codec/four-bytes.ts';
import { serverNamesIn } from '../../main/ntlm/server-names.ts';
import { decodeHeader as decodeSmb2Header } from '../../main/smb2/codec/header.ts';
import { decodeNegotiateRequest, decodeNegotiateResponse } from '../../main/smb2/codec/negotiate.ts';
import { decodeSessionSetupRequest, decodeSessionSetupResponse } from '../../main/smb2/codec/session-setup.ts';
import { decodeTreeConnectRequest, decodeTreeConnectResponse } from '../../main/smb2/codec/tree-connect.ts';
import { readers } from '../main/smb1/codec/by-command.ts';
import type { Finding } from './case.ts';
import { mostBytes, thrown } from './case.ts';
import type { Chooser } from './choose.ts';
import { chooserFor } from './choose.ts';
import type { Cost } from './cost.ts';
import { costOf, leastCostOf } from './cost.ts';
import { goldenKinds, goldenRdp, goldenReplies } from './golden.ts';
import { breakBytes, breakMessage, split } from './mutators.ts';

/** Of all cases; the rest is SMB. */
const shareOfRdp = 0.05;
/** A reply is read in microseconds; what takes so long, again and again, hangs. */
const longestMs = 250;
/** Zeros behind a wrong length are thousands of empty messages, each of which is an object or two. */
const perMessage = 512;

/** Breaks one golden reply and has everything that reads replies read it, as it comes off the wire. */
export function runCodecCase(seed: number, number: number): Finding | null {
  const choose = chooserFor(seed, number);
  return choose.chance(shareOfRdp) ? runRdpCase(number, choose) : runSmbCase(number, choose);
}

function runSmbCase(number: number, choose: Chooser): Finding | null {
  const kind = goldenKinds[choose.below(goldenKinds.length)] ?? [];
  const golden = kind[choose.below(kind.length)] ?? Buffer.alloc(0);
  const { message, how } = breakMessage(golden, choose, goldenReplies);
  const frame = frameMessage(message);
  if (choose.chance(0.05)) frame[choose.below(4)] = choose.below(256);
  const chunks = split(frame, choose);
  return judge({ number, how, bytes: frame }, () => readAll(chunks));
}

/** The same for what a Remote Desktop server says, which comes in frames of its own. */
function runRdpCase(number: number, choose: Chooser): Finding | null {
  const { message, how } = breakBytes(goldenRdp[choose.below(goldenRdp.length)] ?? Buffer.alloc(0), choose);
  const chunks = split(message, choose);
  return judge({ number, how, bytes: message }, () => {
    isTpkt(message);
    tpktLength(message);
    decodeConnectionConfirm(message);
    const records = watchRecords();
    for (const chunk of chunks) records.push(chunk);
    records.isTls();
    records.alert();
    return 1;
  });
}

/** Has bytes read, by what says how many messages were in them; what is wrong with that. */
function judge(its: Omit<Finding, 'fault'>, readBytes: () => number): Finding | null {
  const finding = (fault: string): Finding => ({ ...its, fault });
  let messages = 0;
  const read = (): void => {
    messages = readBytes();
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

const smb2Decoders: readonly ((message: Buffer) => unknown)[] = [
  decodeNegotiateResponse,
  decodeNegotiateRequest,
  decodeSessionSetupResponse,
  decodeSessionSetupRequest,
  decodeTreeConnectResponse,
  decodeTreeConnectRequest,
  decodeFourBytes,
];

/** Answers that say by nothing in them what was asked: whichever was, they are read. */
const moreAnswers: Readonly<Record<number, readonly ((message: Buffer, header: Header) => unknown)[]>> = {
  [commands.SMB_COM_LOCKING_ANDX]: [decodeOplockRelease, (_message, header) => decodeLockingResponse(header)],
  [commands.SMB_COM_NT_TRANSACT]: [decodeNotifyChangeResponse],
  [commands.SMB_COM_TRANSACTION2]: [
    decodeFindFirst2Response,
    decodeFindNext2Response,
    decodeQueryFsInfoResponse,
    decodeQueryPathInfoResponse,
  ],
};

function readMessage(message: Buffer): void {
  serverNamesIn(message);
  if (protocolOf(message) === 'smb2') {
    decodeSmb2Header(message);
    for (const decode of smb2Decoders) decode(message);
  }
  const header = decodeHeader(message);
  if (header.ok) {
    // A client reads answers; the practice server reads requests, and an answer in their place too.
    for (const direction of ['response', 'request'] as const) {
      readers[direction][header.value.command]?.(message, header.value);
    }
    for (const decode of moreAnswers[header.value.command] ?? []) decode(message, header.value);
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
  blankToken(bytes);
  const token = decodeNegotiationToken(bytes);
  if (!token.ok) return;
  const inner = token.value.kind === 'resp' ? token.value.responseToken : token.value.mechToken;
  if (inner === null) return;
  const challenge = decodeChallengeMessage(inner);
  if (challenge.ok) decodeAvPairs(challenge.value.targetInfo);
  decodeAuthenticateMessage(inner);
  blankAuthenticateMessage(inner);
}
