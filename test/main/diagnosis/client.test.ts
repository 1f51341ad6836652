import { expect, test } from 'vitest';
import { netbiosName } from '../../../main/diagnosis/client.ts';

test.each([
  ['ws-4471', 'WS-4471'],
  ['ws-4471.corp.example', 'WS-4471'],
  ['a-name-that-is-too-long', 'A-NAME-THAT-IS-'],
  ['', ''],
])('%j is %j', (name, netbios) => {
  expect(netbiosName(name)).toBe(netbios);
});
