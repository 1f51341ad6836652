import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import type { TransportEnd } from '../../../main/net/failure.ts';
import { connectTcp } from '../../../main/net/tcp-connection.ts';
import type { WireEvent } from '../../../main/net/wire-tap.ts';

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const task of cleanUp.splice(0)) task();
});

/** A server that does this to each connection; gives its port. */
async function serve(onConnection: (socket: Socket) => void): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    cleanUp.push(() => socket.destroy());
    onConnection(socket);
  });
  cleanUp.push(() => server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function connect(port: number, signal?: AbortSignal) {
  const outcome = await connectTcp({
    address: '127.0.0.1',
    port,
    clock: systemClock,
    deadlineMs: 10_000,
    ...(signal && { signal }),
  });
  const { result } = outcome;
  if (result.ok) cleanUp.push(result.value.abort);
  return outcome;
}

async function open(onConnection: (socket: Socket) => void) {
  const { result } = await connect(await serve(onConnection));
  if (!result.ok) throw new Error(result.error.kind);
  return result.value;
}

/** Everything that comes until the end, and the end. */
function readToEnd(connection: Awaited<ReturnType<typeof open>>): Promise<{ text: string; end: TransportEnd }> {
  return new Promise((resolve) => {
    let text = '';
    connection.read({
      onBytes: (bytes) => (text += bytes.toString()),
      onEnd: (end) => {
        resolve({ text, end });
      },
    });
  });
}

describe('connectTcp', () => {
  test('opens a connection and says how long it took', async () => {
    const { result, ms, startedAtMs } = await connect(await serve(() => undefined));
    expect(result.ok).toBe(true);
    expect(ms).toBeGreaterThan(0);
    expect(startedAtMs).toBeLessThanOrEqual(systemClock.monotonicMs());
  });

  test('tells a closed port', async () => {
    const port = await serve(() => undefined);
    for (const task of cleanUp.splice(0)) task();
    const { result, ms } = await connect(port);
    expect(result).toEqual({ ok: false, error: { kind: 'refused' } });
    expect(ms).toBeGreaterThan(0);
  });

  test('can be cancelled', async () => {
    const port = await serve(() => undefined);
    const cancelled = { ok: false, error: { kind: 'cancelled' } };
    expect((await connect(port, AbortSignal.abort())).result).toEqual(cancelled);
    const controller = new AbortController();
    const connecting = connect(port, controller.signal);
    controller.abort();
    expect((await connecting).result).toEqual(cancelled);
  });

  test('tells an address that this machine has no way to', async () => {
    const outcome = await connectTcp({ address: '127.0.0.1', port: 0, clock: systemClock, deadlineMs: 10_000 });
    expect(outcome.result.ok).toBe(false);
  });
});

describe('an open connection', () => {
  test('brings what was sent before anybody read, then FIN', async () => {
    const connection = await open((socket) => socket.end('hello'));
    expect(await readToEnd(connection)).toEqual({ text: 'hello', end: { how: 'fin' } });
    expect(connection.ended()).toEqual({ how: 'fin' });
  });

  test('tells RST from FIN', async () => {
    const connection = await open((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const ended = readToEnd(connection);
    connection.write(Buffer.from('x'));
    expect((await ended).end).toEqual({ how: 'rst' });
  });

  test('sends what is written, and gives the time of the writing', async () => {
    const connection = await open((socket) => socket.pipe(socket));
    const before = systemClock.monotonicMs();
    const { text, atMs, sentAtMs } = await new Promise<{ text: string; atMs: number; sentAtMs: number }>((resolve) => {
      connection.read({
        onBytes: (bytes, at) => {
          resolve({ text: bytes.toString(), atMs: at, sentAtMs });
        },
        onEnd: () => undefined,
      });
      const sentAtMs = connection.write(Buffer.from('ping'));
    });
    expect(text).toBe('ping');
    expect(sentAtMs).toBeGreaterThanOrEqual(before);
    expect(atMs).toBeGreaterThan(sentAtMs);
  });

  test('takes writes after the end without a word', async () => {
    const connection = await open((socket) => socket.resetAndDestroy());
    await readToEnd(connection);
    connection.write(Buffer.from('x'));
    connection.close();
    connection.abort();
    expect(connection.ended()).toEqual({ how: 'rst' });
  });

  test('calls nobody once we closed it', async () => {
    let said: (line: string) => void = () => undefined;
    const peerSaw = new Promise<string>((resolve) => (said = resolve));
    const connection = await open((socket) => {
      socket.resume();
      socket.once('end', () => {
        said('fin');
      });
    });
    let ends = 0;
    connection.read({ onBytes: () => undefined, onEnd: () => (ends += 1) });
    connection.close();
    expect(await peerSaw).toBe('fin');
    expect({ ends, ended: connection.ended() }).toEqual({ ends: 0, ended: null });
  });
});

/** What timer runs at our end of a connection, as proc(5)'s net/tcp has it: 02 is the keep-alive's. */
function timerOf({ localPort, port }: Awaited<ReturnType<typeof open>>): string | undefined {
  const hex = (number: number): string => number.toString(16).toUpperCase().padStart(4, '0');
  const rows = readFileSync('/proc/net/tcp', 'ascii')
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const ours = rows.find(([, local, remote]) => local?.endsWith(hex(localPort)) && remote?.endsWith(hex(port)));
  return ours?.[5]?.slice(0, 2);
}

describe.skipIf(process.platform !== 'linux')('TCP keep-alive (seen in /proc/net/tcp of Linux)', () => {
  test.each([
    [false, '00'],
    [true, '02'],
  ])('asked for: %s, the timer is %s', async (asked, timer) => {
    const connection = await open(() => undefined);
    if (asked) connection.keepAlive(1_000);
    expect(timerOf(connection)).toBe(timer);
  });
});

describe('a tap', () => {
  /** Connects to a server that does this, with a tap on it. */
  async function tapped(onConnection: (socket: Socket) => void) {
    const events: WireEvent[] = [];
    const port = await serve(onConnection);
    const tap = (event: WireEvent) => events.push(event);
    const options = { address: '127.0.0.1', port, clock: systemClock, deadlineMs: 10_000, tap };
    const { result } = await connectTcp(options);
    if (!result.ok) throw new Error(result.error.kind);
    cleanUp.push(result.value.abort);
    return { connection: result.value, events, port };
  }

  test('hears everything, with the times that reader and writer are given', async () => {
    const { connection, events, port } = await tapped((socket) => socket.once('data', () => socket.end('pong')));
    const sentAtMs = connection.write(Buffer.from('ping'), Buffer.from('----'));
    const read: number[] = [];
    await new Promise<void>((resolve) => {
      connection.read({
        onBytes: (_bytes, atMs) => read.push(atMs),
        onEnd: () => {
          resolve();
        },
      });
    });
    expect(events).toMatchObject([
      { kind: 'connecting', address: '127.0.0.1', port },
      { kind: 'connected', localAddress: '127.0.0.1', localPort: connection.localPort },
      { kind: 'sent', bytes: Buffer.from('ping'), blanked: Buffer.from('----'), atMs: sentAtMs },
      { kind: 'received', bytes: Buffer.from('pong'), atMs: read[0] },
      { kind: 'ended', end: { how: 'fin' } },
      { kind: 'closed', how: 'fin' },
    ]);
  });

  test('hears a reset by us once, and nothing that was not sent', async () => {
    const { connection, events } = await tapped(() => undefined);
    connection.abort();
    connection.close();
    connection.write(Buffer.from('x'));
    expect(events.map(({ kind }) => kind)).toEqual(['connecting', 'connected', 'closed']);
  });

  test('hears of a connection that was refused', async () => {
    const port = await serve(() => undefined);
    for (const task of cleanUp.splice(0)) task();
    const events: WireEvent[] = [];
    const tap = (event: WireEvent) => events.push(event);
    await connectTcp({ address: '127.0.0.1', port, clock: systemClock, deadlineMs: 10_000, tap });
    expect(events).toMatchObject([{ kind: 'connecting' }, { kind: 'not-connected', why: 'refused' }]);
  });
});
