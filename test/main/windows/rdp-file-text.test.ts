import { expect, test } from 'vitest';
import { fullAddressOf } from '../../../app/windows/rdp-file.ts';
import { rdpFileText } from '../../../main/windows/rdp-file-text.ts';

/** Default.rdp as mstsc writes it, shortened. */
const file = [
  'screen mode id:i:2',
  'session bpp:i:32',
  'full address:s:rds02.example.test:3390',
  'alternate full address:s:other',
  'username:s:CONTOSO\\kim',
  '',
].join('\r\n');

test.each([
  ['UTF-16 with its mark', Buffer.from(`\ufeff${file}`, 'utf16le')],
  ['UTF-8', Buffer.from(file)],
])('the server in a file in %s', (_encoding, octets) => {
  expect(fullAddressOf(rdpFileText(octets))).toBe('rds02.example.test:3390');
});

test.each([
  ['without one', 'screen mode id:i:2\r\n'],
  ['with an empty one', 'full address:s:\r\nusername:s:kim'],
  ['that is empty', ''],
  ['of no text', '\u0000\u0001\u0002'],
])('a file %s names no server', (_how, text) => {
  expect(fullAddressOf(text)).toBeNull();
});

test('an address that is none is not kept whole', () => {
  expect(fullAddressOf(`full address:s:${'a'.repeat(10_000)}`)).toHaveLength(255);
});
