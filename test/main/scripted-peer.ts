import { systemClock } from '../../main/clock.ts';
import type { TransportEnd } from '../../main/net/failure.ts';
import { frameMessage } from '../../main/net/nbss-framer.ts';
import type { TcpConnection, TransportReader } from '../../main/net/tcp-connection.ts';
import type { Head, Header } from '../../main/smb1/codec/header.ts';
import { decodeHeader } from '../../main/smb1/codec/header.ts';
import { must } from './must.ts';

/** The other end of a connection without a socket: it says what a test tells it to. */
export interface ScriptedPeer {
  readonly tcp: TcpConnection;
  /** What was sent so far, without frames. */
  readonly sent: () => readonly Buffer[];
  /** Sends bytes as they are. */
  readonly sendBytes: (bytes: Buffer) => void;
  /** Sends a message in its frame. */
  readonly send: (message: Buffer) => void;
  readonly end: (end: TransportEnd) => void;
  readonly closed: () => 'no' | 'in-order' | 'at-once';
}

export function createScriptedPeer(): ScriptedPeer {
  const sent: Buffer[] = [];
  let reader: TransportReader | null = null;
  let ended: TransportEnd | null = null;
  let closed: 'no' | 'in-order' | 'at-once' = 'no';
  const sendBytes = (bytes: Buffer): void => reader?.onBytes(bytes, systemClock.monotonicMs());
  return {
    tcp: {
      localPort: 50_000,
      address: '192.0.2.1',
      port: 445,
      write: (bytes) => {
        if (ended === null && closed === 'no') sent.push(Buffer.from(bytes.subarray(4)));
        return systemClock.monotonicMs();
      },
      read: (newReader) => {
        reader = newReader;
      },
      keepAlive: () => undefined,
      ended: () => ended,
      close: () => {
        closed = 'in-order';
      },
      abort: () => {
        closed = 'at-once';
      },
    },
    sent: () => sent,
    sendBytes,
    send: (message) => {
      sendBytes(frameMessage(message));
    },
    end: (end) => {
      ended = end;
      reader?.onEnd(end);
    },
    closed: () => closed,
  };
}

/** The header of the answer to a request, with what a test wants to be different. */
export function answering(request: Buffer | undefined, changes: Partial<Head> = {}): Head {
  if (request === undefined) throw new Error('nothing was asked');
  const { flags2, pid, tid, uid, mid }: Header = must(decodeHeader(request));
  return { flags2, pid, tid, uid, mid, ...changes };
}
