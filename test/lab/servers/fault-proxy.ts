import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Capture } from '../capture.ts';
import { listenOnLoopback } from '../sockets.ts';
import type { Direction, Fault, FaultRule } from './faults.ts';
import { commandOf, createFrameCutter, midOffset } from './frames.ts';

/** A TCP proxy on loopback which can hurt what passes. */
export interface FaultProxy {
  readonly port: number;
  /** From now on these rules hold, in open connections too; the first that fits a frame decides. */
  readonly setRules: (rules: readonly FaultRule[]) => void;
  /** How many connections it has accepted. */
  readonly connections: () => number;
  /** Of the connections that are open now, the proxy's own port towards the server, in order. */
  readonly serverSidePorts: () => readonly number[];
  readonly stop: () => Promise<void>;
}

export interface FaultProxyOptions {
  /** The port on loopback behind the proxy. */
  readonly target: number;
  readonly rules?: readonly FaultRule[];
  /** Takes down what the client sent and what it was given. */
  readonly capture?: Capture;
}

/** Starts a proxy in this process, on a free port. It sees SMB frames whole, so it hands them on whole. */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  let rules = options.rules ?? [];
  let accepted = 0;
  const open = new Set<Socket>();
  const towardsServer = new Set<Socket>();
  const keep = (socket: Socket): void => {
    open.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      open.delete(socket);
      towardsServer.delete(socket);
    });
  };
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const number = ++accepted;
    keep(client);
    const atAccept = rules.find((rule) => isAtAccept(rule.fault) && fitsConnection(rule, number))?.fault;
    const conversation = options.capture?.conversation(client.remotePort ?? 0, client.localPort ?? 0);
    if (atAccept?.kind === 'accept-then-close') {
      cut(client.resume(), atAccept.how);
      return;
    }
    if (atAccept !== undefined) {
      client.on('data', (chunk) => conversation?.fromClient(chunk)).on('end', () => client.end());
      return;
    }
    const upstream = connect({ port: options.target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    keep(upstream);
    towardsServer.add(upstream);
    const carry = (direction: Direction, from: Socket, to: Socket): void => {
      const inner = { client, upstream, direction, to, number, counts: new Map<FaultRule, number>() };
      pump(from, inner, () => rules, {
        read: (bytes) => {
          if (direction === 'to-server') conversation?.fromClient(bytes);
        },
        written: (bytes) => {
          if (direction === 'to-client') conversation?.toClient(bytes);
        },
      });
    };
    carry('to-server', client, upstream);
    carry('to-client', upstream, client);
    // One end cut off means the other is too; an orderly end travels through the pump.
    upstream.once('error', () => client.resetAndDestroy());
    client.once('close', () => upstream.destroy());
  });
  const port = await listenOnLoopback(server);
  return {
    port,
    setRules: (next) => {
      rules = next;
    },
    connections: () => accepted,
    serverSidePorts: () => [...towardsServer].map((socket) => socket.localPort ?? 0),
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One direction of one connection. */
interface Lane {
  readonly client: Socket;
  readonly upstream: Socket;
  readonly direction: Direction;
  readonly to: Socket;
  readonly number: number;
  /** How many frames have fitted each rule. */
  readonly counts: Map<FaultRule, number>;
}

interface Notes {
  readonly read: (bytes: Buffer) => void;
  readonly written: (bytes: Uint8Array) => void;
}

/** Moves frames in order; one that waits holds up those behind it, as a slow line would. */
function pump(from: Socket, lane: Lane, rules: () => readonly FaultRule[], notes: Notes): void {
  const cutter = createFrameCutter();
  let carried = 0;
  let queue: Promise<void> = Promise.resolve();
  from.on('data', (chunk) => {
    notes.read(chunk);
    const arrived = performance.now();
    for (const frame of cutter.push(chunk)) {
      const before = carried;
      carried += frame.length;
      queue = queue.then(() => handOn(frame, faultFor(rules(), lane, frame, before), lane, notes, arrived));
    }
  });
  from.once('end', () => {
    queue = queue.then(() => {
      // A stalled line hides the end as well.
      if (faultFor(rules(), lane, undefined, carried).kind !== 'stall') lane.to.end();
    });
  });
}

function faultFor(rules: readonly FaultRule[], lane: Lane, frame: Buffer | undefined, before: number): Fault {
  const fitting = rules.find((rule) => {
    if (isAtAccept(rule.fault) || (rule.direction ?? 'to-client') !== lane.direction) return false;
    if (!fitsConnection(rule, lane.number) || before < (rule.afterBytes ?? 0)) return false;
    if (frame === undefined) return rule.command === undefined && rule.times === undefined;
    if (rule.command !== undefined && rule.command !== commandOf(frame)) return false;
    const seen = lane.counts.get(rule) ?? 0;
    lane.counts.set(rule, seen + 1);
    const skip = rule.skip ?? 0;
    return seen >= skip && seen < skip + (rule.times ?? Infinity);
  });
  return fitting?.fault ?? { kind: 'pass' };
}

function fitsConnection({ connections }: FaultRule, number: number): boolean {
  return connections === undefined || (number >= connections.first && number <= (connections.last ?? Infinity));
}

function isAtAccept(fault: Fault): boolean {
  return fault.kind === 'accept-and-say-nothing' || fault.kind === 'accept-then-close';
}

async function handOn(frame: Buffer, fault: Fault, lane: Lane, notes: Notes, arrived: number): Promise<void> {
  const write = (bytes: Uint8Array): void => {
    if (lane.to.destroyed || lane.to.writableEnded) return;
    notes.written(bytes);
    lane.to.write(bytes);
  };
  switch (fault.kind) {
    case 'delay':
      await delay(Math.max(0, arrived + fault.ms - performance.now()));
      write(frame);
      return;
    case 'stall':
      return;
    case 'rst':
    case 'fin':
      cut(lane.client, fault.kind);
      lane.upstream.destroy();
      return;
    case 'truncate':
      write(frame.subarray(0, fault.bytes));
      cut(lane.client, 'fin');
      lane.upstream.destroy();
      return;
    case 'drip':
      for (let start = 0; start < frame.length && !lane.to.destroyed; start += fault.bytes) {
        if (start > 0) await delay(fault.intervalMs);
        write(frame.subarray(start, start + fault.bytes));
      }
      return;
    case 'garbage':
      write(fault.bytes);
      return;
    case 'duplicate':
      write(frame);
      write(frame);
      return;
    case 'corrupt':
      write(withBits(frame, fault.offset, fault.xor));
      return;
    case 'wrong-mid':
      write(withBits(frame, midOffset + 1, 0x40));
      return;
    case 'pass':
    case 'accept-and-say-nothing':
    case 'accept-then-close':
      write(frame);
  }
}

function withBits(frame: Buffer, offset: number, xor: number): Buffer {
  const changed = Buffer.from(frame);
  const byte = changed[offset];
  if (byte !== undefined) changed[offset] = byte ^ xor;
  return changed;
}

function cut(socket: Socket, how: 'fin' | 'rst'): void {
  if (how === 'rst') socket.resetAndDestroy();
  else socket.end();
}
