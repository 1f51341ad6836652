import { describe, expect, test } from 'vitest';
import type { PracticeScenario } from '../../../app/model/target.ts';
import type { Reaction } from '../../../main/practice/reaction.ts';
import { decodeEchoResponse } from '../../../main/smb1/codec/echo.ts';
import type { Head } from '../../../main/smb1/codec/header.ts';
import { commands, decodeHeader, startMessage } from '../../../main/smb1/codec/header.ts';
import { encodeLogoffRequest } from '../../../main/smb1/codec/logoff-andx.ts';
import { decodeNegotiateResponse } from '../../../main/smb1/codec/negotiate.ts';
import { encodeTreeDisconnectRequest } from '../../../main/smb1/codec/tree-disconnect.ts';
import { isSmb2 } from '../../../main/smb2/codec/header.ts';
import { decodeNegotiateResponse as decodeSmb2NegotiateResponse } from '../../../main/smb2/codec/negotiate.ts';
import { must } from '../must.ts';
import { smb2Negotiate } from '../smb2/negotiating.ts';
import {
  askVolume,
  connectPipes,
  echo,
  headerOf,
  nobody,
  ntLm,
  offer,
  only,
  practiceUser,
  signedIn,
  start,
} from './talk.ts';

const RENAME = 0x07;

describe('negotiate', () => {
  test.each<[string, PracticeScenario, readonly string[], string]>([
    ['NT LM 0.12 alone', 'healthy', ['NT LM 0.12'], 'SMB1, 0'],
    ['NT LM 0.12 among older ones', 'healthy', ['PC NETWORK PROGRAM 1.0', 'LANMAN1.0', 'NT LM 0.12'], 'SMB1, 2'],
    ['NT LM 0.12 and SMB2', 'healthy', ['NT LM 0.12', 'SMB 2.002', 'SMB 2.???'], 'SMB1, 0'],
    ['only older ones', 'healthy', ['LANMAN1.0'], 'no dialect'],
    ['nothing', 'healthy', [], 'no dialect'],
    ['SMB2 only', 'healthy', ['SMB 2.002', 'SMB 2.???'], 'SMB2, 0x2ff'],
    ['SMB 2.002 only', 'healthy', ['SMB 2.002'], 'SMB2, 0x202'],
    ['NT LM 0.12 alone, SMB1 off', 'smb1-disabled', ['NT LM 0.12'], 'close'],
    ['only older ones, SMB1 off', 'smb1-disabled', ['LANMAN1.0'], 'close'],
    ['NT LM 0.12 and SMB2, SMB1 off', 'smb1-disabled', ['NT LM 0.12', 'SMB 2.???'], 'SMB2, 0x2ff'],
  ])('%s', (_name, scenario, dialects, expected) => {
    expect(told(start(scenario)(offer(...dialects)))).toBe(expected);
  });

  function told(reaction: Reaction): string {
    if (reaction.kind !== 'reply') return reaction.kind;
    const message = only(reaction);
    if (isSmb2(message)) return `SMB2, 0x${must(decodeSmb2NegotiateResponse(message)).dialect.toString(16)}`;
    const answer = must(decodeNegotiateResponse(message, must(decodeHeader(message))));
    return answer.kind === 'nt-lm' ? `SMB1, ${answer.dialectIndex}` : 'no dialect';
  }

  test('comes once', () => {
    const answer = start();
    answer(ntLm);
    expect(answer(ntLm)).toEqual({ kind: 'close' });
  });

  test.each([
    ['an echo', echo(1)],
    ['a sign-in', nobody],
  ])('comes before %s, and has to lead to a dialect', (_name, message) => {
    expect(start()(message)).toEqual({ kind: 'close' });
    const answer = start();
    answer(offer('LANMAN1.0'));
    expect(answer(message)).toEqual({ kind: 'close' });
  });

  test('in SMB2 follows the multi-protocol one, and nothing follows it', () => {
    const smb2 = smb2Negotiate();
    const answer = start();
    answer(offer('SMB 2.???'));
    expect(must(decodeSmb2NegotiateResponse(only(answer(smb2)))).dialect).toBe(0x0311);
    const sessionSetup = Buffer.from(smb2);
    sessionSetup.writeUInt16LE(1, 12);
    expect(answer(sessionSetup)).toEqual({ kind: 'close' });
    expect(answer(echo(1))).toEqual({ kind: 'close' });
  });

  test('chooses the best SMB2 dialect offered', () => {
    const request = smb2Negotiate();
    for (const [count, dialect] of [
      [1, 0x0202],
      [2, 0x0210],
      [3, 0x0300],
      [4, 0x0302],
      [5, 0x0311],
    ] as const) {
      request.writeUInt16LE(count, 66);
      expect(must(decodeSmb2NegotiateResponse(only(start('smb1-disabled')(request)))).dialect).toBe(dialect);
    }
    request.writeUInt16LE(0, 66);
    expect(start()(request)).toEqual({ kind: 'close' });
    request.writeUInt16LE(60_000, 66);
    expect(start()(request)).toEqual({ kind: 'close' });
  });
});

