/**
 * TPKT header of [T.123] 8, in front of every X.224 TPDU of RDP ([MS-RDPBCGR] 2.2.1.1).
 *
 * | at | size | field                                       |
 * |---:|-----:|---------------------------------------------|
 * |  0 |    1 | version, 3                                  |
 * |  1 |    1 | reserved                                    |
 * |  2 |    2 | length, big-endian, of the packet with this |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';

export const tpktHeaderSize = 4;
const version = 3;

/** A packet around `tpdu`, ready to be sent. */
export function encodeTpkt(tpdu: Uint8Array): Buffer {
  const packet = Buffer.alloc(tpktHeaderSize + tpdu.length);
  packet[0] = version;
  packet.writeUInt16BE(packet.length, 2);
  packet.set(tpdu, tpktHeaderSize);
  return packet;
}

/** Whether bytes begin as a TPKT packet does; one is enough to tell. */
export function isTpkt(bytes: Uint8Array): boolean {
  return bytes[0] === version;
}

/** Length of the packet that begins here, header included; null while too few bytes have come to read it. */
export function tpktLength(bytes: Buffer): Result<number, Malformed> | null {
  if (bytes.length < tpktHeaderSize) return null;
  const length = bytes.readUInt16BE(2);
  return length < tpktHeaderSize ? malformed('TPKT length', 'wrong-value') : success(length);
}
