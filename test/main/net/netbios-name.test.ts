import { expect, test } from 'vitest';
import { encodeName, netbiosName, suffixes } from '../../../main/net/netbios-name.ts';

test.each([
  ['ws-4471', 'WS-4471'],
  ['ws-4471.corp.example', 'WS-4471'],
  ['a-name-that-is-too-long', 'A-NAME-THAT-IS-'],
  ['', ''],
])('%j is %j', (name, netbios) => {
  expect(netbiosName(name)).toBe(netbios);
});

test('names are encoded half byte by half byte, as in [RFC 1001] 14.1', () => {
  const encoded = encodeName('FRED', suffixes.workstation);
  expect(encoded).toHaveLength(34);
  expect(encoded.toString('latin1')).toBe(' EGFCEFEECACACACACACACACACACACAAA\0');
  expect(encodeName('*SMBSERVER', suffixes.fileServer).toString('latin1')).toBe(' CKFDENECFDEFFCFGEFFCCACACACACACA\0');
  expect(encodeName('ПК-7', suffixes.workstation)).toEqual(encodeName('??-7', suffixes.workstation));
  expect(encodeName('A-NAME-THAT-IS-TOO-LONG', suffixes.fileServer)).toHaveLength(34);
});
