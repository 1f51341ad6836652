import { createServer, type Socket } from 'node:net';
import { listenOnLoopback } from '../sockets.ts';

/** Something on a port that does not speak SMB. */
export interface OtherServer {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** What other services say: at once (`greeting`) or as their answer to bytes which they do not understand (`answer`). */
export const otherProtocols = {
  ssh: { greeting: 'SSH-2.0-OpenSSH_9.2p1\r\n' },
  smtp: { greeting: '220 mail.example.test ESMTP\r\n' },
  http: { answer: 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', close: true },
  silent: {},
} as const satisfies Record<string, { greeting?: string; answer?: string; close?: boolean }>;

/** Starts one of them on a free port of loopback. */
export async function startOtherProtocol(name: keyof typeof otherProtocols): Promise<OtherServer> {
  const { greeting, answer, close }: { greeting?: string; answer?: string; close?: boolean } = otherProtocols[name];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined).once('close', () => open.delete(socket));
    if (greeting !== undefined) socket.write(greeting);
    socket.once('data', () => {
      if (answer !== undefined) socket.write(answer);
      if (close === true) socket.end();
    });
    socket.resume();
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
