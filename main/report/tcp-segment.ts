import { isIPv4 } from 'node:net';

/** One end of a connection. */
export interface Endpoint {
  /** IPv4 or IPv6 address; a zone behind "%" is left out. */
  readonly address: string;
  readonly port: number;
}

export const tcpFlags = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10 } as const;

export interface Segment {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly sequence: number;
  /** 0 without the ACK flag. */
  readonly acknowledgement: number;
  readonly flags: number;
  readonly payload: Uint8Array;
}

const TCP = 6;
const hopLimit = 64;
const tcpHeaderSize = 20;
const window = 0xffff;

/** Bytes of a segment with the IP header before it ([RFC 791] 3.1, [RFC 8200] 3, [RFC 9293] 3.1) and right checksums. */
export function encodeSegment(segment: Segment): Buffer {
  const { from, to, payload } = segment;
  const source = addressBytes(from.address);
  const target = addressBytes(to.address);
  const length = tcpHeaderSize + payload.length;
  const ip = source.length === 4 ? ipv4Header(source, target, length) : ipv6Header(source, target, length);
  const tcp = Buffer.alloc(length);
  tcp.writeUInt16BE(from.port, 0);
  tcp.writeUInt16BE(to.port, 2);
  tcp.writeUInt32BE(segment.sequence >>> 0, 4);
  tcp.writeUInt32BE(segment.acknowledgement >>> 0, 8);
  tcp[12] = (tcpHeaderSize / 4) << 4;
  tcp[13] = segment.flags;
  tcp.writeUInt16BE(window, 14);
  tcp.set(payload, tcpHeaderSize);
  const pseudo = Buffer.alloc(8);
  pseudo.writeUInt32BE(length, 0);
  pseudo[7] = TCP;
  tcp.writeUInt16BE(checksum(source, target, pseudo, tcp), 16);
  return Buffer.concat([ip, tcp]);
}

function ipv4Header(source: Buffer, target: Buffer, length: number): Buffer {
  const header = Buffer.alloc(20);
  header[0] = 0x45;
  header.writeUInt16BE(header.length + length, 2);
  // Don't fragment.
  header[6] = 0x40;
  header[8] = hopLimit;
  header[9] = TCP;
  header.set(source, 12);
  header.set(target, 16);
  header.writeUInt16BE(checksum(header), 10);
  return header;
}

function ipv6Header(source: Buffer, target: Buffer, length: number): Buffer {
  const header = Buffer.alloc(40);
  header[0] = 0x60;
  header.writeUInt16BE(length, 4);
  header[6] = TCP;
  header[7] = hopLimit;
  header.set(source, 8);
  header.set(target, 24);
  return header;
}

/** The Internet checksum ([RFC 1071]) over parts, of which only the last may be of odd length. */
function checksum(...parts: readonly Buffer[]): number {
  let sum = 0;
  for (const part of parts) {
    for (let at = 0; at + 1 < part.length; at += 2) sum += part.readUInt16BE(at);
    if (part.length % 2 === 1) sum += (part.at(-1) ?? 0) << 8;
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

/** The 4 or 16 bytes of an address. */
export function addressBytes(address: string): Buffer {
  const [bare = ''] = address.split('%');
  if (isIPv4(bare)) return Buffer.from(bare.split('.').map(Number));
  const lastColon = bare.lastIndexOf(':');
  const tail = bare.slice(lastColon + 1);
  const groups = tail.includes('.') ? `${bare.slice(0, lastColon + 1)}${hexGroups(addressBytes(tail))}` : bare;
  const [front = [], back = []] = groups.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => '0');
  const bytes = Buffer.alloc(16);
  [...front, ...zeros, ...back].forEach((group, index) => bytes.writeUInt16BE(parseInt(group, 16), 2 * index));
  return bytes;
}

function hexGroups(ipv4: Buffer): string {
  return `${ipv4.readUInt16BE(0).toString(16)}:${ipv4.readUInt16BE(2).toString(16)}`;
}
