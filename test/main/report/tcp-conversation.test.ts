import { expect, test } from 'vitest';
import type { WireEvent } from '../../../main/net/wire-tap.ts';
import { conversationPackets } from '../../../main/report/tcp-conversation.ts';

const connecting: WireEvent = { kind: 'connecting', address: '192.0.2.1', port: 445, atMs: 1 };
const connected: WireEvent = { kind: 'connected', localAddress: '192.0.2.9', localPort: 50_001, atMs: 2 };
const names = { 1: 'FIN', 2: 'SYN', 4: 'RST', 8: 'PSH', 16: 'ACK' } as const;

/** Each packet as one line: direction, ports, flags, sequence, acknowledgement, payload. */
function story(events: readonly WireEvent[]): readonly string[] {
  return conversationPackets(events).map(({ direction, bytes }) => {
    const tcp = bytes.subarray(20);
    const set = Object.entries(names).flatMap(([bit, name]) => (tcp.readUInt8(13) & Number(bit) ? [name] : []));
    const ports = `${String(tcp.readUInt16BE(0))}>${String(tcp.readUInt16BE(2))}`;
    const counts = `${String(tcp.readUInt32BE(4))} ${String(tcp.readUInt32BE(8))}`;
    return `${direction} ${ports} ${set.join('+')} ${counts} ${tcp.toString('latin1', 20)}`.trim();
  });
}

test('a connection is opened, talks, and is closed by us', () => {
  const events: readonly WireEvent[] = [
    connecting,
    connected,
    { kind: 'sent', bytes: Buffer.from('ask'), blanked: undefined, atMs: 3 },
    { kind: 'received', bytes: Buffer.from('reply'), atMs: 4 },
    { kind: 'closed', how: 'fin', atMs: 5 },
    { kind: 'ended', end: { how: 'fin' }, atMs: 6 },
  ];
  expect(story(events)).toEqual([
    'out 50001>445 SYN 1000 0',
    'in 445>50001 SYN+ACK 5000 1001',
    'out 50001>445 ACK 1001 5001',
    'out 50001>445 PSH+ACK 1001 5001 ask',
    'in 445>50001 PSH+ACK 5001 1004 reply',
    'out 50001>445 FIN+ACK 1004 5006',
    'in 445>50001 FIN+ACK 5006 1005',
  ]);
  expect(conversationPackets(events).map(({ atMs }) => atMs)).toEqual([1, 2, 2, 3, 4, 5, 6]);
});

test.each<[string, readonly WireEvent[], string]>([
  ['a refusal', [connecting, { kind: 'not-connected', why: 'refused', atMs: 2 }], 'in 445>49152 RST+ACK 5000 1001'],
  ['silence', [connecting, { kind: 'not-connected', why: 'deadline', atMs: 2 }], 'out 49152>445 SYN 1000 0'],
  [
    'a reset',
    [connecting, connected, { kind: 'ended', end: { how: 'rst' }, atMs: 3 }],
    'in 445>50001 RST+ACK 5001 1001',
  ],
  ['our reset', [connecting, connected, { kind: 'closed', how: 'rst', atMs: 3 }], 'out 50001>445 RST+ACK 1001 5001'],
  [
    'a fault of our own stack',
    [connecting, connected, { kind: 'ended', end: { how: 'error', code: 'ENOBUFS' }, atMs: 3 }],
    'out 50001>445 ACK 1001 5001',
  ],
])('%s is the last packet', (_what, events, last) => {
  expect(story(events).at(-1)).toBe(last);
});

test('what was sent at once is cut only where a packet would be too long', () => {
  const bytes = Buffer.alloc(70_000);
  const sizes = conversationPackets([connecting, connected, { kind: 'received', bytes, atMs: 3 }]).map(
    (packet) => packet.bytes.length - 40,
  );
  expect(sizes).toEqual([0, 0, 0, 32_768, 32_768, 4_464]);
});

test('nothing is made of nothing', () => {
  expect(conversationPackets([])).toEqual([]);
});
