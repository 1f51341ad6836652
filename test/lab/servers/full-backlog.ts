import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A port on which a connection is never completed. */
export interface FullBacklog {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** listen(2): Linux lets one more connection wait than the backlog says. */
const backlog = 1;

/** A process of its own, since Node accepts whenever its loop turns: this one stops turning once it listens. */
const deafServer = `
  const server = require('node:net').createServer();
  server.listen(0, '127.0.0.1', ${backlog}, () => {
    require('node:fs').writeSync(1, String(server.address().port) + '\\n');
    require('node:fs').readSync(0, Buffer.alloc(1));
  });`;

/**
 * A listening socket whose queue is full and which nobody empties: the kernel then leaves a further SYN unanswered, so
 * that a connect runs into its time-out as if a firewall dropped it. It ends with this process, as it reads a pipe of ours.
 */
export async function startFullBacklog(): Promise<FullBacklog> {
  const server = spawn(process.execPath, ['-e', deafServer], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(server, 'exit');
  const [announced] = (await once(server.stdout, 'data')) as [Buffer];
  const port = Number(announced.toString());
  const waiting: Socket[] = [];
  for (let place = 0; place <= backlog; place++) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    waiting.push(socket);
  }
  return {
    port,
    stop: async () => {
      for (const socket of waiting) socket.destroy();
      server.kill('SIGKILL');
      await exited;
    },
  };
}
