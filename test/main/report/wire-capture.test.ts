import { expect, test } from 'vitest';
import type { Clock } from '../../../main/clock.ts';
import { createWireCapture } from '../../../main/report/wire-capture.ts';

const clock: Clock = { monotonicMs: () => 5_000, now: () => new Date('2026-11-21T10:00:00.000Z') };
const sent = { kind: 'sent', bytes: Buffer.from('secret'), blanked: Buffer.alloc(6), atMs: 5_001 } as const;

test.each([
  [false, Buffer.alloc(6)],
  [true, Buffer.from('secret')],
])('with credentials kept: %s', (keepCredentials, bytes) => {
  const capture = createWireCapture({ clock, keepCredentials });
  capture.connection('c1', 'smb1')(sent);
  const event = capture.connections()[0]?.events[0];
  expect(event).toEqual({ kind: 'sent', bytes, blanked: undefined, atMs: 5_001 });
  expect(capture.keepsCredentials).toBe(keepCredentials);
});

test('the time of an event is that of the wall clock, to the nanosecond', () => {
  const capture = createWireCapture({ clock, keepCredentials: false });
  const began = BigInt(Date.UTC(2026, 10, 21, 10)) * 1_000_000n;
  expect(capture.wallClockNs(5_000.123456)).toBe(began + 123_456n);
  expect(capture.wallClockNs(4_999)).toBe(began - 1_000_000n);
});

test('a flood is not kept beyond the limit, and nothing after the gap', () => {
  const capture = createWireCapture({ clock, keepCredentials: false, limit: 10_000 });
  const tap = capture.connection('c1', 'smb1');
  for (let atMs = 0; atMs < 1_000; atMs += 1) tap({ kind: 'received', bytes: Buffer.alloc(1_000), atMs });
  tap({ kind: 'ended', end: { how: 'fin' }, atMs: 1_000 });
  expect(capture.connections()[0]?.events).toHaveLength(6);
  expect(capture.cutOff()).toBe(true);
});
