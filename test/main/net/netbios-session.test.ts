import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { encodeSessionRequest, requestSession } from '../../../main/net/netbios-session.ts';
import { captured } from '../captures.ts';
import { must } from '../must.ts';
import type { ScriptedPeer } from '../scripted-peer.ts';
import { createScriptedPeer } from '../scripted-peer.ts';

const deadlineMs = 1_000;
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

let peer: ScriptedPeer;
beforeEach(() => {
  vi.useFakeTimers();
  peer = createScriptedPeer();
});
afterEach(() => {
  vi.useRealTimers();
});

function ask(signal?: AbortSignal) {
  return requestSession(peer.tcp, {
    connection: 'c1',
    clock: systemClock,
    called: '*SMBSERVER',
    calling: 'VM',
    deadlineMs,
    ...(signal && { signal }),
  });
}

test('asks for any file server, in the name of this PC', () => {
  const request = encodeSessionRequest('*SMBSERVER', 'VM');
  expect(request.toString('hex', 0, 4)).toBe('81000044');
  const names = ' CKFDENECFDEFFCFGEFFCCACACACACACA\0 FGENCACACACACACACACACACACACACAAA\0';
  expect(request.toString('latin1', 4)).toBe(names);
});

describe('a session', () => {
  test.each([
    ['as Samba grants it', '82000000'],
    ['with the names sent back, as impacket grants it', `82000044${'20'.repeat(68)}`],
    ['behind a keep-alive', '82000000', '8500000085000000'],
  ])('%s', async (_how, answer, before = '') => {
    const asked = ask();
    peer.sendBytes(hex(before));
    vi.advanceTimersByTime(7);
    peer.sendBytes(hex(answer));
    const { result, record } = await asked;
    must(result);
    expect(record).toMatchObject({ series: 'nbss.session', ms: 7, outcome: 'answered', status: { form: 'none' } });
    expect(record.request).toHaveLength(72);
    expect(Buffer.from(record.reply ?? []).toString('hex')).toBe(answer);
    expect(peer.closed()).toBe('no');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('whose answer comes byte by byte, and with the first message behind it', async () => {
    const message = captured('08-nbss-139-style', 'server', 0x72);
    const asked = ask();
    for (const byte of hex('82000000')) peer.sendBytes(Buffer.from([byte]));
    peer.sendBytes(message.subarray(0, 9));
    const tcp = must((await asked).result);
    peer.sendBytes(message.subarray(9, 20));
    const taken: Buffer[] = [];
    tcp.read({ onBytes: (bytes) => taken.push(Buffer.from(bytes)), onEnd: () => undefined });
    await Promise.resolve();
    peer.sendBytes(message.subarray(20));
    expect(Buffer.concat(taken).toString('hex')).toBe(message.toString('hex'));
  });
});

describe('no session', () => {
  test.each([
    ['a negative answer', '8300000182', { kind: 'negative', code: 0x82 }, 'refused'],
    ['a code that nobody knows', '83000001ff', { kind: 'negative', code: 0xff }, 'refused'],
    ['a retarget', '84000006c000020a008b', { kind: 'retarget', address: '192.0.2.10', port: 139 }, 'refused'],
    ['a negative answer without a code', '83000000', { reason: 'malformed', field: 'LENGTH' }, 'violation'],
    ['a retarget to half a place', '84000004c000020a', { reason: 'malformed', field: 'LENGTH' }, 'violation'],
    ['a positive answer that is far too long', '82010000', { reason: 'malformed', field: 'LENGTH' }, 'violation'],
    ['a session request', '81000044', { reason: 'malformed', field: 'TYPE' }, 'violation'],
    ['a keep-alive with something in it', '8500000100', { reason: 'malformed', field: 'TYPE' }, 'violation'],
    ['a banner', Buffer.from('SSH-2.0-OpenSSH').toString('hex'), { kind: 'not-netbios' }, 'violation'],
  ])('after %s', async (_what, answer, error, outcome) => {
    const asked = ask();
    peer.sendBytes(hex(answer));
    const { result, record } = await asked;
    expect(result).toMatchObject({ ok: false, error });
    expect(record).toMatchObject({ outcome, ms: 0, reply: hex(answer) });
    expect(peer.closed()).toBe('in-order');
  });

  test.each([
    ['nothing', '', null, {}],
    ['half an answer', '8200', 0, { received: 2 }],
    ['keep-alives', '8500000085000000', null, {}],
  ])('when nothing comes but %s', async (_what, bytes, ms, received) => {
    const asked = ask();
    peer.sendBytes(hex(bytes));
    vi.advanceTimersByTime(deadlineMs);
    const { result, record } = await asked;
    expect(result).toEqual({ ok: false, error: { kind: 'deadline', waitedMs: deadlineMs, ...received } });
    expect(record).toMatchObject({ outcome: 'no-answer', ms });
  });

  test('when keep-alives do not end', async () => {
    const asked = ask();
    for (let count = 0; count < 11; count += 1) peer.sendBytes(hex('85000000'.repeat(100)));
    const { result } = await asked;
    expect(result).toMatchObject({ ok: false, error: { kind: 'protocol-violation', reason: 'flood' } });
    expect(peer.closed()).toBe('in-order');
  });

  test('when the server closes, as Samba does on a second request', async () => {
    const asked = ask();
    peer.end({ how: 'fin' });
    const { result, record } = await asked;
    expect(result).toEqual({ ok: false, error: { kind: 'transport', end: { how: 'fin' } } });
    expect(record).toMatchObject({ outcome: 'cut', ms: null });
  });

  test('when it is cancelled, before or after it was asked for', async () => {
    const cancellation = new AbortController();
    const asked = ask(cancellation.signal);
    cancellation.abort();
    expect((await asked).result).toEqual({ ok: false, error: { kind: 'cancelled' } });
    peer = createScriptedPeer();
    expect((await ask(cancellation.signal)).result).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(peer.closed()).toBe('in-order');
  });
});
