import { expect, test } from 'vitest';
import { encodePcapng } from '../../../main/report/pcapng.ts';

/** Type and body of each block; throws when the two lengths of one differ. */
function blocksOf(file: Buffer): readonly { readonly type: number; readonly body: Buffer }[] {
  const blocks = [];
  for (let at = 0; at < file.length;) {
    const length = file.readUInt32LE(at + 4);
    if (file.readUInt32LE(at + length - 4) !== length || length % 4 !== 0) throw new Error(`broken at ${String(at)}`);
    blocks.push({ type: file.readUInt32LE(at), body: file.subarray(at + 8, at + length - 4) });
    at += length;
  }
  return blocks;
}

/** The options from `at` on, in order, the end among them. */
function optionsOf(body: Buffer, at: number): readonly (readonly [number, string])[] {
  const options: [number, string][] = [];
  while (at < body.length) {
    const length = body.readUInt16LE(at + 2);
    options.push([body.readUInt16LE(at), body.toString('utf8', at + 4, at + 4 + length)]);
    at += 4 + 4 * Math.ceil(length / 4);
  }
  return options;
}

test('a file holds its section, its interfaces and its packets, to the nanosecond', () => {
  const timeNs = 1_795_000_000_123_456_789n;
  const file = encodePcapng({
    comment: 'Überschrift',
    application: 'tool 1',
    networks: [
      { name: 'a', description: 'first' },
      { name: 'b', description: 'second' },
    ],
    packets: [
      { network: 1, timeNs, bytes: Buffer.from('45000', 'latin1'), direction: 'in', comments: ['one', 'two'] },
      { network: 0, timeNs, bytes: Buffer.alloc(0), direction: 'out', comments: [] },
    ],
  });
  const [section, first, second, packet, empty, ...rest] = blocksOf(file);
  expect(rest).toEqual([]);
  expect(section?.type).toBe(0x0a0d0d0a);
  expect(section?.body.subarray(0, 8).toString('hex')).toBe('4d3c2b1a01000000');
  expect(optionsOf(section?.body ?? Buffer.alloc(0), 16)).toEqual([
    [1, 'Überschrift'],
    [4, 'tool 1'],
    [0, ''],
  ]);
  expect([first?.type, second?.type]).toEqual([1, 1]);
  expect(second?.body.readUInt16LE(0)).toBe(101);
  expect(optionsOf(second?.body ?? Buffer.alloc(0), 8)).toEqual([
    [2, 'b'],
    [3, 'second'],
    [9, '\u0009'],
    [0, ''],
  ]);
  const body = packet?.body ?? Buffer.alloc(0);
  expect(packet?.type).toBe(6);
  expect((BigInt(body.readUInt32LE(4)) << 32n) | BigInt(body.readUInt32LE(8))).toBe(timeNs);
  expect([0, 12, 16].map((at) => body.readUInt32LE(at))).toEqual([1, 5, 5]);
  expect(body.toString('latin1', 20, 28)).toBe('45000\0\0\0');
  expect(optionsOf(body, 28)).toEqual([
    [2, '\u0001\0\0\0'],
    [1, 'one'],
    [1, 'two'],
    [0, ''],
  ]);
  expect(optionsOf(empty?.body ?? Buffer.alloc(0), 20)[0]).toEqual([2, '\u0002\0\0\0']);
});

test('a comment longer than an option can be is cut, and the file stays whole', () => {
  const file = encodePcapng({ comment: 'x'.repeat(70_000), application: '', networks: [], packets: [] });
  expect(blocksOf(file)).toHaveLength(1);
});
