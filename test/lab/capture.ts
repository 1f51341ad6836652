import { writeFileSync } from 'node:fs';

/** Takes down conversations as packets, for tshark to judge. No privilege is needed, unlike for sniffing. */
export interface Capture {
  /** A new TCP connection, named by its ports on 127.0.0.1. */
  readonly conversation: (clientPort: number, serverPort: number) => Conversation;
  /** Everything so far as a pcap file. */
  readonly write: (path: string) => void;
}

export interface Conversation {
  readonly fromClient: (bytes: Uint8Array) => void;
  readonly toClient: (bytes: Uint8Array) => void;
}

/** LINKTYPE_RAW: each packet begins with its IP header. */
const linkTypeRaw = 101;
const ipHeader = 20;
const tcpHeader = 20;
/** Well below the 65,535 bytes of an IPv4 packet. */
const maxSegment = 16_384;

const tcpFlags = { syn: 0x02, synAck: 0x12, pshAck: 0x18, ack: 0x10 } as const;

/**
 * A capture with made-up IP and TCP headers (right sequence numbers, no checksums, which tshark does not check unless told
 * to) around the bytes that a proxy carried. The file format is the classic libpcap one, with microseconds.
 */
export function createCapture(): Capture {
  const packets: Buffer[] = [];
  const add = (packet: Buffer): void => {
    const time = performance.timeOrigin + performance.now();
    const record = Buffer.alloc(16);
    record.writeUInt32LE(Math.floor(time / 1000), 0);
    record.writeUInt32LE(Math.floor((time % 1000) * 1000), 4);
    record.writeUInt32LE(packet.length, 8);
    record.writeUInt32LE(packet.length, 12);
    packets.push(record, packet);
  };
  return {
    conversation: (clientPort, serverPort) => {
      const client = { port: clientPort, sequence: 1000 };
      const server = { port: serverPort, sequence: 5000 };
      add(segment(client, server, tcpFlags.syn, new Uint8Array()));
      client.sequence++;
      add(segment(server, client, tcpFlags.synAck, new Uint8Array()));
      server.sequence++;
      add(segment(client, server, tcpFlags.ack, new Uint8Array()));
      const send = (from: TcpEnd, to: TcpEnd, bytes: Uint8Array): void => {
        for (let start = 0; start < bytes.length; start += maxSegment) {
          const part = bytes.subarray(start, start + maxSegment);
          add(segment(from, to, tcpFlags.pshAck, part));
          from.sequence += part.length;
        }
      };
      return {
        fromClient: (bytes) => {
          send(client, server, bytes);
        },
        toClient: (bytes) => {
          send(server, client, bytes);
        },
      };
    },
    write: (path) => {
      writeFileSync(path, Buffer.concat([fileHeader(), ...packets]));
    },
  };
}

function fileHeader(): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(0x40000, 16);
  header.writeUInt32LE(linkTypeRaw, 20);
  return header;
}

interface TcpEnd {
  readonly port: number;
  sequence: number;
}

function segment(from: TcpEnd, to: TcpEnd, flags: number, payload: Uint8Array): Buffer {
  const packet = Buffer.alloc(ipHeader + tcpHeader + payload.length);
  packet[0] = 0x45;
  packet.writeUInt16BE(packet.length, 2);
  packet[8] = 64;
  packet[9] = 6;
  packet.writeUInt32BE(0x7f000001, 12);
  packet.writeUInt32BE(0x7f000001, 16);
  packet.writeUInt16BE(from.port, ipHeader);
  packet.writeUInt16BE(to.port, ipHeader + 2);
  packet.writeUInt32BE(from.sequence, ipHeader + 4);
  packet.writeUInt32BE(flags === tcpFlags.syn ? 0 : to.sequence, ipHeader + 8);
  packet[ipHeader + 12] = (tcpHeader / 4) << 4;
  packet[ipHeader + 13] = flags;
  packet.writeUInt16BE(0xffff, ipHeader + 14);
  packet.set(payload, ipHeader + tcpHeader);
  return packet;
}
