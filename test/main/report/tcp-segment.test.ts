import { describe, expect, test } from 'vitest';
import { addressBytes, encodeSegment, tcpFlags } from '../../../main/report/tcp-segment.ts';

/** One's complement sum over 16-bit words, as a receiver adds them up: all ones when the checksum is right. */
function receiverSum(...parts: readonly Buffer[]): number {
  const bytes = Buffer.concat(parts);
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += bytes.readUInt8(at) * 256 + (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum % 0x10000) + Math.floor(sum / 0x10000);
  return sum;
}

test.each([
  ['10.0.0.255', '0a0000ff'],
  ['::', '00'.repeat(16)],
  ['::1', `${'00'.repeat(15)}01`],
  ['fe80::1%eth0', `fe80${'00'.repeat(13)}01`],
  ['2001:db8:0:1:2:3:4:5', '20010db8000000010002000300040005'],
  ['2001:db8::', `20010db8${'00'.repeat(12)}`],
  ['::ffff:192.0.2.1', `${'00'.repeat(10)}ffffc0000201`],
])('the bytes of %s', (address, hex) => {
  expect(addressBytes(address).toString('hex')).toBe(hex);
});

describe.each([
  ['IPv4', '192.0.2.1', '198.51.100.7', 20],
  ['IPv6', '2001:db8::1', '2001:db8::2', 40],
] as const)('over %s', (_what, here, there, ipSize) => {
  test.each([0, 1, 2, 1461, 32_768])('checksums hold for %i bytes', (size) => {
    const payload = Buffer.alloc(size, 0xfe);
    const packet = encodeSegment({
      from: { address: here, port: 50_000 },
      to: { address: there, port: 445 },
      sequence: 0xffffffff,
      acknowledgement: 0x1_0000_0007,
      flags: tcpFlags.psh | tcpFlags.ack,
      payload,
    });
    const ip = packet.subarray(0, ipSize);
    const tcp = packet.subarray(ipSize);
    if (ipSize === 20) {
      expect(receiverSum(ip)).toBe(0xffff);
      expect(ip.readUInt16BE(2)).toBe(packet.length);
    } else {
      expect(ip.readUInt16BE(4)).toBe(tcp.length);
    }
    const pseudo = Buffer.from([0, 0, 0, 6, 0, 0, 0, 0]);
    pseudo.writeUInt32BE(tcp.length, 4);
    expect(receiverSum(addressBytes(here), addressBytes(there), pseudo, tcp)).toBe(0xffff);
    expect([tcp.readUInt16BE(0), tcp.readUInt16BE(2)]).toEqual([50_000, 445]);
    expect([tcp.readUInt32BE(4), tcp.readUInt32BE(8)]).toEqual([0xffffffff, 7]);
    expect(tcp.subarray(20).equals(payload)).toBe(true);
  });
});
