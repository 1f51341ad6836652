import { expect, test } from 'vitest';
import { decodeOsVersion, osVersionBytes, productNameOf } from '../../../../main/windows/layouts/os-version.ts';
import { sidText } from '../../../../main/windows/layouts/sid.ts';
import { characters, dword, layOut, word } from './c-memory.ts';

const versionOf = (build: number, productType: number): Buffer =>
  layOut(
    [
      [
        ...[284, 10, 0, build, 2].map(dword),
        ...[characters('', 128), word(1), word(2), word(0x100), Buffer.from([productType, 0])],
      ],
    ],
    0n,
  ).octets;

test('OSVERSIONINFOEXW: version and whether it is a server', () => {
  expect(versionOf(26_100, 1)).toHaveLength(osVersionBytes);
  expect(decodeOsVersion(versionOf(26_100, 1))).toEqual({ version: '10.0.26100', build: 26_100, server: false });
  expect(decodeOsVersion(versionOf(20_348, 3))).toMatchObject({ server: true });
  expect(decodeOsVersion(versionOf(20_348, 2))).toMatchObject({ server: true });
  expect(decodeOsVersion(Buffer.alloc(283))).toBeNull();
});

test('Windows 11 is not called Windows 10, as its registry does', () => {
  const name = (build: number, server: boolean, registryName: string): string =>
    productNameOf(registryName, { version: '', build, server });
  expect(name(22_631, false, 'Windows 10 Pro')).toBe('Windows 11 Pro');
  expect(name(19_045, false, 'Windows 10 Pro')).toBe('Windows 10 Pro');
  expect(name(26_100, true, 'Windows Server 2025 Standard')).toBe('Windows Server 2025 Standard');
});

test.each([
  { hex: '010100000000000512000000', sid: 'S-1-5-18' },
  { hex: '01020000000000052000000020020000', sid: 'S-1-5-32-544' },
  { hex: '010500000000000515000000010000000200000003000000f4010000', sid: 'S-1-5-21-1-2-3-500' },
  { hex: '0100ffffffffffff', sid: 'S-1-281474976710655' },
])('the security identifier $sid', ({ hex, sid }) => {
  const octets = Buffer.from(hex, 'hex');
  expect(sidText(octets)).toBe(sid);
  expect(sidText(Buffer.concat([octets, Buffer.alloc(4)]))).toBe(sid);
  expect(sidText(octets.subarray(0, -1))).toBeNull();
});

test('another revision of security identifiers is not read', () => {
  expect(sidText(Buffer.from('020100000000000512000000', 'hex'))).toBeNull();
});
