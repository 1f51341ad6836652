/**
 * The pcapng file format (draft-ietf-opsawg-pcapng): one section, its interfaces, and packets with their comments.
 *
 * | block                    | holds                                                                             |
 * |--------------------------|-----------------------------------------------------------------------------------|
 * | 0A0D0D0A Section Header  | byte order, version 1.0, section length (-1: unknown), options                    |
 * | 00000001 Interface       | link type (2), reserved (2), longest packet (4; 0: any), options                  |
 * | 00000006 Enhanced Packet | interface (4), time (4 high, 4 low), captured and original length (4, 4), options |
 *
 * A block is its type, its length, its body and its length again; all is little-endian and padded to four bytes.
 */

/** One packet, from its IP header on. */
export interface Packet {
  /** Which of the file's interfaces saw it. */
  readonly network: number;
  /** Nanoseconds since 1970, UTC. */
  readonly timeNs: bigint;
  readonly bytes: Uint8Array;
  readonly direction: 'in' | 'out';
  readonly comments: readonly string[];
}

export interface PcapngFile {
  readonly comment: string;
  /** The program that writes it. */
  readonly application: string;
  readonly networks: readonly { readonly name: string; readonly description: string }[];
  /** In the order of their times. */
  readonly packets: readonly Packet[];
}

const blocks = { sectionHeader: 0x0a0d0d0a, interfaceDescription: 1, enhancedPacket: 6 } as const;
const byteOrderMagic = 0x1a2b3c4d;
/** Each packet begins with its IPv4 or IPv6 header. */
const LINKTYPE_RAW = 101;
const options = {
  comment: 1,
  userApplication: 4,
  interfaceName: 2,
  interfaceDescription: 3,
  packetFlags: 2,
  timeResolution: 9,
} as const;
/** Times count in 10^-9 seconds. */
const nanoseconds = 9;
const directions = { in: 1, out: 2 } as const;
/** The longest text that the two bytes of an option's length can tell. */
const longestOption = 0xffff;

/** Bytes of a pcapng file. */
export function encodePcapng({ comment, application, networks, packets }: PcapngFile): Buffer {
  const section = Buffer.alloc(16);
  section.writeUInt32LE(byteOrderMagic, 0);
  section.writeUInt16LE(1, 4);
  section.writeBigInt64LE(-1n, 8);
  const applicationOption = option(options.userApplication, Buffer.from(application));
  return Buffer.concat([
    block(blocks.sectionHeader, section, [textOption(comment), applicationOption]),
    ...networks.map(({ name, description }) => interfaceBlock(name, description)),
    ...packets.map(packetBlock),
  ]);
}

function interfaceBlock(name: string, description: string): Buffer {
  const body = Buffer.alloc(8);
  body.writeUInt16LE(LINKTYPE_RAW, 0);
  return block(blocks.interfaceDescription, body, [
    option(options.interfaceName, Buffer.from(name)),
    option(options.interfaceDescription, Buffer.from(description)),
    option(options.timeResolution, Buffer.from([nanoseconds])),
  ]);
}

function packetBlock({ network, timeNs, bytes, direction, comments }: Packet): Buffer {
  const body = Buffer.alloc(20);
  body.writeUInt32LE(network, 0);
  body.writeUInt32LE(Number(timeNs >> 32n), 4);
  body.writeUInt32LE(Number(timeNs & 0xffffffffn), 8);
  body.writeUInt32LE(bytes.length, 12);
  body.writeUInt32LE(bytes.length, 16);
  const flags = Buffer.alloc(4);
  flags.writeUInt32LE(directions[direction]);
  const packetOptions = [option(options.packetFlags, flags), ...comments.map(textOption)];
  return block(blocks.enhancedPacket, Buffer.concat([body, padded(bytes)]), packetOptions);
}

function block(type: number, body: Uint8Array, blockOptions: readonly Buffer[]): Buffer {
  const endOfOptions = Buffer.alloc(4);
  const parts = [body, ...blockOptions, endOfOptions];
  const length = 12 + parts.reduce((sum, part) => sum + part.length, 0);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(length, 4);
  return Buffer.concat([head, ...parts, head.subarray(4)]);
}

function textOption(text: string): Buffer {
  return option(options.comment, Buffer.from(text));
}

function option(code: number, value: Buffer): Buffer {
  const kept = value.subarray(0, longestOption);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(code, 0);
  head.writeUInt16LE(kept.length, 2);
  return Buffer.concat([head, padded(kept)]);
}

function padded(bytes: Uint8Array): Uint8Array {
  const missing = -bytes.length & 3;
  return missing === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(missing)]);
}
