import { expect, test } from 'vitest';
import { formatDuration } from '../../../app/wording/duration.ts';

test.each([
  [0, '0 ms'],
  [0.004, '0 ms'],
  [0.42, '0.42 ms'],
  [0.999, '1 ms'],
  [1, '1 ms'],
  [3.14159, '3.1 ms'],
  [42, '42 ms'],
  [99.94, '99.9 ms'],
  [99.96, '100 ms'],
  [171.4, '171 ms'],
  [1234, '1,234 ms'],
  [9_999.4, '9,999 ms'],
  [9_999.6, '10 s'],
  [10_000, '10 s'],
  [38_420, '38.4 s'],
  [59_949, '59.9 s'],
  [59_950, '1 min 00 s'],
  [60_000, '1 min 00 s'],
  [186_000, '3 min 06 s'],
  [3_599_400, '59 min 59 s'],
  [3_600_000, '60 min 00 s'],
])('%d ms is "%s"', (ms, words) => {
  expect(formatDuration(ms, 'en')).toBe(words);
});

test('follows the numbers of the language', () => {
  expect(formatDuration(0.42, 'de')).toBe('0,42 ms');
  expect(formatDuration(1234, 'de')).toBe('1.234 ms');
});
