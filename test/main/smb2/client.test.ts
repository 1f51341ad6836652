import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { createSmb2Client } from '../../../main/smb2/client.ts';
import { encodeFourBytes } from '../../../main/smb2/codec/four-bytes.ts';
import type { Head } from '../../../main/smb2/codec/header.ts';
import { commands, decodeHeader, encodeErrorResponse } from '../../../main/smb2/codec/header.ts';
import { encodeNegotiateResponse } from '../../../main/smb2/codec/negotiate.ts';
import { noContexts } from '../../../main/smb2/codec/negotiate-contexts.ts';
import { must } from '../must.ts';
import { createScriptedPeer } from '../scripted-peer.ts';
import { windowsSignIn } from './windows-sign-in.ts';

const deadlineMs = 1_000;
const nobody = { sessionId: 0n };
const STATUS_PENDING = 0x103;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function open() {
  const peer = createScriptedPeer();
  const client = createSmb2Client(peer.tcp, {
    connection: 'c1',
    host: 'files.example',
    clock: systemClock,
    randomBytes: (count) => Buffer.alloc(count, 0x5a),
  });
  return { peer, client };
}

/** The header of the answer to a request. */
function answering(request: Buffer | undefined, changes: Partial<Head> = {}): Head {
  const { creditCharge, messageId, treeId, sessionId } = must(decodeHeader(request ?? Buffer.alloc(0)));
  return { creditCharge, credits: 1, messageId, treeId, sessionId, ...changes };
}

const echoOf = (request: Buffer | undefined, changes: Partial<Head> = {}): Buffer =>
  encodeFourBytes(commands.ECHO, 'response', answering(request, changes));

/** A client that has negotiated 2.1, and so many credits. */
async function openNegotiated(credits: number) {
  const { peer, client } = open();
  const negotiating = client.negotiate({ deadlineMs });
  peer.send(
    encodeNegotiateResponse(answering(peer.sent()[0], { credits }), {
      securityMode: 1,
      dialect: 0x0210,
      serverGuid: Buffer.alloc(16, 1),
      capabilities: 0,
      maxTransactSize: 65_536,
      maxReadSize: 65_536,
      maxWriteSize: 65_536,
      systemTime: null,
      serverStartTime: null,
      securityBuffer: Buffer.alloc(0),
      contexts: noContexts,
    }),
  );
  must((await negotiating).result);
  return { peer, client };
}

test('negotiates as the first message, all dialects, with what a Windows server answers', async () => {
  const { peer, client } = open();
  const negotiating = client.negotiate({ deadlineMs });
  expect(must(decodeHeader(peer.sent()[0] ?? Buffer.alloc(0)))).toMatchObject({ command: 0, messageId: 0 });
  const answer = Buffer.from(windowsSignIn.negotiateResponse);
  answer.writeBigUInt64LE(0n, 24);
  peer.send(answer);
  expect(must((await negotiating).result)).toMatchObject({ dialect: 0x0311, securityMode: 1 });
});

test('does not take a dialect that it did not offer', async () => {
  const { peer, client } = open();
  const negotiating = client.negotiate({ deadlineMs, dialects: [0x0202] });
  const answer = Buffer.from(windowsSignIn.negotiateResponse);
  answer.writeBigUInt64LE(0n, 24);
  peer.send(answer);
  expect((await negotiating).result).toMatchObject({ error: { reason: 'wrong-dialect', field: 'DialectRevision' } });
});

