import { createServer, connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import type { Result } from '../../../../app/model/result.ts';
import { failure, success } from '../../../../app/model/result.ts';
import type { Peer, PipeEnd } from '../../../../main/windows/elevation.ts';
import type { WindowsFailure } from '../../../../main/windows/failure.ts';

/** Two connected sockets of this machine. */
export async function socketPair(): Promise<readonly [Socket, Socket]> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const near = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [far] = (await accepted) as [Socket];
  server.close();
  return [near, far];
}

/** One end of a pipe out of a socket, with whom we say is at the other. */
export function pipeEndOver(socket: Socket, peer: Peer): PipeEnd {
  const chunks: Buffer[] = [];
  let ended = false;
  let wake: () => void = () => undefined;
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    wake();
  });
  for (const event of ['end', 'close', 'error'])
    socket.on(event, () => {
      ended = true;
      wake();
    });
  const next = (): Result<Buffer | null, WindowsFailure> | null => {
    const chunk = chunks.shift();
    if (chunk !== undefined) return success(chunk);
    return ended ? success(null) : null;
  };
  return {
    peer: () => success(peer),
    read: ({ deadlineMs, signal }) =>
      new Promise((resolve) => {
        const settle = (result: Result<Buffer | null, WindowsFailure>): void => {
          clearTimeout(timer);
          wake = () => undefined;
          resolve(result);
        };
        const timer = setTimeout(() => {
          settle(failure({ kind: 'deadline', waitedMs: deadlineMs }));
        }, deadlineMs);
        signal.addEventListener('abort', () => {
          settle(failure({ kind: 'cancelled' }));
        });
        wake = () => {
          const found = next();
          if (found !== null) settle(found);
        };
        wake();
      }),
    write: (octets) => {
      socket.write(octets);
      return success(undefined);
    },
    close: () => {
      socket.end();
    },
  };
}
