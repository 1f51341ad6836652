import { describe, expect, test } from 'vitest';
import { decodeRegistryValue } from '../../../../main/windows/layouts/registry-value.ts';

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

describe('a registry value', () => {
  test.each([
    { what: 'a DWORD', code: 4, octets: Buffer.from('3c000000', 'hex'), gives: { type: 'REG_DWORD', value: 60 } },
    {
      what: 'a QWORD',
      code: 11,
      octets: Buffer.from('ffffffffffffffff', 'hex'),
      gives: { type: 'REG_QWORD', value: 0xffff_ffff_ffff_ffffn },
    },
    { what: 'text', code: 1, octets: wide('Zürich\0'), gives: { type: 'REG_SZ', value: 'Zürich' } },
    { what: 'text without null', code: 1, octets: wide('ab'), gives: { type: 'REG_SZ', value: 'ab' } },
    {
      what: 'text with half a character',
      code: 2,
      octets: Buffer.from('6100ff', 'hex'),
      gives: { type: 'REG_EXPAND_SZ', value: 'a' },
    },
    {
      what: 'texts',
      code: 7,
      octets: wide('nas01\0nas02\0\0'),
      gives: { type: 'REG_MULTI_SZ', value: ['nas01', 'nas02'] },
    },
    { what: 'texts without nulls', code: 7, octets: wide('nas01'), gives: { type: 'REG_MULTI_SZ', value: ['nas01'] } },
    {
      what: 'texts behind the end',
      code: 7,
      octets: wide('a\0\0b\0\0'),
      gives: { type: 'REG_MULTI_SZ', value: ['a'] },
    },
    { what: 'no texts', code: 7, octets: Buffer.alloc(0), gives: { type: 'REG_MULTI_SZ', value: [] } },
    { what: 'bytes', code: 3, octets: Buffer.from([1, 0]), gives: { type: 'REG_BINARY', value: Uint8Array.of(1, 0) } },
    {
      what: 'a short DWORD',
      code: 4,
      octets: Buffer.from([60]),
      gives: { type: 'other', code: 4, value: Uint8Array.of(60) },
    },
    {
      what: 'a long QWORD',
      code: 11,
      octets: Buffer.alloc(9),
      gives: { type: 'other', code: 11, value: new Uint8Array(9) },
    },
    { what: 'no type', code: 0, octets: Buffer.alloc(0), gives: { type: 'other', code: 0, value: new Uint8Array() } },
  ])('$what', ({ code, octets, gives }) => {
    expect(decodeRegistryValue(code, octets)).toEqual(gives);
  });

  test('bytes are a copy', () => {
    const octets = Buffer.from([1, 2]);
    const { value } = decodeRegistryValue(3, octets);
    octets.fill(9);
    expect(value).toEqual(Uint8Array.of(1, 2));
  });
});
