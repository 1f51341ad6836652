import { expect, test } from 'vitest';
import { splitPath } from '../../../app/knowledge/typed-path.ts';

test.each([
  ['a.txt', { path: 'a.txt' }],
  [' folder/sub/a b.txt ', { path: 'folder\\sub\\a b.txt' }],
  ['\\folder\\', { path: 'folder' }],
  ['\\\\srv\\docs\\folder\\a.txt', { host: 'srv', share: 'docs', path: 'folder\\a.txt' }],
  ['//srv/docs', { host: 'srv', share: 'docs', path: '' }],
  ['\\\\srv', { host: 'srv', share: '', path: '' }],
])('%j', (typed, parts) => {
  expect(splitPath(typed)).toEqual(parts);
});