describe('echo', () => {
  test.each([0, 1, 5])('%i times', (count) => {
    const answer = start();
    answer(ntLm);
    const reaction = answer(echo(count));
    if (reaction.kind !== 'reply') throw new Error(reaction.kind);
    const replies = reaction.messages.map((message) => must(decodeEchoResponse(message, must(decodeHeader(message)))));
    expect(replies.map(({ sequenceNumber }) => sequenceNumber)).toEqual([1, 2, 3, 4, 5].slice(0, count));
    for (const { data } of replies) expect(data.toString()).toBe('hello');
  });
});

describe('answers', () => {
  test('name the request', () => {
    const { answer, own } = signedIn();
    const header = headerOf(answer(encodeTreeDisconnectRequest({ ...own, mid: 4711, pid: 0x1_2345 })));
    expect(header).toMatchObject({ reply: true, status: 0, mid: 4711, pid: 0x1_2345, tid: own.tid, uid: own.uid });
  });

  test.each<[string, (own: Head) => Buffer, number]>([
    ['an unknown command', (own) => startMessage(RENAME, 'request', own, 0, 0), 0xc0000002],
    ['an unknown UID', (own) => startMessage(RENAME, 'request', { ...own, uid: 1 }, 0, 0), 0x005b0002],
    ['no UID', (own) => encodeLogoffRequest({ ...own, uid: 0 }), 0x005b0002],
    ['a sign-in on an unknown UID', () => withUid(nobody, 1), 0x005b0002],
    ['an unknown TID', (own) => encodeTreeDisconnectRequest({ ...own, tid: 1 }), 0x00050002],
    ['the volume of IPC$', (own) => askVolume(own), 0xc0000022],
    [
      'another TRANSACTION2',
      (own) => {
        const message = askVolume(own);
        message.writeUInt16LE(0x0007, 61);
        return message;
      },
      0xc0000002,
    ],
    ['a disk where there are pipes', (own) => connectPipes(own, 'A:'), 0xc00000cb],
  ])('to %s', (_name, message, status) => {
    const { answer, own } = signedIn();
    expect(headerOf(answer(message(own)))).toMatchObject({ status, statusForm: 'nt', mid: 7 });
  });

  test.each<[string, number, (own: Head) => Buffer, number]>([
    ['sessions', 8, () => nobody, 0xc00000ce],
    ['shares', 16, (own) => connectPipes(own), 0xc0000205],
  ])('to too many %s', (_what, limit, message, status) => {
    const { answer, own } = signedIn();
    for (let count = 1; count < limit; count++) expect(headerOf(answer(message(own))).status).toBe(0);
    expect(headerOf(answer(message(own))).status).toBe(status);
  });

  test('with the size of a volume, and nothing else of it', () => {
    const { answer, own } = signedIn(practiceUser, 'Practice');
    expect(headerOf(answer(askVolume(own)))).toMatchObject({ status: 0, wordCount: 10 });
    for (const level of [0x0001, 0x0102, 0x0105]) {
      expect(headerOf(answer(askVolume(own, level))).status).toBe(0xc0000148);
    }
  });

  test('in DOS form to a client that wants them so', () => {
    const { answer, own } = signedIn();
    const dos = { ...own, flags2: 0 };
    expect(headerOf(answer(startMessage(RENAME, 'request', dos, 0, 0)))).toMatchObject({
      statusForm: 'dos',
      status: 0x00010001,
    });
  });

  test('to every command that it does not play', () => {
    const played: readonly number[] = Object.values(commands).filter((one) => one !== commands.SMB_COM_LOCKING_ANDX);
    const { answer, own } = signedIn();
    for (let command = 0; command < 256; command++) {
      if (played.includes(command)) continue;
      expect(headerOf(answer(startMessage(command, 'request', own, 0, 0))).status).toBe(0xc0000002);
    }
  });

  function withUid(message: Buffer, uid: number): Buffer {
    const copy = Buffer.from(message);
    copy.writeUInt16LE(uid, 28);
    return copy;
  }
});
