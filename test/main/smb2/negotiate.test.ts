import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { encodeMultiProtocolNegotiate } from '../../../main/smb2/multi-protocol.ts';
import {
  anySmb2Dialect,
  decodeSmb2NegotiateResponse,
  encodeSmb2NegotiateRequest,
} from '../../../main/smb2/negotiate-codec.ts';
import type { Smb2NegotiateOptions } from '../../../main/smb2/negotiate.ts';
import { negotiateSmb2 } from '../../../main/smb2/negotiate.ts';
import { captured, readCapture } from '../captures.ts';
import { must } from '../must.ts';
import { mutate, seededRandom } from '../mutations.ts';
import { createScriptedPeer } from '../scripted-peer.ts';

/** Much work: a loaded machine takes its time. */
const patient = { timeout: 60_000 };

const capture = readCapture('09-smb2-negotiate-multiprotocol').messages;
const fromServer = capture.filter(({ from }) => from === 'server').map(({ message }) => message);
const [anyDialect = Buffer.alloc(0), dialect311 = Buffer.alloc(0)] = fromServer;

function ask(dialogue: Smb2NegotiateOptions['dialogue'] = 'smb2', more: { signal?: AbortSignal } = {}) {
  const peer = createScriptedPeer();
  const asked = negotiateSmb2(peer.tcp, {
    dialogue,
    connection: 'c2',
    clock: systemClock,
    randomBytes: (count) => Buffer.alloc(count, 0x5a),
    deadlineMs: 1_000,
    ...more,
  });
  return { peer, asked };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the requests', () => {
  test('multi-protocol: an SMB1 header that offers SMB2 alone', () => {
    const message = encodeMultiProtocolNegotiate();
    expect(message.subarray(0, 5).toString('latin1')).toBe('\xffSMBr');
    expect(message.subarray(35).toString('latin1')).toBe('\x02SMB 2.002\0\x02SMB 2.???\0');
    expect(message.readUInt16LE(33)).toBe(message.length - 35);
  });

  test('SMB2: every dialect, and the contexts that 3.1.1 demands, each at a multiple of 8', () => {
    const message = encodeSmb2NegotiateRequest(Buffer.alloc(16, 1), Buffer.alloc(32, 2));
    // Samba's client sends the same dialects in the same order.
    const sambaClient = capture.filter(({ from }) => from === 'client')[1]?.message ?? Buffer.alloc(0);
    expect(message.subarray(100, 110)).toEqual(sambaClient.subarray(100, 110));
    const contextsAt = message.readUInt32LE(92);
    expect(contextsAt % 8).toBe(0);
    expect(message.readUInt16LE(contextsAt)).toBe(1);
    const second = contextsAt + Math.ceil((8 + message.readUInt16LE(contextsAt + 2)) / 8) * 8;
    expect(message.readUInt16LE(second)).toBe(2);
    expect(second + 8 + message.readUInt16LE(second + 2)).toBe(message.length);
  });
});

describe('the answers', () => {
  test('"some SMB2" to the multi-protocol question', async () => {
    const { peer, asked } = ask('multi-protocol');
    vi.advanceTimersByTime(20);
    peer.send(anyDialect);
    const { result, record } = await asked;
    expect(must(result)).toMatchObject({ dialect: anySmb2Dialect, securityMode: 1 });
    expect(record).toMatchObject({ connection: 'c2', series: 'smb2.negotiate', ms: 20, outcome: 'answered' });
    expect(record.status.name).toBe('STATUS_SUCCESS');
    expect(peer.closed()).toBe('in-order');
  });

  test('3.1.1, with what the server says of itself', () => {
    const response = must(decodeSmb2NegotiateResponse(dialect311));
    expect(response).toMatchObject({
      dialect: 0x0311,
      serverGuid: '626f7270-7365-7672-0000-000000000000',
      maxTransactSize: 0x800000,
      serverStartTime: null,
    });
    expect(response.systemTime?.getUTCFullYear()).toBe(2026);
  });

  test('in SMB1, or in nothing we know', async () => {
    const refused = captured('10-smb1-refused-by-smb2-only', 'server', 0x72);
    const smb1 = ask('multi-protocol');
    smb1.peer.send(refused);
    expect(await smb1.asked).toMatchObject({
      result: { error: { kind: 'smb1-answer', bytes: refused } },
      record: { outcome: 'answered' },
    });
    const bytes = Buffer.from('SSH-2.0-OpenSSH_9.2\r\n');
    const ssh = ask();
    ssh.peer.sendBytes(bytes);
    expect(await ssh.asked).toMatchObject({
      result: { error: { kind: 'not-smb', bytes } },
      record: { outcome: 'violation' },
    });
    const framed = ask();
    framed.peer.send(Buffer.from('hello'));
    expect((await framed.asked).result).toMatchObject({ error: { kind: 'not-smb' } });
  });

  test('with a status', async () => {
    const reply = Buffer.from(dialect311);
    reply.writeUInt32LE(0xc00000bb, 8);
    const { peer, asked } = ask();
    peer.send(reply);
    expect(await asked).toMatchObject({
      result: { error: { kind: 'server-status', status: { name: 'STATUS_NOT_SUPPORTED' } } },
      record: { outcome: 'refused', status: { value: 0xc00000bb } },
    });
  });

  test('with broken insides', async () => {
    const { peer, asked } = ask();
    peer.send(dialect311.subarray(0, 80));
    expect((await asked).result).toMatchObject({ error: { kind: 'protocol-violation', reason: 'malformed' } });
  });
});

describe('no answer', () => {
  test.each([{ how: 'fin' }, { how: 'rst' }] as const)('because of %o', async (end) => {
    const { peer, asked } = ask();
    peer.end(end);
    expect(await asked).toMatchObject({
      result: { error: { kind: 'transport', end } },
      record: { outcome: 'cut', ms: null },
    });
  });

  test('in time', async () => {
    const { asked } = ask();
    vi.advanceTimersByTime(1_000);
    expect(await asked).toMatchObject({
      result: { error: { kind: 'deadline', waitedMs: 1_000 } },
      record: { outcome: 'no-answer' },
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('wanted any more', async () => {
    const controller = new AbortController();
    const { asked, peer } = ask('smb2', { signal: controller.signal });
    controller.abort();
    expect((await asked).result).toMatchObject({ error: { kind: 'cancelled' } });
    expect(peer.closed()).toBe('in-order');
    expect((await ask('smb2', { signal: AbortSignal.abort() }).asked).result).toMatchObject({
      error: { kind: 'cancelled' },
    });
  });
});

describe('hostile answers', () => {
  test('one cut off before its security buffer ends is refused', () => {
    const needed = dialect311.readUInt16LE(120) + dialect311.readUInt16LE(122);
    for (let length = 0; length < dialect311.length; length += 1) {
      expect(decodeSmb2NegotiateResponse(dialect311.subarray(0, length)).ok).toBe(length >= needed);
    }
  });

  test('10,000 broken ones are refused or read, never thrown at', patient, () => {
    const random = seededRandom(2006);
    for (let round = 0; round < 10_000; round += 1) {
      const golden = round % 2 === 0 ? anyDialect : dialect311;
      expect(typeof decodeSmb2NegotiateResponse(mutate(golden, random)).ok).toBe('boolean');
    }
  });
});
