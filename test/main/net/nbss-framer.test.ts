import { describe, expect, test } from 'vitest';
import type { FramerOptions, FramingRefusal } from '../../../main/net/nbss-framer.ts';
import { createFramer, frameMessage } from '../../../main/net/nbss-framer.ts';
import { captureNames, readCapture } from '../captures.ts';

const directTcp: FramerOptions = { lengthBits: 24, maxLength: 0x1ffff };

/** Pushes chunks at the times 1, 2, 3, ... and notes what comes of them. */
function frames(chunks: readonly Buffer[], options = directTcp) {
  const messages: { hex: string; atMs: number }[] = [];
  const refusals: FramingRefusal[] = [];
  let keepAlives = 0;
  const framer = createFramer(options, {
    onMessage: (message, atMs) => messages.push({ hex: message.toString('hex'), atMs }),
    onKeepAlive: () => (keepAlives += 1),
    onRefusal: (refusal) => refusals.push(refusal),
  });
  chunks.forEach((chunk, index) => {
    framer.push(chunk, index + 1);
  });
  return { messages, refusals, keepAlives, pending: framer.pending() };
}

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('a stream of messages', () => {
  test.each(captureNames)('%s: whole, split at every place, and byte by byte', { timeout: 60_000 }, (name) => {
    const capture = readCapture(name);
    const stream = capture.stream.server;
    const expected = capture.messages
      .filter(({ from }) => from === 'server')
      .map(({ message }) => message.toString('hex'));
    const texts = (chunks: readonly Buffer[]) => frames(chunks).messages.map((message) => message.hex);
    expect(expected.length).toBeGreaterThan(0);
    expect(texts([stream])).toEqual(expected);
    expect(texts(Array.from(stream, (byte) => Buffer.from([byte])))).toEqual(expected);
    const wrong = Array.from(stream.keys()).filter((at) => {
      const found = texts([stream.subarray(0, at), stream.subarray(at)]);
      return found.join() !== expected.join();
    });
    expect(wrong).toEqual([]);
  });

  test('takes the time of the first byte of each frame, its header included', () => {
    const [a, b] = [frameMessage(hex('aabb')), frameMessage(hex('cc'))];
    const whole = Buffer.concat([a, b]);
    expect(frames([whole]).messages.map(({ atMs }) => atMs)).toEqual([1, 1]);
    const split = [whole.subarray(0, 1), whole.subarray(1, 7), whole.subarray(7, 9), whole.subarray(9)];
    expect(frames(split).messages).toEqual([
      { hex: 'aabb', atMs: 1 },
      { hex: 'cc', atMs: 2 },
    ]);
  });

  test('hands on a view of the chunk when the frame is whole in it', () => {
    const chunk = frameMessage(hex('0102'));
    let seen: Buffer | undefined;
    const sink = { onMessage: (message: Buffer) => (seen = message), onKeepAlive: () => 0, onRefusal: () => 0 };
    createFramer(directTcp, sink).push(chunk, 0);
    expect(seen?.buffer).toBe(chunk.buffer);
  });

  test('counts keep-alives and hands none on', () => {
    const chunk = Buffer.concat([hex('85000000'), frameMessage(hex('01')), hex('85000000')]);
    expect(frames([chunk])).toMatchObject({ keepAlives: 2, messages: [{ hex: '01' }], refusals: [] });
    expect(frames([chunk.subarray(0, 2), chunk.subarray(2)])).toMatchObject({ keepAlives: 2 });
  });

  test('hands on an empty message', () => {
    expect(frames([hex('00000000')]).messages).toEqual([{ hex: '', atMs: 1 }]);
  });

  test('holds no more than has come, whatever the length claims', () => {
    const { pending, messages, refusals } = frames([hex('0001ffff'), hex('00'.repeat(10))]);
    expect({ pending, messages, refusals }).toEqual({ pending: 14, messages: [], refusals: [] });
  });
});

describe('a stream that is none', () => {
  test.each([
    ['a banner', 'SSH-2.0-x\r\n', 'framing'],
    ['a web server', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'framing'],
    ['a NetBIOS answer', '\x83\x00\x00\x01\x8f', 'netbios-session-message'],
    ['a positive NetBIOS answer', '\x82\x00\x00\x00', 'netbios-session-message'],
    ['an endless message', '\x00\xff\xff\xff', 'frame-too-long'],
  ] as const)('refuses %s at once, with the bytes', (_what, text, reason) => {
    const bytes = Buffer.from(text, 'latin1');
    expect(frames([bytes]).refusals).toEqual([{ reason, bytes }]);
    expect(frames([bytes.subarray(0, 1), bytes.subarray(1)]).refusals.map((refusal) => refusal.reason)).toEqual([
      reason,
    ]);
  });

  test('takes nothing after a refusal', () => {
    const { messages, refusals } = frames([hex('ff'), frameMessage(hex('01')), hex('ff')]);
    expect(messages).toEqual([]);
    expect(refusals).toHaveLength(1);
  });

  test('shows at most 512 bytes', () => {
    expect(frames([Buffer.alloc(4_000, 'x')]).refusals[0]?.bytes).toHaveLength(512);
  });

  test('knows 17-bit lengths: the bit above 65,535 counts, reserved bits must be zero', () => {
    const netbios: FramerOptions = { lengthBits: 17, maxLength: 0x1ffff };
    const long = frameMessage(Buffer.alloc(0x10001));
    expect(long.subarray(0, 4).toString('hex')).toBe('00010001');
    expect(frames([long], netbios).messages).toHaveLength(1);
    expect(frames([hex('00020000')], netbios).refusals).toMatchObject([{ reason: 'framing' }]);
  });
});
