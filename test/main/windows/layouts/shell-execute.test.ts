import { describe, expect, test } from 'vitest';
import { encodePurgeAllTickets } from '../../../../main/windows/layouts/purge-tickets.ts';
import { encodeShellExecuteInfo, joinedWords, startedProcess } from '../../../../main/windows/layouts/shell-execute.ts';

describe('SHELLEXECUTEINFOW', () => {
  test('has its texts where the documentation has them, and asks for the process', () => {
    const octets = encodeShellExecuteInfo({ verb: 0x1111n, file: 0x2222n, parameters: 0x3333n });
    const dword = (value: number): string => {
      const word = Buffer.alloc(4);
      word.writeUInt32LE(value);
      return word.toString('hex');
    };
    const pointer = (value: number): string => dword(value) + dword(0);
    // cbSize, fMask; hwnd; lpVerb, lpFile, lpParameters; lpDirectory; nShow and its padding; seven more of eight bytes.
    const expected = [
      dword(112) + dword(0x540),
      pointer(0),
      pointer(0x1111) + pointer(0x2222) + pointer(0x3333),
      pointer(0),
      dword(1) + dword(0),
      pointer(0).repeat(7),
    ];
    expect(octets.toString('hex')).toBe(expected.join(''));
  });

  test('gives the process back that was started, if one was', () => {
    const octets = encodeShellExecuteInfo({ verb: 1n, file: 2n, parameters: 3n });
    expect(startedProcess(octets)).toBeNull();
    octets.writeBigUInt64LE(0x4bcn, 104);
    expect(startedProcess(octets)).toBe(0x4bcn);
  });
});

test.each([
  [['plain', '--pipe=a'], 'plain --pipe=a'],
  [['C:\\Program Files\\x.mjs'], '"C:\\Program Files\\x.mjs"'],
  [['', 'a'], '"" a'],
  [['a b\\'], '"a b\\\\"'],
  [['say "hi"'], '"say \\"hi\\""'],
  [['a\\"b'], '"a\\\\\\"b"'],
])('words %j are joined as %s', (words, line) => {
  expect(joinedWords(words)).toBe(line);
});

test('KERB_PURGE_TKT_CACHE_REQUEST means every ticket of one’s own', () => {
  expect(encodePurgeAllTickets().toString('hex')).toBe(`06000000${'00'.repeat(44)}`);
});
