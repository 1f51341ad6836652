import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import type { Smb1Client, Smb1ClientOptions } from '../../../main/smb1/client.ts';
import { createSmb1Client } from '../../../main/smb1/client.ts';
import { decodeEchoRequest, encodeEchoResponse } from '../../../main/smb1/codec/echo.ts';
import { commands, decodeHeader, encodeEmptyResponse, startMessage } from '../../../main/smb1/codec/header.ts';
import { decodeNegotiateRequest, encodeNegotiateResponse } from '../../../main/smb1/codec/negotiate.ts';
import { encodeTreeConnectResponse } from '../../../main/smb1/codec/tree-connect-andx.ts';
import { captured } from '../captures.ts';
import { must } from '../must.ts';
import type { ScriptedPeer } from '../scripted-peer.ts';
import { answering, createScriptedPeer } from '../scripted-peer.ts';
import { negotiated } from './negotiated.ts';

const deadlineMs = 1_000;

let peer: ScriptedPeer;
let client: Smb1Client;

function open(options: Partial<Smb1ClientOptions> = {}): void {
  peer = createScriptedPeer();
  client = createSmb1Client(peer.tcp, {
    connection: 'c1',
    host: 'files.example',
    clock: systemClock,
    randomBytes: (count) => Buffer.alloc(count, 0x5a),
    ...options,
  });
}

/** Negotiates, so that several requests may be outstanding. */
async function openNegotiated(maxMpxCount = 50): Promise<void> {
  open();
  const negotiating = client.negotiate({ deadlineMs });
  peer.send(encodeNegotiateResponse(answering(peer.sent()[0]), { ...negotiated, maxMpxCount }));
  must((await negotiating).result);
}

const lastRequest = (): Buffer | undefined => peer.sent().at(-1);

