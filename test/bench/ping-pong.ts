import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { median } from './median.ts';

/** As long as an SMB1 echo with 16 bytes of data, framing included. */
const messageLength = 4 + 32 + 1 + 2 + 2 + 16;

/** Sends back what it gets, and ends with the process that holds its standard input. */
const mirror = `
  const server = require('node:net').createServer({ noDelay: true }, (socket) => {
    socket.on('data', (chunk) => socket.write(chunk)).on('error', () => {});
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
  process.stdin.on('end', () => process.exit()).resume();`;

/** A TCP connection to another Node process, which answers every message with the same. */
export interface PingPong {
  /** The median time of `count` messages and their answers, one after the other, in milliseconds. */
  readonly measure: (count: number) => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** Starts the other process; it inherits the processor that this one is bound to. */
export async function startPingPong(): Promise<PingPong> {
  const server = spawn(process.execPath, ['-e', mirror], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(server, 'exit');
  const [port] = (await once(server.stdout, 'data')) as [Buffer];
  const socket = connect({ port: Number(port.toString()), host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  const message = Buffer.alloc(messageLength, 1);

  const ping = (): Promise<void> =>
    new Promise((resolve) => {
      let received = 0;
      const take = (chunk: Buffer): void => {
        received += chunk.length;
        if (received < messageLength) return;
        socket.off('data', take);
        resolve();
      };
      socket.on('data', take);
      socket.write(message);
    });
  return {
    measure: async (count) => {
      const times: number[] = [];
      while (times.length < count) {
        const start = performance.now();
        await ping();
        times.push(performance.now() - start);
      }
      return median(times);
    },
    stop: async () => {
      socket.destroy();
      server.stdin.end();
      await exited;
    },
  };
}
