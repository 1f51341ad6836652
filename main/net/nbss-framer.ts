/**
 * Direct TCP transport ([MS-SMB2] 2.1, [MS-SMB] 2.1) and the session service of [RFC 1002] 4.3.
 *
 * | at | size | field                                                                               |
 * |---:|-----:|-------------------------------------------------------------------------------------|
 * |  0 |    1 | type: 00 session message, 85 keep-alive, 82/83/84 answers to a session request      |
 * |  1 |    3 | length, big-endian; with NetBIOS 17 bits, the 7 above them are reserved and zero    |
 */
const headerSize = 4;
const sessionMessage = 0x00;
const keepAlive = 0x85;

export interface FramerOptions {
  /** 24 with Direct TCP, 17 with NetBIOS over TCP. */
  readonly lengthBits: 17 | 24;
  /** Longest message that is taken, in bytes without the four of the frame. */
  readonly maxLength: number;
}

/** Why a stream can't be cut into messages. `bytes` are the first that do not fit, at most 512. */
export interface FramingRefusal {
  readonly reason: 'framing' | 'netbios-session-message' | 'frame-too-long' | 'flood';
  readonly bytes: Buffer;
}

/** Who takes what the framer finds. `firstByteAtMs` is when the frame's first byte had come. */
export interface FrameSink {
  readonly onMessage: (message: Buffer, firstByteAtMs: number) => void;
  readonly onKeepAlive: (frame: Buffer) => void;
  /** Called once; nothing is taken after it. */
  readonly onRefusal: (refusal: FramingRefusal) => void;
}

/** Takes the bytes of a stream as they come. */
export interface Framer {
  readonly push: (chunk: Buffer, atMs: number) => void;
  /** Takes nothing more: who reads the messages has seen enough. */
  readonly refuse: (reason: FramingRefusal['reason'], bytes: Buffer) => void;
  /** Bytes that wait for the rest of their frame. */
  readonly pending: () => number;
}

/**
 * Cuts a stream into messages. A message that lies whole in one chunk is handed on as a view of that chunk; else it is
 * gathered in a buffer that never grows beyond twice what has come, whatever its length field claims.
 */
export function createFramer(options: FramerOptions, sink: FrameSink): Framer {
  const reservedMask = options.lengthBits === 17 ? 0xfe : 0x00;
  let gathered = Buffer.alloc(0);
  let have = 0;
  let firstByteAtMs = 0;
  let refused = false;

  /** Length of the frame that begins at `at`, header included; -1 when the header is not one to go on from. */
  function frameLength(bytes: Buffer, at: number, end: number): number {
    const type = bytes.readUInt8(at);
    if (type !== sessionMessage && type !== keepAlive) {
      return refuse(type >= 0x81 && type <= 0x84 ? 'netbios-session-message' : 'framing', bytes.subarray(at, end));
    }
    if (end - at < headerSize) return headerSize;
    if ((bytes.readUInt8(at + 1) & reservedMask) !== 0) return refuse('framing', bytes.subarray(at, end));
    const length = bytes.readUInt32BE(at) & 0xffffff;
    if (length > options.maxLength) return refuse('frame-too-long', bytes.subarray(at, end));
    return headerSize + length;
  }

  function refuse(reason: FramingRefusal['reason'], bytes: Buffer): -1 {
    if (refused) return -1;
    refused = true;
    sink.onRefusal({ reason, bytes: bytes.subarray(0, 512) });
    return -1;
  }

  function deliver(frame: Buffer, at: number, length: number, atMs: number): void {
    if (frame[at] === keepAlive) sink.onKeepAlive(frame.subarray(at, at + length));
    else sink.onMessage(frame.subarray(at + headerSize, at + length), atMs);
  }

  /** Moves bytes of the chunk behind the gathered ones, until there are `wanted`; gives where it stopped. */
  function gather(chunk: Buffer, at: number, wanted: number): number {
    const take = Math.min(wanted - have, chunk.length - at);
    if (have + take > gathered.length) {
      const larger = Buffer.allocUnsafe(Math.min(wanted, Math.max(2 * gathered.length, have + take)));
      gathered.copy(larger, 0, 0, have);
      gathered = larger;
    }
    chunk.copy(gathered, have, at, at + take);
    have += take;
    return at + take;
  }

  function push(chunk: Buffer, atMs: number): void {
    let at = 0;
    while (at < chunk.length && !refused) {
      if (have > 0) {
        // Twice: first the header may become whole, then the length that it gives.
        at = gather(chunk, at, headerSize > have ? headerSize : frameLength(gathered, 0, have));
        if (have < headerSize) {
          frameLength(gathered, 0, have);
          return;
        }
        const length = frameLength(gathered, 0, have);
        if (length < 0) return;
        at = gather(chunk, at, length);
        if (have < length) return;
        const frame = gathered;
        gathered = Buffer.alloc(0);
        have = 0;
        deliver(frame, 0, length, firstByteAtMs);
        continue;
      }
      const length = frameLength(chunk, at, chunk.length);
      if (length < 0) return;
      const whole = chunk.length - at >= headerSize && chunk.length - at >= length;
      if (!whole) {
        firstByteAtMs = atMs;
        gather(chunk, at, Math.max(length, headerSize));
        return;
      }
      deliver(chunk, at, length, atMs);
      at += length;
    }
  }

  return { push, refuse, pending: () => have };
}

/** A message with the frame around it, ready to be sent. */
export function frameMessage(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(headerSize + message.length);
  frame.writeUInt32BE(message.length, 0);
  frame.set(message, headerSize);
  return frame;
}
