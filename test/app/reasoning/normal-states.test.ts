import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../app/model/observation.ts';
import { nt, observe, statuses } from '../observations.ts';
import type { RunParts } from '../runs.ts';
import { findings, verdicts } from '../runs.ts';

const smb1Off = [observe('smb1-negotiate-refused', { how: 'no-dialect' }), observe('smb2-negotiated')];
const overSmb2 = { protocol: 'smb2' } as const;

describe('SMB1 being off explains nothing else', () => {
  test.each<[string, readonly Observation[], readonly string[], RunParts?]>([
    ['alone it is the verdict', [], ['smb1-disabled confirmed']],
    [
      'a status that no cause explains stays open before it',
      [observe('tree-refused', { ...overSmb2, status: nt(0xc000009a) })],
      ['inconclusive possible', 'smb1-disabled confirmed'],
    ],
    [
      'nobody who was refused stays open before it',
      [observe('sign-in-refused', { ...overSmb2, account: 'anonymous', status: statuses.accessDenied })],
      ['inconclusive possible', 'smb1-disabled confirmed'],
      { account: 'anonymous' },
    ],
    [
      'a run that was stopped stays open before it',
      [],
      ['inconclusive possible', 'smb1-disabled confirmed'],
      { outcomes: { 'smb2-echo': 'cancelled' } },
    ],
    [
      'what is only possible comes before it',
      [observe('tree-refused', { ...overSmb2, status: statuses.accessDenied })],
      ['access-denied possible', 'smb1-disabled confirmed'],
      { account: 'anonymous' },
    ],
    [
      'a session that no longer answers for its share stays open before it',
      [observe('session-alive', { ...overSmb2, status: statuses.networkNameDeleted })],
      ['inconclusive possible', 'smb1-disabled confirmed'],
    ],
  ])('%s', (_name, seen, expected, parts) => {
    expect(verdicts([...smb1Off, ...seen], parts)).toEqual(expected);
  });
});

test('for Remote Desktop, what it answered comes before SMB1 being off on the way to the share', () => {
  const parts = { symptom: 'rdp-session-deleted' } as const;
  const works = [observe('rdp-negotiated', { selected: 'PROTOCOL_SSL' }), observe('rdp-tls')];
  const named = findings([...smb1Off, ...works], parts);
  expect(named.map(({ cause, detail }) => [cause, detail])).toEqual([
    ['inconclusive', 'remote-desktop'],
    ['smb1-disabled', 'refused'],
  ]);
});
