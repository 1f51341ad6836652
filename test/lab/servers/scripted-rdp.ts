import { createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket, type SecureContextOptions } from 'node:tls';
import { listenOnLoopback } from '../sockets.ts';

/** What the fake does with a Connection Request: bytes to send back, an end of the connection, nothing, and what follows. */
export type RdpReaction =
  | 'fin'
  | 'rst'
  | 'silence'
  /** `byByte`: one every 20 ms. */
  | { readonly bytes: Buffer; readonly byByte?: true; readonly then?: 'fin' }
  /** Agrees, and then serves TLS. */
  | { readonly bytes: Buffer; readonly tls: SecureContextOptions }
  /** Agrees, and answers the ClientHello with this. */
  | { readonly bytes: Buffer; readonly toHello: Buffer | 'fin' | 'rst' | 'silence' };

/** Reacts by requestedProtocols. */
export type RdpScript = (requested: number) => RdpReaction;

/** A fake at the socket. */
export interface ScriptedRdp {
  readonly port: number;
  /** requestedProtocols of each request, in order. */
  readonly requested: () => readonly number[];
  readonly stop: () => Promise<void>;
}

/** Connection Confirms as Windows sends them ([MS-RDPBCGR] 4.1.2), by the numbers of 2.2.1.2. */
export const confirms = {
  selects: (protocol: number): Buffer => confirm(2, 0x1f, protocol),
  fails: (code: number): Buffer => confirm(3, 0, code),
  withoutData: Buffer.from('0300000b06d00000123400', 'hex'),
};

function confirm(type: number, flags: number, value: number): Buffer {
  const packet = Buffer.concat([Buffer.from('030000130ed00000123400', 'hex'), Buffer.alloc(8)]);
  packet[11] = type;
  packet[12] = flags;
  packet.writeUInt16LE(8, 13);
  packet.writeUInt32LE(value, 15);
  return packet;
}

const requestSize = 19;

/** Starts a fake that answers as Windows would, and as nothing should. */
export async function startScriptedRdp(script: RdpScript): Promise<ScriptedRdp> {
  const open = new Set<Socket>();
  const requested: number[] = [];
  const server = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    socket.on('error', () => undefined).once('close', () => open.delete(socket));
    let request = Buffer.alloc(0);
    const take = (chunk: Buffer): void => {
      request = Buffer.concat([request, chunk]);
      if (request.length < requestSize) return;
      socket.off('data', take);
      const protocols = request.readUInt32LE(15);
      requested.push(protocols);
      react(socket, script(protocols));
    };
    socket.on('data', take);
  });
  const port = await listenOnLoopback(server);
  return {
    port,
    requested: () => requested,
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function react(socket: Socket, reaction: RdpReaction): void {
  if (typeof reaction === 'string') {
    end(socket, reaction);
    return;
  }
  if ('byByte' in reaction) {
    drip(socket, reaction.bytes);
    return;
  }
  socket.write(reaction.bytes);
  if ('tls' in reaction) serveTls(socket, reaction.tls);
  if ('then' in reaction) end(socket, 'fin');
  if ('toHello' in reaction) {
    const { toHello } = reaction;
    socket.once('data', () => {
      if (typeof toHello === 'string') end(socket, toHello);
      else socket.write(toHello);
    });
  }
}

function end(socket: Socket, how: 'fin' | 'rst' | 'silence'): void {
  if (how === 'fin') socket.end();
  if (how === 'rst') socket.resetAndDestroy();
  if (how === 'silence') socket.resume();
}

function serveTls(socket: Socket, options: SecureContextOptions): void {
  const tls = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(options) });
  // A client that leaves after the handshake, and one that was refused, are what these tests are about.
  tls.on('error', () => undefined).resume();
}

function drip(socket: Socket, bytes: Buffer): void {
  let at = 0;
  const timer = setInterval(() => {
    const byte = bytes.subarray(at, at + 1);
    at += 1;
    if (byte.length === 0) clearInterval(timer);
    else socket.write(byte);
  }, 20);
  socket.once('close', () => {
    clearInterval(timer);
  });
}
