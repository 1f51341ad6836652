import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import type { Lookup } from '../../../main/net/resolve.ts';
import { resolveHost } from '../../../main/net/resolve.ts';

const refuse =
  (code: string): Lookup =>
  () =>
    Promise.reject(Object.assign(new Error(code), { code }));
const silent: Lookup = () => new Promise(() => undefined);
const never: Lookup = () => {
  throw new Error('nothing was to be looked up');
};
const ask = (host: string, lookup: Lookup, more: { deadlineMs?: number; signal?: AbortSignal } = {}) =>
  resolveHost({ host, lookup, clock: systemClock, deadlineMs: 60_000, ...more });

describe('resolveHost', () => {
  test('gives every address once, in the order of the resolver', async () => {
    const { result } = await ask('files.example', () =>
      Promise.resolve([
        { address: '192.0.2.7', family: 4 },
        { address: '2001:db8::7', family: 6 },
        { address: '192.0.2.7', family: 4 },
      ]),
    );
    expect(result).toEqual({ ok: true, value: { addresses: ['192.0.2.7', '2001:db8::7'], literal: false } });
  });

  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8::7', '2001:db8::7'],
    ['[2001:db8::7]', '2001:db8::7'],
  ])('takes the address %s as its own answer', async (host, address) => {
    expect((await ask(host, never)).result).toEqual({ ok: true, value: { addresses: [address], literal: true } });
  });

  test.each(['ENOTFOUND', 'EAI_AGAIN'])('gives the code %s of the resolver', async (code) => {
    expect((await ask('x', refuse(code))).result).toEqual({ ok: false, error: { kind: 'not-resolved', code } });
  });

  test('says that an empty answer holds no address', async () => {
    const { result } = await ask('x', () => Promise.resolve([]));
    expect(result).toEqual({ ok: false, error: { kind: 'not-resolved', code: 'ENODATA' } });
  });

  test.each(['0.0.0.0', '::'])('takes %s, as names are blocked, for no address', async (address) => {
    const { result } = await ask('x', () => Promise.resolve([{ address, family: 4 }]));
    expect(result).toEqual({ ok: false, error: { kind: 'not-resolved', code: 'ENODATA' } });
  });

  test('gives up at the deadline', async () => {
    const { result } = await ask('x', silent, { deadlineMs: 5 });
    expect(result).toMatchObject({ ok: false, error: { kind: 'deadline' } });
  });

  test('can be cancelled, before and during', async () => {
    const cancelled = { ok: false, error: { kind: 'cancelled' } };
    expect((await ask('x', silent, { signal: AbortSignal.abort() })).result).toEqual(cancelled);
    const controller = new AbortController();
    const asked = ask('x', silent, { signal: controller.signal });
    controller.abort();
    expect((await asked).result).toEqual(cancelled);
  });
});
