import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import type { PracticeScenario } from '../../app/model/target.ts';
import type { Clock } from '../clock.ts';
import { systemClock } from '../clock.ts';
import type { Timers } from './connection.ts';
import { serveConnection } from './connection.ts';
import { createDialogue } from './dialogue.ts';
import { scenarios } from './scenarios.ts';

const host = '127.0.0.1';
const maxConnections = 16;

const systemTimers: Timers = (delayMs, task) => {
  const timer = setTimeout(task, delayMs);
  return () => {
    clearTimeout(timer);
  };
};

export interface PracticeServerOptions {
  readonly scenario: PracticeScenario;
  readonly clock?: Clock;
  /** From 0 to below 1: how late an answer is. */
  readonly random?: () => number;
  readonly timers?: Timers;
}

/** A practice server that listens. */
export interface PracticeServer {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** Ends every connection and stops listening; resolves when both are done. May be called again. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts an SMB server for trying and training on a free port of this machine, which nobody else can reach. It knows
 * the shares IPC$ and Practice, nobody, and the user "practice" with the password "practice". Rejects when it can't
 * listen.
 */
export async function startPracticeServer(options: PracticeServerOptions): Promise<PracticeServer> {
  const { clock = systemClock, random = Math.random, timers = systemTimers } = options;
  const behaviour = scenarios[options.scenario];
  const serverGuid = randomBytes(16);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    const answer = createDialogue({ behaviour, clock, randomBytes, serverGuid });
    serveConnection(socket, { answer, delay: behaviour.delay, clock, random, timers });
  });
  server.maxConnections = maxConnections;
  server.listen(0, host);
  await once(server, 'listening');
  // Past this point an error is one of accepting a connection, which that connection's client notices.
  server.on('error', () => undefined);

  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopped ??= new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      for (const socket of sockets) socket.destroy();
    });
    return stopped;
  };
  return { host, port: (server.address() as AddressInfo).port, stop };
}
