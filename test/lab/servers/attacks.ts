import { framed, reply } from './scripted-replies.ts';

/** An NBSS keep-alive, [RFC 1002] 4.3.6. */
export const keepAlive: Buffer = Buffer.from('85000000', 'hex');

/** The same again and again. */
export function* endless(make: () => Buffer): Generator<Buffer> {
  for (;;) yield make();
}

/** One frame so many times, to be sent at once. */
export function several(frame: Buffer, count: number): Buffer {
  return Buffer.concat(Array<Buffer>(count).fill(frame));
}

/** The one right answer to an ECHO request ([MS-CIFS] 2.2.4.39.2). */
export function echoReply(request: Buffer): Buffer {
  const data = request.subarray(41, 41 + request.readUInt16LE(39));
  return reply(request, { words: Buffer.from([1, 0]), data });
}

/** An empty success in answer to a request, or to one that another process or nobody has sent. */
export function replyTo(request: Buffer, other: { readonly mid?: number; readonly pid?: number } = {}): Buffer {
  const frame = reply(request);
  if (other.pid !== undefined) frame.writeUInt16LE(other.pid, 4 + 26);
  if (other.mid !== undefined) frame.writeUInt16LE(other.mid, 4 + 30);
  return frame;
}

/** An oplock break as servers send it: a LOCKING_ANDX request with MID 0xFFFF, [MS-CIFS] 2.2.4.32.1. */
export function oplockBreak(request: Buffer): Buffer {
  const message = Buffer.alloc(32 + 1 + 16 + 2);
  request.copy(message, 0, 4, 36);
  message[4] = 0x24;
  message[9] = 0x00;
  message.writeUInt16LE(0xffff, 26);
  message.writeUInt16LE(0xffff, 30);
  message[32] = 8;
  message[33] = 0xff;
  // LockType OPLOCK_RELEASE, for a file that nobody has opened.
  message[33 + 6] = 0x02;
  return framed(message);
}
