import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { oemText } from '../../../main/windows/oem-text.ts';

const samples = new URL('../../fixtures/windows/query-session/', import.meta.url);
const inCodePages = readdirSync(samples).filter((name) => /\.cp\d+\.txt$/.test(name));

describe('what a console wrote in its code page reads as the same in UTF-8', () => {
  test('in at least nine samples', () => {
    expect(inCodePages.length).toBeGreaterThanOrEqual(9);
  });

  test.each(inCodePages)('%s', (name) => {
    const [language = '', codePage = ''] = name.split('.cp');
    const wanted = readFileSync(new URL(`${language}.utf8.txt`, samples), 'utf8');
    expect(oemText(readFileSync(new URL(name, samples)), Number.parseInt(codePage))).toBe(wanted);
  });
});

test.each([
  ['UTF-16 with its mark', Buffer.from('\ufeffpeña', 'utf16le'), 437, 'peña'],
  ['UTF-8, whatever the code page', Buffer.from('peña'), 437, 'peña'],
  ['central Europe', Buffer.from([0x9f, 0xe7]), 852, 'čš'],
  ['a byte that is no text', Buffer.from([0xff]), 850, '\u00a0'],
  ['a code page that nobody here knows', Buffer.from([0x9f]), 20_000, null],
  ['nothing', Buffer.alloc(0), 437, ''],
])('%s', (_what, octets, codePage, wanted) => {
  expect(oemText(octets, codePage)).toBe(wanted);
});
