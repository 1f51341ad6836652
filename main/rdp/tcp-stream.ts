import { Duplex } from 'node:stream';
import type { TransportEnd } from '../net/failure.ts';
import type { TcpConnection } from '../net/tcp-connection.ts';

/** Who looks on while a stream is used. */
export interface StreamWatch {
  readonly onSent: (bytes: Uint8Array, atMs: number) => void;
  readonly onReceived: (bytes: Uint8Array, atMs: number) => void;
  readonly onEnd: (end: TransportEnd) => void;
}

/** A TCP connection as one of Node's streams, which is what its TLS runs over. A tap of the connection sees the bytes. */
export function streamOver(tcp: TcpConnection, watch: StreamWatch): Duplex {
  const stream = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      watch.onSent(chunk, tcp.write(chunk));
      done();
    },
  });
  tcp.read({
    onBytes: (bytes, atMs) => {
      watch.onReceived(bytes, atMs);
      if (!stream.destroyed) stream.push(bytes);
    },
    onEnd: (end) => {
      watch.onEnd(end);
      if (!stream.destroyed) stream.push(null);
    },
  });
  return stream;
}
