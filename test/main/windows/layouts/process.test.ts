import { expect, test } from 'vitest';
import {
  decodeProcessEntry,
  emptyProcessEntry,
  fileTimeText,
  processEntryBytes,
  unicodeString,
} from '../../../../main/windows/layouts/process.ts';
import { filetimeFromDate } from '../../../../main/net/filetime.ts';
import { characters, dword, layOut, nullPointer, qword, text, word } from './c-memory.ts';

test('PROCESSENTRY32W: process and image name', () => {
  const numbers = [dword(568), dword(0), dword(4711), qword(0n), ...[0, 12, 800, 8, 0].map(dword)];
  const { octets } = layOut([[...numbers, characters('mstsc.exe', 260)]], 0n);
  expect(octets).toHaveLength(processEntryBytes);
  expect(decodeProcessEntry(octets)).toEqual({ pid: 4711, imageName: 'mstsc.exe' });
  expect(emptyProcessEntry().readUInt32LE(0)).toBe(568);
});

test('a FILETIME of 0 is no time', () => {
  const octets = Buffer.alloc(8);
  expect(fileTimeText(octets)).toBeNull();
  octets.writeBigUInt64LE(filetimeFromDate(new Date('2024-02-29T12:34:56.789Z')));
  expect(fileTimeText(octets)).toBe('2024-02-29T12:34:56.789Z');
});

test('UNICODE_STRING: as many bytes as it says, within the memory only', () => {
  const address = 0x1_0000n;
  const line = 'mstsc.exe /v:nas01';
  const string = (bytes: number, pointer = text(line)) => layOut([[word(bytes), word(bytes + 2), pointer]], address);
  expect(unicodeString(string(2 * line.length))).toBe(line);
  expect(unicodeString(string(18))).toBe('mstsc.exe');
  expect(unicodeString(string(2 * line.length + 4))).toBeNull();
  expect(unicodeString(string(2 * line.length, nullPointer))).toBeNull();
  expect(unicodeString({ octets: Buffer.alloc(15), address })).toBeNull();
});
