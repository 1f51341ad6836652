import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { frameMessage } from '../../../main/net/nbss-framer.ts';
import { commands, decodeHeader, encodeEmptyResponse, startMessage } from '../../../main/smb1/codec/header.ts';
import { captured } from '../captures.ts';
import { must } from '../must.ts';
import { answering } from '../scripted-peer.ts';
import type { Pair } from './open-client.ts';
import { deadlineMs, echoOf, openNegotiated } from './open-client.ts';

/** Much work: a loaded machine takes its time. */
const patient = { timeout: 60_000 };

let pair: Pair;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('replies', () => {
  beforeEach(async () => {
    pair = await openNegotiated();
  });

  test('are matched by MID, in whatever order they come', async () => {
    const echoes = [1, 2, 3].map(() => pair.client.echo({ deadlineMs }));
    const requests = pair.peer.sent().slice(-3);
    vi.advanceTimersByTime(5);
    pair.peer.send(echoOf(requests[2]));
    vi.advanceTimersByTime(5);
    pair.peer.send(echoOf(requests[0]));
    pair.peer.send(echoOf(requests[1]));
    const done = await Promise.all(echoes);
    expect(done.map(({ result }) => result.ok)).toEqual([true, true, true]);
    expect(done.map(({ record }) => record.ms)).toEqual([10, 10, 5]);
  });

  test('carry their status in either form', async () => {
    for (const [flags2, form, name] of [
      [0xc841, 'nt', 'STATUS_SMB_BAD_UID'],
      [0x8841, 'dos', 'ERRSRV/ERRbaduid'],
    ] as const) {
      const asked = pair.client.queryFsInfo({ uid: 9, tid: 9 }, { deadlineMs });
      pair.peer.send(encodeEmptyResponse(0x32, answering(pair.lastRequest(), { status: 0x005b0002, flags2 })));
      const { result, record } = await asked;
      expect(result).toMatchObject({ ok: false, error: { kind: 'server-status', status: { form, name } } });
      expect(record).toMatchObject({ outcome: 'refused', ms: 0, status: { name } });
    }
  });

  test('that come late are counted, and harm nobody', async () => {
    const asked = pair.client.echo({ deadlineMs });
    const request = pair.lastRequest();
    vi.advanceTimersByTime(deadlineMs);
    const { result, record } = await asked;
    expect(result).toEqual({ ok: false, error: { kind: 'deadline', waitedMs: deadlineMs } });
    expect(record).toMatchObject({ ms: null, outcome: 'no-answer', status: { form: 'none' } });
    const next = pair.client.echo({ deadlineMs });
    pair.peer.send(echoOf(request));
    pair.peer.send(echoOf(pair.lastRequest()));
    expect((await next).result.ok).toBe(true);
    expect(pair.client.traffic()).toMatchObject({ late: 1, unsolicited: 0, stray: 0 });
  });

  test('that come twice, oplock breaks and keep-alives are counted, and harm nobody', async () => {
    const asked = pair.client.echo({ deadlineMs });
    pair.peer.sendBytes(Buffer.from('85000000', 'hex'));
    pair.peer.send(
      startMessage(commands.SMB_COM_LOCKING_ANDX, 'request', answering(pair.lastRequest(), { mid: 0xffff }), 8, 0),
    );
    pair.peer.send(echoOf(pair.lastRequest()));
    pair.peer.send(echoOf(pair.lastRequest()));
    expect((await asked).result.ok).toBe(true);
    expect(pair.client.traffic()).toEqual({ keepAlives: 1, late: 0, unsolicited: 2, stray: 0 });
  });

  test.each([
    ['keep-alives', () => Buffer.from('85000000', 'hex')],
    ['replies that nobody waits for', (answered: Buffer) => frameMessage(echoOf(answered))],
    [
      'oplock breaks',
      (answered: Buffer) =>
        frameMessage(
          startMessage(commands.SMB_COM_LOCKING_ANDX, 'request', answering(answered, { mid: 0xffff }), 8, 0),
        ),
    ],
  ])('that do not end fail what waits, and the connection with it: %s', patient, async (_what, make) => {
    const before = pair.client.echo({ deadlineMs });
    pair.peer.send(echoOf(pair.lastRequest()));
    must((await before).result);
    const some = Buffer.concat(Array<Buffer>(1_000).fill(make(pair.lastRequest())));
    const asked = pair.client.echo({ deadlineMs });
    for (let thousand = 0; thousand < 20; thousand += 1) pair.peer.sendBytes(some);
    expect(pair.peer.closed()).toBe('no');
    pair.peer.sendBytes(some);
    expect((await asked).result).toMatchObject({ ok: false, error: { kind: 'protocol-violation', reason: 'flood' } });
    expect(pair.peer.closed()).toBe('at-once');
    expect((await pair.client.echo({ deadlineMs })).result).toMatchObject({ ok: false, error: { reason: 'flood' } });
  });

  const contradictions: readonly [string, (request: Buffer | undefined) => Buffer, string][] = [
    ['another command', (request) => encodeEmptyResponse(0x71, answering(request)), 'wrong-command'],
    ['another process', (request) => encodeEmptyResponse(0x2b, answering(request, { pid: 1 })), 'wrong-pid'],
    [
      'a MID that was never sent',
      (request) => encodeEmptyResponse(0x2b, answering(request, { mid: 999 })),
      'unknown-mid',
    ],
    ['MID 0', (request) => encodeEmptyResponse(0x2b, answering(request, { mid: 0 })), 'unknown-mid'],
    ['a request', (request) => request ?? Buffer.alloc(0), 'not-a-reply'],
    ['no words', (request) => encodeEmptyResponse(0x2b, answering(request)), 'malformed'],
    ['half a header', (request) => encodeEmptyResponse(0x2b, answering(request)).subarray(0, 20), 'malformed'],
    ['other data', (request) => Buffer.concat([echoOf(request).subarray(0, -1), Buffer.from('x')]), 'echo-data'],
    ['a wrong sequence number', (request) => echoOf(request, 2), 'echo-sequence'],
    ['an SMB2 message', () => captured('09-smb2-negotiate-multiprotocol', 'server', 0x40), 'wrong-protocol'],
  ];
  test.each(contradictions)('with %s are a violation, and the connection lives on', async (_what, reply, reason) => {
    const asked = pair.client.echo({ deadlineMs });
    const bytes = reply(pair.lastRequest());
    pair.peer.send(bytes);
    const { result, record } = await asked;
    expect(result).toMatchObject({ ok: false, error: { kind: 'protocol-violation', reason, bytes } });
    expect(record).toMatchObject({ outcome: 'violation', reply: bytes });
    const next = pair.client.echo({ deadlineMs });
    pair.peer.send(echoOf(pair.lastRequest()));
    expect((await next).result.ok).toBe(true);
  });

  test('that fit nobody are counted when nobody waits', () => {
    pair.peer.send(Buffer.from('hello, world'));
    expect(pair.client.traffic().stray).toBe(1);
  });

  test('that make no frames end the connection', async () => {
    const asked = pair.client.echo({ deadlineMs });
    pair.peer.sendBytes(Buffer.from('ffffffff', 'hex'));
    const framing = { ok: false, error: { kind: 'protocol-violation', reason: 'framing' } };
    expect((await asked).result).toMatchObject(framing);
    expect((await pair.client.echo({ deadlineMs })).result).toMatchObject(framing);
    expect(pair.peer.closed()).toBe('at-once');
  });
});

