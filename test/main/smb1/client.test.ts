import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Smb1ClientOptions } from '../../../main/smb1/client.ts';
import { decodeHeader } from '../../../main/smb1/codec/header.ts';
import { decodeNegotiateRequest, encodeNegotiateResponse } from '../../../main/smb1/codec/negotiate.ts';
import { encodeTreeConnectResponse } from '../../../main/smb1/codec/tree-connect-andx.ts';
import { captured } from '../captures.ts';
import { must } from '../must.ts';
import { answering } from '../scripted-peer.ts';
import { negotiated } from './negotiated.ts';
import type { Pair } from './open-client.ts';
import { deadlineMs, echoOf, openClient, openNegotiated } from './open-client.ts';

let pair: Pair;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('NEGOTIATE', () => {
  beforeEach(() => {
    pair = openClient();
  });

  test('offers NT LM 0.12 alone', async () => {
    const negotiating = pair.client.negotiate({ deadlineMs });
    const request = pair.peer.sent()[0] ?? Buffer.alloc(0);
    expect(must(decodeNegotiateRequest(request, must(decodeHeader(request)))).dialects).toEqual(['NT LM 0.12']);
    vi.advanceTimersByTime(30);
    pair.peer.send(encodeNegotiateResponse(answering(request), negotiated));
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
    const negotiating = pair.client.negotiate({ deadlineMs });
    pair.peer.send(encodeNegotiateResponse(answering(pair.peer.sent()[0]), { kind: 'no-dialect', wordCount: 1 }));
    const { result, record } = await negotiating;
    expect(must(result)).toEqual({ kind: 'no-dialect', wordCount: 1 });
    expect(record.outcome).toBe('answered');
  });

  test.each([
    ['a dialect that was not offered', { ...negotiated, dialectIndex: 3 }, 'DialectIndex'],
    ['a LAN Manager answer', { kind: 'lan-manager', dialectIndex: 0, securityMode: 3 }, 'WordCount'],
  ] as const)('finds %s wrong', async (_what, response, field) => {
    const negotiating = pair.client.negotiate({ deadlineMs });
    pair.peer.send(encodeNegotiateResponse(answering(pair.peer.sent()[0]), response));
    const { result, record } = await negotiating;
    expect(result).toMatchObject({ ok: false, error: { kind: 'protocol-violation', reason: 'wrong-dialect', field } });
    expect(record.outcome).toBe('violation');
  });

  test('recognises an answer in SMB2', async () => {
    const reply = captured('09-smb2-negotiate-multiprotocol', 'server', 0x40);
    const negotiating = pair.client.negotiate({ deadlineMs });
    pair.peer.send(reply);
    const { result, record } = await negotiating;
    expect(result).toEqual({ ok: false, error: { kind: 'smb2-answer', bytes: reply } });
    expect(record).toMatchObject({ outcome: 'answered', status: { form: 'none' }, reply });
  });

  test.each([
    ['a banner', Buffer.from('SSH-2.0-OpenSSH_9.2\r\n')],
    ['a web server', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('recognises %s as no SMB', async (_what, bytes) => {
    const negotiating = pair.client.negotiate({ deadlineMs });
    pair.peer.sendBytes(bytes);
    const { result, record } = await negotiating;
    expect(result).toEqual({ ok: false, error: { kind: 'not-smb', bytes } });
    expect(record).toMatchObject({ outcome: 'violation', reply: bytes });
    expect(pair.peer.closed()).toBe('at-once');
  });

  test('recognises a framed message that is no SMB', async () => {
    const negotiating = pair.client.negotiate({ deadlineMs });
    pair.peer.send(Buffer.from('hello, world'));
    expect((await negotiating).result).toMatchObject({ ok: false, error: { kind: 'not-smb' } });
  });

  test('leaves a NetBIOS refusal what it is', async () => {
    const negotiating = pair.client.negotiate({ deadlineMs });
    pair.peer.sendBytes(Buffer.from('8300000181', 'hex'));
    expect((await negotiating).result).toMatchObject({
      ok: false,
      error: { kind: 'protocol-violation', reason: 'netbios-session-message' },
    });
  });

  test('says in FLAGS2 what it wants', async () => {
    const bits = async (options: Partial<Smb1ClientOptions>): Promise<number> => {
      pair = openClient(options);
      const negotiating = pair.client.negotiate({ deadlineMs });
      pair.client.close();
      await negotiating;
      return must(decodeHeader(pair.peer.sent()[0] ?? Buffer.alloc(0))).flags2;
    };
    expect(await bits({})).toBe(0xc841);
    expect(await bits({ capStatus32: false })).toBe(0x8841);
    expect(await bits({ extendedSecurity: false })).toBe(0xc041);
  });
});

describe('ECHO', () => {
  beforeEach(async () => {
    pair = await openNegotiated();
  });

  test('of several takes them all and times each', async () => {
    const asked = pair.client.echo({ deadlineMs, count: 3, data: Buffer.from('abc') });
    for (const sequence of [1, 2, 3]) {
      vi.advanceTimersByTime(10);
      pair.peer.send(echoOf(pair.lastRequest(), sequence));
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
    const asked = pair.client.echo({ deadlineMs, count: 3 });
    pair.peer.send(echoOf(pair.lastRequest(), 1));
    const request = pair.lastRequest();
    vi.advanceTimersByTime(deadlineMs);
    const { result, record } = await asked;
    expect(must(result)).toEqual({ asked: 3, replies: [{ sequence: 1, ms: 0 }] });
    expect(record.outcome).toBe('answered');
    pair.peer.send(echoOf(request, 2));
    expect(pair.client.traffic().late).toBe(1);
  });

  test('belongs to no session, unless one is named', async () => {
    const named = pair.client.echo({ deadlineMs, uid: 7 });
    const unnamed = pair.client.echo({ deadlineMs });
    expect(
      pair.peer
        .sent()
        .slice(-2)
        .map((request) => must(decodeHeader(request)).uid),
    ).toEqual([7, 0]);
    pair.client.close();
    await Promise.all([named, unnamed]);
  });
});

describe('TREE_CONNECT_ANDX', () => {
  test('asks for the share under the name that was given, and keeps what the server says', async () => {
    pair = await openNegotiated();
    const asked = pair.client.connectTree({ uid: 77 }, 'data', { deadlineMs });
    const request = pair.lastRequest();
    expect(request.includes(Buffer.from('\\\\files.example\\data\0', 'utf16le'))).toBe(true);
    expect(must(decodeHeader(request))).toMatchObject({ uid: 77, tid: 0xffff });
    const rights = { maximal: 0x1f01ff, guestMaximal: 0 };
    const reply = { optionalSupport: 1, accessRights: rights, service: 'A:', nativeFileSystem: 'NTFS' };
    pair.peer.send(encodeTreeConnectResponse(answering(request, { tid: 5 }), reply));
    expect(must((await asked).result)).toEqual({ ...reply, tid: 5, uid: 77, share: 'data' });
  });
});
