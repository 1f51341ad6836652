import { expect, test } from 'vitest';
import { decodeTcpTable } from '../../../../main/windows/layouts/tcp-table.ts';
import { dword, layOut } from './c-memory.ts';

/** A port as the table has it: in network order in the lower two bytes of four, of which the others are anything. */
const port = (number: number): Buffer => Buffer.from([number >> 8, number & 0xff, 0xaa, 0xbb]);
const address4 = (text: string): Buffer => Buffer.from(text.split('.').map(Number));
const address6 = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');

const octets4 = layOut(
  [
    [dword(2)],
    [dword(2), address4('0.0.0.0'), port(3389), address4('0.0.0.0'), port(0), dword(1080)],
    [dword(5), address4('10.1.2.3'), port(49_999), address4('192.168.255.1'), port(445), dword(0)],
  ],
  0n,
).octets;

const row6 = (local: string, remote = '00'.repeat(16), state = 2): Buffer =>
  layOut(
    [[dword(1)], [address6(local), dword(7), port(445), address6(remote), dword(0), port(1), dword(state), dword(4)]],
    0n,
  ).octets;

test('IPv4: states, both ends, processes', () => {
  expect(octets4).toHaveLength(4 + 2 * 24);
  expect(decodeTcpTable(4, octets4)).toEqual([
    {
      ...{ state: 'listen', localAddress: '0.0.0.0', localPort: 3389 },
      ...{ remoteAddress: '0.0.0.0', remotePort: 0, pid: 1080 },
    },
    {
      ...{ state: 'established', localAddress: '10.1.2.3', localPort: 49_999 },
      ...{ remoteAddress: '192.168.255.1', remotePort: 445, pid: null },
    },
  ]);
});

test('IPv6: the same, and any other state', () => {
  const octets = row6('fe80000000000000 0211 22ff fe33 4455', '20010db8000000000001000000000001', 8);
  expect(octets).toHaveLength(4 + 56);
  expect(decodeTcpTable(6, octets)).toEqual([
    {
      ...{ state: 'other', localAddress: 'fe80::211:22ff:fe33:4455', localPort: 445 },
      ...{ remoteAddress: '2001:db8::1:0:0:1', remotePort: 1, pid: 4 },
    },
  ]);
});

test.each([
  { hex: '00'.repeat(16), text: '::' },
  { hex: `${'00'.repeat(15)}01`, text: '::1' },
  { hex: '20010db8000000000000000000000000', text: '2001:db8::' },
  { hex: '20010db8000000010001000100010001', text: '2001:db8:0:1:1:1:1:1' },
  { hex: '00010000000000100000000000000001', text: '1:0:0:10::1' },
  { hex: '01000000000000000001000000000000', text: '100::1:0:0:0' },
])('$text is written as usual', ({ hex, text }) => {
  expect(decodeTcpTable(6, row6(hex))?.[0]?.localAddress).toBe(text);
});

test('fewer rows than are counted are nothing', () => {
  expect(decodeTcpTable(4, octets4.subarray(0, 51))).toBeNull();
  expect(decodeTcpTable(6, octets4)).toBeNull();
  expect(decodeTcpTable(4, Buffer.alloc(3))).toBeNull();
  expect(decodeTcpTable(4, Buffer.from([255, 255, 255, 255]))).toBeNull();
  expect(decodeTcpTable(4, Buffer.alloc(4))).toEqual([]);
});