describe('credits', () => {
  const messageIds = (sent: readonly Buffer[]) => sent.map((message) => must(decodeHeader(message)).messageId);

  test('bound what is sent; the rest waits for more and goes in the order of MessageIds', async () => {
    const { peer, client } = await openNegotiated(2);
    const echoes = [1, 2, 3, 4].map(() => client.echo(nobody, { deadlineMs }));
    expect(messageIds(peer.sent())).toEqual([0, 1, 2]);
    peer.send(echoOf(peer.sent()[1], { credits: 2 }));
    expect(messageIds(peer.sent())).toEqual([0, 1, 2, 3, 4]);
    for (const request of peer.sent().slice(2)) peer.send(echoOf(request));
    for (const { result } of await Promise.all(echoes)) expect(result.ok).toBe(true);
  });

  test('leave no gap for what was cancelled before it was sent', async () => {
    const { peer, client } = await openNegotiated(1);
    const cancellation = new AbortController();
    const first = client.echo(nobody, { deadlineMs });
    const cancelled = client.echo(nobody, { deadlineMs, signal: cancellation.signal });
    const last = client.echo(nobody, { deadlineMs });
    cancellation.abort();
    expect((await cancelled).record.request).toHaveLength(0);
    peer.send(echoOf(peer.sent()[1]));
    await first;
    expect(messageIds(peer.sent())).toEqual([0, 1, 2]);
    peer.send(echoOf(peer.sent()[2]));
    expect((await last).result.ok).toBe(true);
  });

  test('that never come are silence, not a wait without end', async () => {
    const { peer, client } = await openNegotiated(1);
    const first = client.echo(nobody, { deadlineMs });
    peer.send(echoOf(peer.sent()[1], { credits: 0 }));
    await first;
    const starved = client.echo(nobody, { deadlineMs });
    vi.advanceTimersByTime(deadlineMs);
    const { result, record } = await starved;
    expect(result).toMatchObject({ error: { kind: 'deadline' } });
    expect(record.request).toHaveLength(0);
    expect(peer.sent()).toHaveLength(2);
  });

  test('come back with a reply that came too late', async () => {
    const { peer, client } = await openNegotiated(1);
    const lost = client.echo(nobody, { deadlineMs });
    vi.advanceTimersByTime(deadlineMs);
    expect((await lost).result).toMatchObject({ error: { kind: 'deadline' } });
    const next = client.echo(nobody, { deadlineMs });
    expect(peer.sent()).toHaveLength(2);
    peer.send(echoOf(peer.sent()[1]));
    peer.send(echoOf(peer.sent()[2]));
    expect((await next).result.ok).toBe(true);
    expect(client.traffic()).toMatchObject({ late: 1, unsolicited: 0, stray: 0 });
  });
});

describe('replies', () => {
  test('may be announced first; only the last one counts, and is timed', async () => {
    const { peer, client } = await openNegotiated(2);
    const asked = client.echo(nobody, { deadlineMs });
    const pending = encodeErrorResponse(commands.ECHO, answering(peer.sent()[1], { status: STATUS_PENDING }));
    pending.writeUInt32LE(0x3, 16);
    peer.send(pending);
    vi.advanceTimersByTime(50);
    peer.send(echoOf(peer.sent()[1], { credits: 0 }));
    const { result, record } = await asked;
    expect(result.ok).toBe(true);
    expect(record).toMatchObject({ ms: 50, outcome: 'answered', status: { name: 'STATUS_SUCCESS' } });
  });

  const contradictions: readonly [string, (request: Buffer) => Buffer, string][] = [
    ['another command', (request) => encodeFourBytes(commands.LOGOFF, 'response', answering(request)), 'wrong-command'],
    ['a MessageId that was never sent', (request) => echoOf(request, { messageId: 99 }), 'unknown-mid'],
    ['a request', (request) => request, 'not-a-reply'],
    ['half a header', (request) => echoOf(request).subarray(0, 40), 'malformed'],
    ['a second message behind', (request) => withNextCommand(echoOf(request)), 'malformed'],
    ['an SMB1 message', () => Buffer.from(`ff534d42${'00'.repeat(31)}`, 'hex'), 'wrong-protocol'],
  ];
  test.each(contradictions)('with %s are a violation, and the connection lives on', async (_what, reply, reason) => {
    const { peer, client } = await openNegotiated(8);
    const asked = client.echo(nobody, { deadlineMs });
    peer.send(reply(peer.sent()[1] ?? Buffer.alloc(0)));
    expect((await asked).result).toMatchObject({ error: { kind: 'protocol-violation', reason } });
    const next = client.echo(nobody, { deadlineMs });
    peer.send(echoOf(peer.sent()[2]));
    expect((await next).result.ok).toBe(true);
  });

  test('that nobody asked for, oplock breaks among them, harm nobody', async () => {
    const { peer, client } = await openNegotiated(2);
    const oplockBreak = encodeErrorResponse(commands.OPLOCK_BREAK, answering(peer.sent()[0]));
    oplockBreak.fill(0xff, 24, 32);
    peer.send(oplockBreak);
    expect(client.traffic()).toMatchObject({ unsolicited: 1, stray: 0 });
  });
});

function withNextCommand(message: Buffer): Buffer {
  message.writeUInt32LE(72, 20);
  return message;
}
