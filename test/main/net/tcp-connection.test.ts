import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import type { TransportEnd } from '../../../main/net/failure.ts';
import { connectTcp } from '../../../main/net/tcp-connection.ts';

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
