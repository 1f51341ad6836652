import { expect, test } from 'vitest';
import type { Ended } from '../../../../main/diagnosis/idle/wait.ts';
import { waitSilently } from '../../../../main/diagnosis/idle/wait.ts';
import { createManualTime } from '../../manual-time.ts';

const never = new Promise<Ended>(() => undefined);

test('is due at its time, and not before', async () => {
  const { clock, schedule, advance } = createManualTime();
  const { signal } = new AbortController();
  let settled = false;
  const waiting = waitSilently({ untilMs: 60_000, ended: never, clock, schedule, signal }).finally(() => {
    settled = true;
  });
  advance(59_999);
  await Promise.resolve();
  expect(settled).toBe(false);
  advance(1);
  expect(await waiting).toEqual({ kind: 'due' });
});

test('ends with the connection, and says when that was', async () => {
  const { clock, schedule } = createManualTime();
  const ended = Promise.resolve<Ended>({ end: { how: 'fin' }, atMs: 1_234 });
  const waited = waitSilently({ untilMs: 60_000, ended, clock, schedule, signal: new AbortController().signal });
  expect(await waited).toEqual({ kind: 'ended', end: { how: 'fin' }, atMs: 1_234 });
});

test.each([true, false])('can be cancelled, before it began: %s', async (before) => {
  const { clock, schedule } = createManualTime();
  const stop = new AbortController();
  if (before) stop.abort();
  const waiting = waitSilently({ untilMs: 60_000, ended: never, clock, schedule, signal: stop.signal });
  stop.abort();
  expect(await waiting).toEqual({ kind: 'cancelled' });
});