/** The echo that an ECHO request asks for. */
function echoOf(request: Buffer | undefined, sequenceNumber = 1): Buffer {
  const head = answering(request);
  const { data } = must(decodeEchoRequest(request ?? Buffer.alloc(0), must(decodeHeader(request ?? Buffer.alloc(0)))));
  return encodeEchoResponse(head, { sequenceNumber, data });
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('NEGOTIATE', () => {
  beforeEach(() => {
    open();
  });

  test('offers NT LM 0.12 alone', async () => {
    const negotiating = client.negotiate({ deadlineMs });
    const request = peer.sent()[0] ?? Buffer.alloc(0);
    expect(must(decodeNegotiateRequest(request, must(decodeHeader(request)))).dialects).toEqual(['NT LM 0.12']);
    vi.advanceTimersByTime(30);
    peer.send(encodeNegotiateResponse(answering(request), negotiated));
    const { result, record } = await negotiating;
    expect(must(result)).toMatchObject({ kind: 'nt-lm', maxMpxCount: 50 });
    expect(record).toMatchObject({
      connection: 'c1',
      series: 'smb1.negotiate',
      ms: 30,
      outcome: 'answered',
      status: { form: 'nt', value: 0 },
    });
    expect(record.request).toEqual(request);
  });

  test('takes "none of these dialects" for an answer', async () => {
    const negotiating = client.negotiate({ deadlineMs });
    peer.send(encodeNegotiateResponse(answering(peer.sent()[0]), { kind: 'no-dialect', wordCount: 1 }));
    const { result, record } = await negotiating;
    expect(must(result)).toEqual({ kind: 'no-dialect', wordCount: 1 });
    expect(record.outcome).toBe('answered');
  });

  test.each([
    ['a dialect that was not offered', { ...negotiated, dialectIndex: 3 }, 'DialectIndex'],
    ['a LAN Manager answer', { kind: 'lan-manager', dialectIndex: 0, securityMode: 3 }, 'WordCount'],
  ] as const)('finds %s wrong', async (_what, response, field) => {
    const negotiating = client.negotiate({ deadlineMs });
    peer.send(encodeNegotiateResponse(answering(peer.sent()[0]), response));
    const { result, record } = await negotiating;
    expect(result).toMatchObject({ ok: false, error: { kind: 'protocol-violation', reason: 'wrong-dialect', field } });
    expect(record.outcome).toBe('violation');
  });

  test('recognises an answer in SMB2', async () => {
    const reply = captured('09-smb2-negotiate-multiprotocol', 'server', 0x40);
    const negotiating = client.negotiate({ deadlineMs });
    peer.send(reply);
    const { result, record } = await negotiating;
    expect(result).toEqual({ ok: false, error: { kind: 'smb2-answer', bytes: reply } });
    expect(record).toMatchObject({ outcome: 'answered', status: { form: 'none' }, reply });
  });

  test.each([
    ['a banner', Buffer.from('SSH-2.0-OpenSSH_9.2\r\n')],
    ['a web server', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('recognises %s as no SMB', async (_what, bytes) => {
    const negotiating = client.negotiate({ deadlineMs });
    peer.sendBytes(bytes);
    const { result, record } = await negotiating;
    expect(result).toEqual({ ok: false, error: { kind: 'not-smb', bytes } });
    expect(record).toMatchObject({ outcome: 'violation', reply: bytes });
    expect(peer.closed()).toBe('at-once');
  });

  test('recognises a framed message that is no SMB', async () => {
    const negotiating = client.negotiate({ deadlineMs });
    peer.send(Buffer.from('hello, world'));
    expect((await negotiating).result).toMatchObject({ ok: false, error: { kind: 'not-smb' } });
  });

  test('leaves a NetBIOS refusal what it is', async () => {
    const negotiating = client.negotiate({ deadlineMs });
    peer.sendBytes(Buffer.from('8300000181', 'hex'));
    expect((await negotiating).result).toMatchObject({
      ok: false,
      error: { kind: 'protocol-violation', reason: 'netbios-session-message' },
    });
  });

  test('says in FLAGS2 what it wants', async () => {
    const bits = async (options: Partial<Smb1ClientOptions>): Promise<number> => {
      open(options);
      const negotiating = client.negotiate({ deadlineMs });
      client.close();
      await negotiating;
      return must(decodeHeader(peer.sent()[0] ?? Buffer.alloc(0))).flags2;
    };
    expect(await bits({})).toBe(0xc841);
    expect(await bits({ capStatus32: false })).toBe(0x8841);
    expect(await bits({ extendedSecurity: false })).toBe(0xc041);
  });
});

describe('replies', () => {
  beforeEach(() => openNegotiated());

  test('are matched by MID, in whatever order they come', async () => {
    const echoes = [1, 2, 3].map(() => client.echo({ deadlineMs }));
    const requests = peer.sent().slice(-3);
    vi.advanceTimersByTime(5);
    peer.send(echoOf(requests[2]));
    vi.advanceTimersByTime(5);
    peer.send(echoOf(requests[0]));
    peer.send(echoOf(requests[1]));
    const done = await Promise.all(echoes);
    expect(done.map(({ result }) => result.ok)).toEqual([true, true, true]);
    expect(done.map(({ record }) => record.ms)).toEqual([10, 10, 5]);
  });

  test('carry their status in either form', async () => {
    for (const [flags2, form, name] of [
      [0xc841, 'nt', 'STATUS_SMB_BAD_UID'],
      [0x8841, 'dos', 'ERRSRV/ERRbaduid'],
    ] as const) {
      const asked = client.queryFsInfo({ uid: 9, tid: 9 }, { deadlineMs });
      peer.send(encodeEmptyResponse(0x32, answering(lastRequest(), { status: 0x005b0002, flags2 })));
      const { result, record } = await asked;
      expect(result).toMatchObject({ ok: false, error: { kind: 'server-status', status: { form, name } } });
      expect(record).toMatchObject({ outcome: 'refused', ms: 0, status: { name } });
    }
  });

  test('that come late are counted, and harm nobody', async () => {
    const asked = client.echo({ deadlineMs });
    const request = lastRequest();
    vi.advanceTimersByTime(deadlineMs);
    const { result, record } = await asked;
    expect(result).toEqual({ ok: false, error: { kind: 'deadline', waitedMs: deadlineMs } });
    expect(record).toMatchObject({ ms: null, outcome: 'no-answer', status: { form: 'none' } });
    const next = client.echo({ deadlineMs });
    peer.send(echoOf(request));
    peer.send(echoOf(lastRequest()));
    expect((await next).result.ok).toBe(true);
    expect(client.traffic()).toMatchObject({ late: 1, unsolicited: 0, stray: 0 });
  });

  test('that come twice, oplock breaks and keep-alives are counted, and harm nobody', async () => {
    const asked = client.echo({ deadlineMs });
    peer.sendBytes(Buffer.from('85000000', 'hex'));
    peer.send(startMessage(commands.SMB_COM_LOCKING_ANDX, 'request', answering(lastRequest(), { mid: 0xffff }), 8, 0));
    peer.send(echoOf(lastRequest()));
    peer.send(echoOf(lastRequest()));
    expect((await asked).result.ok).toBe(true);
    expect(client.traffic()).toEqual({ keepAlives: 1, late: 0, unsolicited: 2, stray: 0 });
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
    const asked = client.echo({ deadlineMs });
    const bytes = reply(lastRequest());
    peer.send(bytes);
    const { result, record } = await asked;
    expect(result).toMatchObject({ ok: false, error: { kind: 'protocol-violation', reason, bytes } });
    expect(record).toMatchObject({ outcome: 'violation', reply: bytes });
    const next = client.echo({ deadlineMs });
    peer.send(echoOf(lastRequest()));
    expect((await next).result.ok).toBe(true);
  });

  test('that fit nobody are counted when nobody waits', () => {
    peer.send(Buffer.from('hello, world'));
    expect(client.traffic().stray).toBe(1);
  });

  test('that make no frames end the connection', async () => {
    const asked = client.echo({ deadlineMs });
    peer.sendBytes(Buffer.from('ffffffff', 'hex'));
    const framing = { ok: false, error: { kind: 'protocol-violation', reason: 'framing' } };
    expect((await asked).result).toMatchObject(framing);
    expect((await client.echo({ deadlineMs })).result).toMatchObject(framing);
    expect(peer.closed()).toBe('at-once');
  });
});

describe('ECHO', () => {
  beforeEach(() => openNegotiated());

  test('of several takes them all and times each', async () => {
    const asked = client.echo({ deadlineMs, count: 3, data: Buffer.from('abc') });
    for (const sequence of [1, 2, 3]) {
      vi.advanceTimersByTime(10);
      peer.send(echoOf(lastRequest(), sequence));
    }
    const { result, record } = await asked;
    expect(must(result)).toEqual({
      asked: 3,
      replies: [
        { sequence: 1, ms: 10 },
        { sequence: 2, ms: 20 },
        { sequence: 3, ms: 30 },
      ],
    });
    expect(record.ms).toBe(10);
  });

  test('gives those that came when the rest does not', async () => {
    const asked = client.echo({ deadlineMs, count: 3 });
    peer.send(echoOf(lastRequest(), 1));
    const request = lastRequest();
    vi.advanceTimersByTime(deadlineMs);
    const { result, record } = await asked;
    expect(must(result)).toEqual({ asked: 3, replies: [{ sequence: 1, ms: 0 }] });
    expect(record.outcome).toBe('answered');
    peer.send(echoOf(request, 2));
    expect(client.traffic().late).toBe(1);
  });

  test('belongs to no session, unless one is named', async () => {
    const named = client.echo({ deadlineMs, uid: 7 });
    const unnamed = client.echo({ deadlineMs });
    expect(
      peer
        .sent()
        .slice(-2)
        .map((request) => must(decodeHeader(request)).uid),
    ).toEqual([7, 0]);
    client.close();
    await Promise.all([named, unnamed]);
  });
});

describe('the end', () => {
  beforeEach(() => openNegotiated());

  test.each([
    [{ how: 'fin' }, 'cut'],
    [{ how: 'rst' }, 'cut'],
    [{ how: 'error', code: 'ETIMEDOUT' }, 'failed'],
  ] as const)('of the connection by %o fails all that wait at once, and all that come', async (end, outcome) => {
    const waiting = [client.echo({ deadlineMs }), client.connectTree({ uid: 1 }, 'IPC$', { deadlineMs })];
    peer.end(end);
    for (const { result, record } of await Promise.all(waiting)) {
      expect(result).toEqual({ ok: false, error: { kind: 'transport', end } });
      expect(record).toMatchObject({ outcome, ms: null });
    }
    const late = await client.echo({ deadlineMs });
    expect(late.result).toEqual({ ok: false, error: { kind: 'transport', end } });
    expect(late.record.request).toHaveLength(0);
  });

  test('comes by cancelling: what waits, and what was cancelled before', async () => {
    const controller = new AbortController();
    const asked = client.echo({ deadlineMs, signal: controller.signal });
    const other = client.echo({ deadlineMs });
    const [, request] = peer.sent().slice(-2);
    controller.abort();
    const { result, record } = await asked;
    expect(result).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(record.outcome).toBe('cancelled');
    peer.send(echoOf(request));
    expect((await other).result.ok).toBe(true);
    const sent = peer.sent().length;
    expect((await client.echo({ deadlineMs, signal: controller.signal })).result).toMatchObject({
      error: { kind: 'cancelled' },
    });
    expect(peer.sent()).toHaveLength(sent);
  });

  test('comes by closing, in order', async () => {
    const asked = client.echo({ deadlineMs });
    client.close();
    expect((await asked).result).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect((await client.echo({ deadlineMs })).result).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(peer.closed()).toBe('in-order');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('comes to each by its own deadline', async () => {
    const slow = client.echo({ deadlineMs: 500 });
    vi.advanceTimersByTime(100);
    const fast = client.echo({ deadlineMs: 50 });
    vi.advanceTimersByTime(50);
    expect((await fast).result).toEqual({ ok: false, error: { kind: 'deadline', waitedMs: 50 } });
    vi.advanceTimersByTime(349);
    peer.send(echoOf(peer.sent().at(-2)));
    expect((await slow).record.ms).toBe(499);
  });
});

describe('MaxMpxCount', () => {
  test('bounds what is outstanding; the rest waits its turn, its time not yet running', async () => {
    await openNegotiated(2);
    const before = peer.sent().length;
    const echoes = [1, 2, 3, 4].map(() => client.echo({ deadlineMs }));
    expect(peer.sent()).toHaveLength(before + 2);
    vi.advanceTimersByTime(600);
    peer.send(echoOf(peer.sent()[before]));
    expect(peer.sent()).toHaveLength(before + 3);
    vi.advanceTimersByTime(400);
    expect((await echoes[1])?.result).toMatchObject({ error: { kind: 'deadline' } });
    for (const at of [2, 3]) peer.send(echoOf(peer.sent()[before + at]));
    expect((await Promise.all(echoes)).map(({ result }) => result.ok)).toEqual([true, false, true, true]);
  });

  test('of nothing still lets one through', async () => {
    await openNegotiated(0);
    const asked = client.echo({ deadlineMs });
    peer.send(echoOf(lastRequest()));
    expect((await asked).result.ok).toBe(true);
  });

  test('keeps cancelled waiters from being sent', async () => {
    await openNegotiated(1);
    const controller = new AbortController();
    const first = client.echo({ deadlineMs });
    const second = client.echo({ deadlineMs, signal: controller.signal });
    const sent = peer.sent().length;
    controller.abort();
    expect((await second).record.request).toHaveLength(0);
    peer.send(echoOf(lastRequest()));
    await first;
    expect(peer.sent()).toHaveLength(sent);
  });
});

describe('MIDs', () => {
  test('run through 16 bits, leave out 0 and 0xFFFF, and come round', async () => {
    await openNegotiated();
    const mids: number[] = [];
    for (let round = 0; round < 0x10002; round += 1) {
      const asked = client.echo({ deadlineMs });
      mids.push(must(decodeHeader(lastRequest() ?? Buffer.alloc(0))).mid);
      peer.send(echoOf(lastRequest()));
      await asked;
    }
    expect(mids.includes(0) || mids.includes(0xffff)).toBe(false);
    expect(mids[0]).toBe(2);
    expect(mids[0xfffd]).toBe(1);
  });
});

describe('TREE_CONNECT_ANDX', () => {
  test('asks for the share under the name that was given, and keeps what the server says', async () => {
    await openNegotiated();
    const asked = client.connectTree({ uid: 77 }, 'data', { deadlineMs });
    const request = lastRequest() ?? Buffer.alloc(0);
    expect(request.includes(Buffer.from('\\\\files.example\\data\0', 'utf16le'))).toBe(true);
    expect(must(decodeHeader(request))).toMatchObject({ uid: 77, tid: 0xffff });
    const rights = { maximal: 0x1f01ff, guestMaximal: 0 };
    const reply = { optionalSupport: 1, accessRights: rights, service: 'A:', nativeFileSystem: 'NTFS' };
    peer.send(encodeTreeConnectResponse(answering(request, { tid: 5 }), reply));
    expect(must((await asked).result)).toEqual({ ...reply, tid: 5, uid: 77, share: 'data' });
  });
});
