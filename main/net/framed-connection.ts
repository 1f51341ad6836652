import type { TransportEnd } from './failure.ts';
import type { FramingRefusal } from './nbss-framer.ts';
import { createFramer, frameMessage } from './nbss-framer.ts';
import type { TcpConnection } from './tcp-connection.ts';

/** Who takes what a framed connection brings. */
export interface MessageReader {
  readonly onMessage: (message: Buffer, firstByteAtMs: number) => void;
  /** The stream can't be cut into messages, or brings too much that nobody asked for; nothing more will come. */
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
  /** Counts a message that nobody asked for. Beyond what a peer may send of those, keep-alives included, it refuses. */
  readonly unasked: (message: Buffer) => void;
  /** NBSS keep-alives taken so far. */
  readonly keepAlives: () => number;
  /** Bytes of a frame whose rest has not come. */
  readonly pending: () => number;
  readonly close: () => void;
  readonly abort: () => void;
}

/** Longest message taken: the 17 bits of a NetBIOS length, far above any reply of ours. */
const maxLength = 0x1ffff;
/** What nobody asked for, at most: at a keep-alive a second this is more than five hours. */
const mostUnasked = { messages: 20_000, bytes: 4 * 1024 * 1024 } as const;

/** Begins to read messages from `tcp`, framed as Direct TCP. */
export function frameConnection(tcp: TcpConnection, reader: MessageReader): FramedConnection {
  let keepAlives = 0;
  let messages = 0;
  let bytes = 0;

  /** Takes one more that nobody asked for; the one that is too many ends the reading. */
  function count(message: Buffer): void {
    messages += 1;
    bytes += message.length;
    if (messages > mostUnasked.messages || bytes > mostUnasked.bytes) framer.refuse('flood', message);
  }

  const framer = createFramer(
    { lengthBits: 24, maxLength },
    {
      onMessage: reader.onMessage,
      onKeepAlive: (frame) => {
        keepAlives += 1;
        count(frame);
      },
      onRefusal: reader.onRefusal,
    },
  );
  tcp.read({ onBytes: framer.push, onEnd: reader.onEnd });
  return {
    send: (message, blanked) => tcp.write(frameMessage(message), blanked && frameMessage(blanked)),
    unasked: count,
    keepAlives: () => keepAlives,
    pending: framer.pending,
    close: tcp.close,
    abort: tcp.abort,
  };
}
