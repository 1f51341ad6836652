import { describe, expect, test } from 'vitest';
import { decodeHeader, protocolOf } from '../../../../main/smb1/codec/header.ts';
import type { CapturedMessage } from '../../captures.ts';
import { captureNames, readCapture } from '../../captures.ts';
import { must } from '../../must.ts';
import { mutate, seededRandom } from '../../mutations.ts';
import { isSound, readers } from './by-command.ts';

/** Much work: a loaded machine takes its time. */
const patient = { timeout: 60_000 };

const STATUS_MORE_PROCESSING_REQUIRED = 0xc0000016;
const trans2Subcommands: readonly number[] = [1, 3, 5];
/** Parameters and data of the answers to them that are whole for us: level SMB_QUERY_FS_SIZE_INFO, ALL_INFO, any search. */
const isTrans2Answer = (message: Buffer): boolean =>
  message[32] === 10 && (message.readUInt16LE(39) !== 0 || message.readUInt16LE(45) === 24);
/** impacket puts Unicode file names at odd places, and reads files with a pipe's time-out. */
const writtenByImpacket = ({ name, from, message }: Named): boolean =>
  name === '13-kerberos-session-expired' && from === 'client' && (message[4] === 0xa2 || message[4] === 0x2e);
/** Answers that hold more than we read: times, short names. */
const isReadInPart = (message: Buffer): boolean => message[4] === 0x32 && message.readUInt16LE(39) !== 0;

type Named = CapturedMessage & { readonly name: string };

const directionOf = ({ from }: CapturedMessage) => (from === 'client' ? 'request' : 'response');

/** A message that this codec is for: one of its commands, and a success or the middle of a sign-in. */
function isOurs(one: Named): boolean {
  const { from, message } = one;
  if (protocolOf(message) !== 'smb1' || writtenByImpacket(one)) return false;
  const header = must(decodeHeader(message));
  if (readers[directionOf(one)][header.command] === undefined) return false;
  if (header.status !== 0 && header.status !== STATUS_MORE_PROCESSING_REQUIRED) return false;
  if (header.command !== 0x32) return true;
  return from === 'client' ? trans2Subcommands.includes(message.readUInt16LE(61)) : isTrans2Answer(message);
}

const all = captureNames.flatMap((name) => readCapture(name).messages.map((message) => ({ name, ...message })));
const ours = all.filter(isOurs);

describe('every message that Samba and its clients sent', () => {
  test('there are enough of them, of every kind', () => {
    const kinds = new Set(ours.map((one) => `${directionOf(one)} ${one.message.readUInt8(4).toString(16)}`));
    expect([...kinds].sort()).toEqual([
      ...['request 2b', 'request 2e', 'request 2f', 'request 32', 'request 4', 'request 6', 'request 71', 'request 72'],
      ...['request 73', 'request 74', 'request 75', 'request a2'],
      ...['response 2b', 'response 2e', 'response 2f', 'response 32', 'response 4', 'response 6', 'response 71'],
      ...['response 72', 'response 73', 'response 74', 'response 75', 'response a2'],
    ]);
    expect(ours.length).toBeGreaterThan(150);
  });

  test('has a sound header, whose reply flag tells who sent it', () => {
    for (const { from, message } of all.filter((one) => protocolOf(one.message) === 'smb1')) {
      expect(must(decodeHeader(message)).reply).toBe(from === 'server');
    }
  });

  test('is read', () => {
    const refused = ours.filter((one) => !isSound(one.message, directionOf(one)));
    expect(refused.map(({ name, message }) => `${name} ${message.toString('hex')}`)).toEqual([]);
  });

  test('is written again byte for byte', () => {
    for (const one of ours) {
      const header = must(decodeHeader(one.message));
      const read = readers[directionOf(one)][header.command];
      const again = read?.(one.message, header).again() ?? Buffer.alloc(0);
      if (one.from === 'server' && isReadInPart(one.message)) {
        expect(read?.(again, must(decodeHeader(again))).decoded).toEqual(read?.(one.message, header).decoded);
        continue;
      }
      expect(comparable(again, one), `${one.name}, ${directionOf(one)}`).toBe(comparable(one.message, one));
    }
  });
});

/** What of a message both sides must agree on. Written signatures are a later matter. */
function comparable(message: Buffer, one: CapturedMessage): string {
  const copy = Buffer.from(message);
  copy.fill(0, 14, 22);
  const command = one.message.readUInt8(4);
  // A Date holds milliseconds, SystemTime a ten-thousandth of them.
  if (one.from === 'server' && command === 0x72 && copy.length > 64) copy.fill(0, 56, 60);
  // MaxParameterCount and what lies before and behind the parameters is each client's own.
  // smbclient puts two zeros too many behind the name.
  if (one.from === 'client' && command === 0xa2) {
    return copy.fill(0, 81, 83).toString('hex', 0, 84 + copy.readUInt16LE(38));
  }
  if (one.from === 'client' && command === 0x32) {
    return (
      [33, 35, 51, 61].map((at) => copy.readUInt16LE(at)).join() + copy.toString('hex', 68, 68 + copy.readUInt16LE(51))
    );
  }
  return copy.toString('hex');
}

describe('hostile messages', () => {
  const soundReplies = ours.filter(({ from }) => from === 'server');

  test('a message cut off anywhere is refused', patient, () => {
    for (const one of ours) {
      for (let length = 0; length < one.message.length; length += 1) {
        expect(isSound(one.message.subarray(0, length), directionOf(one))).toBe(false);
      }
    }
  });

  test('10,000 broken replies, and as many broken requests, are refused or read, never thrown at', patient, () => {
    const random = seededRandom(1996);
    for (const direction of ['response', 'request'] as const) {
      const golden = ours.filter((one) => directionOf(one) === direction);
      let refused = 0;
      for (let round = 0; round < 10_000; round += 1) {
        const one = golden[round % golden.length];
        if (one !== undefined && !isSound(mutate(one.message, random), direction)) refused += 1;
      }
      expect(refused).toBeGreaterThan(1_000);
      expect(refused).toBeLessThan(9_999);
    }
  });

  test('bytes that never were a message are refused', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 2_000; round += 1) {
      const noise = Buffer.from(Array.from({ length: Math.floor(random() * 120) }, () => Math.floor(random() * 256)));
      expect(isSound(noise, 'response')).toBe(false);
    }
    expect(soundReplies.length).toBeGreaterThan(50);
  });
});
