import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startFaultProxy, type FaultProxy } from '../servers/fault-proxy.ts';
import { smb1Commands, type FaultRule } from '../servers/faults.ts';
import { listenOnLoopback } from '../sockets.ts';
import { until } from '../until.ts';

/** A framed SMB1 message with nothing in it but its command and MID. */
function message(command: number, mid: number): Buffer {
  const frame = Buffer.alloc(4 + 35);
  frame.writeUInt32BE(35, 0);
  frame.write('\xffSMB', 4, 'latin1');
  frame[8] = command;
  frame.writeUInt16LE(mid, 34);
  return frame;
}

/** Sends back what it is sent. */
const mirror = (): Server =>
  createServer({ noDelay: true }, (socket) => socket.on('error', () => undefined).pipe(socket));

interface Client {
  readonly socket: Socket;
  readonly received: () => Buffer;
  readonly ended: () => 'fin' | 'rst' | undefined;
  readonly atLeast: (bytes: number) => Promise<Buffer>;
}

async function client(port: number): Promise<Client> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let received = Buffer.alloc(0);
  let ended: 'fin' | 'rst' | undefined;
  socket.on('data', (chunk) => (received = Buffer.concat([received, chunk])));
  socket.on('end', () => (ended = 'fin'));
  socket.on('error', () => (ended = 'rst'));
  // A connection that is reset at once may never have been seen to stand.
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]).catch(() => undefined);
  return {
    socket,
    received: () => received,
    ended: () => ended,
    atLeast: (bytes) => until(`${bytes} bytes`, () => (received.length >= bytes ? received : undefined), 5_000),
  };
}

describe('the fault proxy', () => {
  let server: Server;
  let proxy: FaultProxy;
  const echo = message(smb1Commands.echo, 7);
  const tree = message(smb1Commands.treeConnect, 8);

  beforeEach(async () => {
    server = mirror();
    proxy = await startFaultProxy({ target: await listenOnLoopback(server) });
  });
  afterEach(async () => {
    await proxy.stop();
    server.close();
  });
  const meet = async (...rules: FaultRule[]): Promise<Client> => {
    proxy.setRules(rules);
    return client(proxy.port);
  };

  test('passes what no rule picks, however it is split', async () => {
    const { socket, atLeast } = await meet();
    for (const byte of echo) socket.write(Buffer.from([byte]));
    expect(await atLeast(echo.length)).toEqual(echo);
  });
  test('hands an orderly end through', async () => {
    const { socket, ended } = await meet();
    socket.end(echo);
    expect(await until('an end', ended)).toBe('fin');
  });
  test('delay: not before its time, and in order', async () => {
    const { socket, atLeast } = await meet({ fault: { kind: 'delay', ms: 80 }, times: 1 });
    const start = performance.now();
    socket.write(Buffer.concat([echo, tree]));
    expect(await atLeast(2 * echo.length)).toEqual(Buffer.concat([echo, tree]));
    expect(performance.now() - start).toBeGreaterThanOrEqual(79);
  });
  test('stall: swallows only the command it names', async () => {
    const { socket, atLeast, ended } = await meet({ fault: { kind: 'stall' }, command: smb1Commands.echo });
    socket.write(Buffer.concat([echo, tree]));
    expect(await atLeast(tree.length)).toEqual(tree);
    expect(ended()).toBeUndefined();
  });
  test('stall can begin after so many bytes, and be lifted', async () => {
    const { socket, atLeast, received } = await meet({ fault: { kind: 'stall' }, afterBytes: echo.length });
    socket.write(echo);
    await atLeast(echo.length);
    socket.write(tree);
    const second = await client(proxy.port);
    second.socket.write(echo);
    await second.atLeast(echo.length);
    expect(received()).toEqual(echo);
    proxy.setRules([]);
    socket.write(tree);
    expect((await atLeast(2 * echo.length)).subarray(echo.length)).toEqual(tree);
  });
  test.each(['rst', 'fin'] as const)('%s: cuts the client off', async (kind) => {
    const { socket, ended, received } = await meet({ fault: { kind }, command: smb1Commands.echo });
    socket.write(echo);
    expect(await until('an end', ended)).toBe(kind);
    expect(received()).toHaveLength(0);
  });
  test('rst on the way to the server: the server never sees the request', async () => {
    const seen: Buffer[] = [];
    server.on('connection', (socket) => socket.on('data', (chunk) => seen.push(chunk)));
    const { socket, ended } = await meet({ fault: { kind: 'rst' }, direction: 'to-server' });
    socket.write(echo);
    expect(await until('an end', ended)).toBe('rst');
    expect(seen).toEqual([]);
  });
  test('truncate: so many bytes, then FIN', async () => {
    const { socket, ended, received } = await meet({ fault: { kind: 'truncate', bytes: 10 } });
    socket.write(echo);
    expect(await until('an end', ended)).toBe('fin');
    expect(received()).toEqual(echo.subarray(0, 10));
  });
  test('drip: all bytes, in pieces, with time between', async () => {
    const { socket, atLeast } = await meet({ fault: { kind: 'drip', bytes: 13, intervalMs: 20 } });
    const start = performance.now();
    socket.write(echo);
    expect(await atLeast(echo.length)).toEqual(echo);
    expect(performance.now() - start).toBeGreaterThanOrEqual(38);
  });
  test('garbage: something else', async () => {
    const { socket, atLeast } = await meet({ fault: { kind: 'garbage', bytes: Buffer.from('nonsense') } });
    socket.write(echo);
    expect((await atLeast(8)).toString()).toBe('nonsense');
  });
  test('duplicate, corrupt and wrong-mid change just that', async () => {
    const { socket, atLeast } = await meet(
      { fault: { kind: 'duplicate' }, times: 1 },
      { fault: { kind: 'corrupt', offset: 9, xor: 0xff }, times: 1 },
      { fault: { kind: 'wrong-mid' }, times: 1 },
    );
    socket.write(Buffer.concat([echo, echo, echo]));
    const all = await atLeast(4 * echo.length);
    const part = (index: number): Buffer => all.subarray(index * echo.length, (index + 1) * echo.length);
    expect([part(0), part(1)]).toEqual([echo, echo]);
    expect(part(2)[9]).toBe(0xff);
    expect(part(3).readUInt16LE(34)).toBe(7 ^ 0x4000);
  });
  test('skip and times pick frames', async () => {
    const { socket, atLeast } = await meet({ fault: { kind: 'stall' }, skip: 1, times: 1 });
    const frames = [1, 2, 3].map((mid) => message(smb1Commands.echo, mid));
    socket.write(Buffer.concat(frames));
    expect((await atLeast(2 * echo.length)).readUInt16LE(echo.length + 34)).toBe(3);
  });
  test('accept-and-say-nothing: the server is never called', async () => {
    const { socket, ended } = await meet({ fault: { kind: 'accept-and-say-nothing' } });
    socket.write(echo);
    socket.end();
    expect(await until('an end', ended)).toBe('fin');
    expect(proxy.serverSidePorts()).toEqual([]);
  });
  test.each(['fin', 'rst'] as const)('accept-then-close by %s, only for later connections', async (how) => {
    proxy.setRules([{ fault: { kind: 'accept-then-close', how }, connections: { first: 2 } }]);
    const first = await client(proxy.port);
    first.socket.write(echo);
    await first.atLeast(echo.length);
    const second = await client(proxy.port);
    expect(await until('an end', second.ended)).toBe(how);
    expect(proxy.connections()).toBe(2);
  });
});
