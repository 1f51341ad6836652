import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { anySmb2Dialect } from '../../../main/smb2/codec/negotiate.ts';
import { encodeMultiProtocolNegotiate } from '../../../main/smb2/multi-protocol.ts';
import type { Smb2NegotiateOptions } from '../../../main/smb2/negotiate.ts';
import { negotiateSmb2 } from '../../../main/smb2/negotiate.ts';
import { captured, readCapture } from '../captures.ts';
import { must } from '../must.ts';
import { createScriptedPeer } from '../scripted-peer.ts';

const capture = readCapture('09-smb2-negotiate-multiprotocol').messages;
const fromServer = capture.filter(({ from }) => from === 'server').map(({ message }) => message);
const [anyDialect = Buffer.alloc(0), dialect311 = Buffer.alloc(0)] = fromServer;

function ask(dialogue: Smb2NegotiateOptions['dialogue'] = 'smb2', more: Partial<Smb2NegotiateOptions> = {}) {
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

function changed(reply: Buffer, at: number, byte: number): Buffer {
  reply[at] = byte;
  return reply;
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

  test.each<[string, (reply: Buffer) => Buffer, object]>([
    ['broken insides', (reply) => reply.subarray(0, 80), { reason: 'malformed', field: 'body' }],
    ['no reply bit', (reply) => changed(reply, 16, 0), { reason: 'not-a-reply' }],
    ['another command', (reply) => changed(reply, 12, 1), { reason: 'wrong-command' }],
    ['a dialect that was not offered', (reply) => changed(reply, 68, 0x12), { reason: 'wrong-dialect' }],
  ])('with %s', async (_what, change, expected) => {
    const { peer, asked } = ask();
    peer.send(change(Buffer.from(dialect311)));
    expect((await asked).result).toMatchObject({ error: { kind: 'protocol-violation', ...expected } });
  });

  test('to one dialect alone', async () => {
    const { peer, asked } = ask('smb2', { dialects: [0x0210] });
    expect(peer.sent()[0]?.subarray(100)).toEqual(Buffer.from('1002', 'hex'));
    peer.send(dialect311);
    expect((await asked).result).toMatchObject({ error: { kind: 'protocol-violation', reason: 'wrong-dialect' } });
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
