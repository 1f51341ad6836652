import { connect, createServer, type Socket } from 'node:net';
import { listenOnLoopback } from '../sockets.ts';
import { smb1Commands } from './faults.ts';
import { commandOf, createFrameCutter } from './frames.ts';

/** What becomes of a connection on which nothing travelled: closed, reset, swallowed, or reset once it is used again. */
export type Forgetting = 'fin' | 'rst' | 'drop' | 'rst-on-use';

export interface IdleProxyOptions {
  /** The port on loopback behind it. */
  readonly target: number;
  /** Milliseconds without a byte. */
  readonly idleMs: number;
  readonly how: Forgetting;
  /** Leaves a connection alone on which a file is open, as a server does. */
  readonly sparesOpens?: boolean;
}

/**
 * A proxy that forgets silent connections, on a free port. As a program it never sees a TCP keep-alive: the kernel
 * answers those, so to this proxy a connection with them is as silent as one without.
 */
export async function startIdleProxy(
  options: IdleProxyOptions,
): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  const open = new Set<Socket>();
  const keep = (socket: Socket): void => {
    open.add(socket);
    socket.on('error', () => undefined).once('close', () => open.delete(socket));
  };
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: options.target, host: '127.0.0.1', noDelay: true });
    keep(client);
    keep(upstream);
    relay(client, upstream, options);
  });
  const port = await listenOnLoopback(server);
  return {
    port,
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function relay(client: Socket, upstream: Socket, { idleMs, how, sparesOpens = false }: IdleProxyOptions): void {
  const cutter = createFrameCutter();
  let opens = 0;
  let forgotten = false;
  let timer = setTimeout(forget, idleMs);

  function forget(): void {
    if (sparesOpens && opens > 0) {
      timer = setTimeout(forget, idleMs);
      return;
    }
    forgotten = true;
    if (how === 'fin') client.end();
    if (how === 'rst') client.resetAndDestroy();
  }

  const carry = (from: Socket, to: Socket, look: (chunk: Buffer) => void): void => {
    from.on('data', (chunk) => {
      if (forgotten) {
        if (how === 'rst-on-use') client.resetAndDestroy();
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(forget, idleMs);
      look(chunk);
      to.write(chunk);
    });
    from.once('close', () => {
      clearTimeout(timer);
      if (!forgotten || how !== 'drop') to.destroy();
    });
  };
  carry(client, upstream, (chunk) => {
    for (const frame of cutter.push(chunk)) {
      const command = commandOf(frame);
      if (command === smb1Commands.ntCreateAndX) opens += 1;
      if (command === smb1Commands.close) opens -= 1;
    }
  });
  carry(upstream, client, () => undefined);
}
