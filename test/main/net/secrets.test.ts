import { expect, test } from 'vitest';
import { createSecrets } from '../../../main/net/secrets.ts';

const clear = Buffer.from('aabb0102030405060708000a0b0c0d0e0f10ccdd', 'hex');
const blanked = Buffer.from('aabb00000000000000000000000000000000ccdd', 'hex');

test('a secret that comes back is blanked, wherever it stands and however often', () => {
  const secrets = createSecrets();
  secrets.learn(clear, blanked);
  const back = Buffer.concat([Buffer.from('ff', 'hex'), clear, clear.subarray(2, 18)]);
  const expected = Buffer.concat([Buffer.from('ff', 'hex'), blanked, Buffer.alloc(16)]);
  expect(Buffer.from(secrets.blank(back)).equals(expected)).toBe(true);
  expect(back.includes(clear)).toBe(true);
});

test('other bytes are handed on as they are', () => {
  const secrets = createSecrets();
  secrets.learn(clear, blanked);
  const other = Buffer.from('0102030405060708ff', 'hex');
  expect(secrets.blank(other)).toBe(other);
});

test('what differs in a few bytes only is no secret', () => {
  const secrets = createSecrets();
  secrets.learn(Buffer.from('0011223300', 'hex'), Buffer.alloc(5));
  const other = Buffer.from('112233', 'hex');
  expect(secrets.blank(other)).toBe(other);
});
