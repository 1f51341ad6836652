import type { TransportEnd } from './failure.ts';
import type { FramingRefusal } from './nbss-framer.ts';
import { createFramer, frameMessage } from './nbss-framer.ts';
import type { TcpConnection } from './tcp-connection.ts';

/** Who takes what a framed connection brings. */
export interface MessageReader {
  readonly onMessage: (message: Buffer, firstByteAtMs: number) => void;
  /** The stream can't be cut into messages; nothing more will come. */
  readonly onRefusal: (refusal: FramingRefusal) => void;
  readonly onEnd: (end: TransportEnd) => void;
}

/** Messages over a TCP connection, each in its frame. */
export interface FramedConnection {
  /**
   * Sends a message; gives the monotonic time at which its bytes were handed to the socket. `blanked` is the message
   * without its secrets, where it has any.
   */
  readonly send: (message: Uint8Array, blanked?: Uint8Array) => number;
  /** NBSS keep-alives taken so far. */
  readonly keepAlives: () => number;
  /** Bytes of a frame whose rest has not come. */
  readonly pending: () => number;
  readonly close: () => void;
  readonly abort: () => void;
}

/** Longest message taken: the 17 bits of a NetBIOS length, far above any reply of ours. */
const maxLength = 0x1ffff;

/** Begins to read messages from `tcp`, framed as Direct TCP. */
export function frameConnection(tcp: TcpConnection, reader: MessageReader): FramedConnection {
  let keepAlives = 0;
  const framer = createFramer(
    { lengthBits: 24, maxLength },
    {
      onMessage: reader.onMessage,
      onKeepAlive: () => {
        keepAlives += 1;
      },
      onRefusal: reader.onRefusal,
    },
  );
  tcp.read({ onBytes: framer.push, onEnd: reader.onEnd });
  return {
    send: (message, blanked) => tcp.write(frameMessage(message), blanked && frameMessage(blanked)),
    keepAlives: () => keepAlives,
    pending: framer.pending,
    close: tcp.close,
    abort: tcp.abort,
  };
}
