import { describe, expect, test } from 'vitest';
import type { Head } from '../../../main/smb1/codec/header.ts';
import { encodeLogoffRequest } from '../../../main/smb1/codec/logoff-andx.ts';
import { encodeTreeDisconnectRequest } from '../../../main/smb1/codec/tree-disconnect.ts';
import { seededRandom } from '../../app/random.ts';
import { smb2Negotiate } from '../smb2/negotiating.ts';
import { askVolume, connectPipes, echo, nobody, ntLm, signedIn, start } from './talk.ts';

const requests: readonly (readonly [string, (own: Head) => Buffer])[] = [
  ['echo', () => echo(1)],
  ['sign-in', () => nobody],
  ['share', (own) => connectPipes(own)],
  ['volume', (own) => askVolume(own)],
  ['tree disconnect', encodeTreeDisconnectRequest],
  ['logoff', encodeLogoffRequest],
];
const smb2 = smb2Negotiate();

describe('closes on', () => {
  test.each(requests)('every truncation of %s', (_name, request) => {
    const whole = request(signedIn().own);
    for (let length = 0; length < whole.length; length++) {
      expect(signedIn().answer(whole.subarray(0, length))).toEqual({ kind: 'close' });
    }
  });

  test('every truncation of a negotiate, in SMB1 and in SMB2 up to its contexts', () => {
    for (let length = 0; length < ntLm.length; length++) {
      expect(start()(ntLm.subarray(0, length))).toEqual({ kind: 'close' });
    }
    for (let length = 0; length < 110; length++) {
      expect(start()(smb2.subarray(0, length))).toEqual({ kind: 'close' });
    }
  });

  test('a reply', () => {
    const message = Buffer.from(echo(1));
    message[9] = 0x88;
    expect(signedIn().answer(message)).toEqual({ kind: 'close' });
  });
});

test('whatever bytes are changed, it answers or closes and never throws', () => {
  const random = seededRandom(42);
  const below = (limit: number): number => Math.floor(random() * limit);
  const seen = { reply: 0, close: 0, silence: 0 };
  for (let round = 0; round < 20_000; round++) {
    const { answer, own } = signedIn();
    const isFirst = round % 5 === 0;
    const first = round % 2 === 0 ? smb2 : ntLm;
    const message = Buffer.from(isFirst ? first : (requests[below(requests.length)]?.[1](own) ?? first));
    for (let change = below(4); change >= 0; change--) message[below(message.length)] = below(256);
    const reaction = (isFirst ? start() : answer)(message);
    seen[reaction.kind] += 1;
    if (reaction.kind === 'reply') {
      expect(reaction.messages.filter(({ length }) => length < 35 || length > 65_536)).toEqual([]);
    }
  }
  expect(seen.silence).toBe(0);
  expect(seen.reply).toBeGreaterThan(1_000);
  expect(seen.close).toBeGreaterThan(1_000);
});