describe('the end', () => {
  beforeEach(async () => {
    pair = await openNegotiated();
  });

  test.each([
    [{ how: 'fin' }, 'cut'],
    [{ how: 'rst' }, 'cut'],
    [{ how: 'error', code: 'ETIMEDOUT' }, 'failed'],
  ] as const)('of the connection by %o fails all that wait at once, and all that come', async (end, outcome) => {
    const waiting = [pair.client.echo({ deadlineMs }), pair.client.connectTree({ uid: 1 }, 'IPC$', { deadlineMs })];
    pair.peer.end(end);
    for (const { result, record } of await Promise.all(waiting)) {
      expect(result).toEqual({ ok: false, error: { kind: 'transport', end } });
      expect(record).toMatchObject({ outcome, ms: null });
    }
    const late = await pair.client.echo({ deadlineMs });
    expect(late.result).toEqual({ ok: false, error: { kind: 'transport', end } });
    expect(late.record.request).toHaveLength(0);
  });

  test('comes by cancelling: what waits, and what was cancelled before', async () => {
    const controller = new AbortController();
    const asked = pair.client.echo({ deadlineMs, signal: controller.signal });
    const other = pair.client.echo({ deadlineMs });
    const [, request] = pair.peer.sent().slice(-2);
    controller.abort();
    const { result, record } = await asked;
    expect(result).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(record.outcome).toBe('cancelled');
    pair.peer.send(echoOf(request));
    expect((await other).result.ok).toBe(true);
    const sent = pair.peer.sent().length;
    expect((await pair.client.echo({ deadlineMs, signal: controller.signal })).result).toMatchObject({
      error: { kind: 'cancelled' },
    });
    expect(pair.peer.sent()).toHaveLength(sent);
  });

  test('comes by closing, in order', async () => {
    const asked = pair.client.echo({ deadlineMs });
    pair.client.close();
    expect((await asked).result).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect((await pair.client.echo({ deadlineMs })).result).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(pair.peer.closed()).toBe('in-order');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('comes to each by its own deadline', async () => {
    const slow = pair.client.echo({ deadlineMs: 500 });
    vi.advanceTimersByTime(100);
    const fast = pair.client.echo({ deadlineMs: 50 });
    vi.advanceTimersByTime(50);
    expect((await fast).result).toEqual({ ok: false, error: { kind: 'deadline', waitedMs: 50 } });
    vi.advanceTimersByTime(349);
    pair.peer.send(echoOf(pair.peer.sent().at(-2)));
    expect((await slow).record.ms).toBe(499);
  });
});

describe('MaxMpxCount', () => {
  test('bounds what is outstanding; the rest waits its turn, its time not yet running', async () => {
    pair = await openNegotiated(2);
    const before = pair.peer.sent().length;
    const echoes = [1, 2, 3, 4].map(() => pair.client.echo({ deadlineMs }));
    expect(pair.peer.sent()).toHaveLength(before + 2);
    vi.advanceTimersByTime(600);
    pair.peer.send(echoOf(pair.peer.sent()[before]));
    expect(pair.peer.sent()).toHaveLength(before + 3);
    vi.advanceTimersByTime(400);
    expect((await echoes[1])?.result).toMatchObject({ error: { kind: 'deadline' } });
    for (const at of [2, 3]) pair.peer.send(echoOf(pair.peer.sent()[before + at]));
    expect((await Promise.all(echoes)).map(({ result }) => result.ok)).toEqual([true, false, true, true]);
  });

  test('of nothing still lets one through', async () => {
    pair = await openNegotiated(0);
    const asked = pair.client.echo({ deadlineMs });
    pair.peer.send(echoOf(pair.lastRequest()));
    expect((await asked).result.ok).toBe(true);
  });

  test('keeps cancelled waiters from being sent', async () => {
    pair = await openNegotiated(1);
    const controller = new AbortController();
    const first = pair.client.echo({ deadlineMs });
    const second = pair.client.echo({ deadlineMs, signal: controller.signal });
    const sent = pair.peer.sent().length;
    controller.abort();
    expect((await second).record.request).toHaveLength(0);
    pair.peer.send(echoOf(pair.lastRequest()));
    await first;
    expect(pair.peer.sent()).toHaveLength(sent);
  });

  test('keeps what was cancelled together from being sent one after the other', async () => {
    pair = await openNegotiated(1);
    const controller = new AbortController();
    const echoes = [1, 2, 3].map(() => pair.client.echo({ deadlineMs, signal: controller.signal }));
    const sent = pair.peer.sent().length;
    controller.abort();
    for (const { result } of await Promise.all(echoes)) expect(result).toMatchObject({ error: { kind: 'cancelled' } });
    expect(pair.peer.sent()).toHaveLength(sent);
  });

  test('lets what waits its turn out of a fault that came before it', async () => {
    pair = await openNegotiated(1);
    const first = pair.client.echo({ deadlineMs });
    const second = pair.client.echo({ deadlineMs });
    pair.peer.send(encodeEmptyResponse(0x2b, answering(pair.lastRequest(), { mid: 999 })));
    expect((await first).result).toMatchObject({ error: { reason: 'unknown-mid' } });
    pair.peer.send(echoOf(pair.lastRequest()));
    expect((await second).result.ok).toBe(true);
  });
});

describe('MIDs', () => {
  test('run through 16 bits, leave out 0 and 0xFFFF, and come round', patient, async () => {
    pair = await openNegotiated();
    const mids: number[] = [];
    for (let round = 0; round < 0x10002; round += 1) {
      const asked = pair.client.echo({ deadlineMs });
      mids.push(must(decodeHeader(pair.lastRequest())).mid);
      pair.peer.send(echoOf(pair.lastRequest()));
      await asked;
    }
    expect(mids.includes(0) || mids.includes(0xffff)).toBe(false);
    expect(mids[0]).toBe(2);
    expect(mids[0xfffd]).toBe(1);
  });
});
