import { describe, expect, test } from 'vitest';
import { lookUpCode } from '../../../app/knowledge/look-up.ts';
import { isFileShareCode, symptomOf } from '../../../renderer/state/symptom.ts';

describe('symptomOf', () => {
  test.each([
    [null, '', 'unknown'],
    ['share', '', 'unknown'],
    ['share', '0x8007003B', 'smb-session-deleted'],
    ['program', '0xC000035C', 'smb-session-expired'],
    ['not-sure', '121', 'smb-timeout'],
    ['remote-desktop', '', 'rdp-session-deleted'],
    ['remote-desktop', '0xC0000203', 'rdp-session-deleted'],
    ['share', 'Your Remote Desktop Services session has ended.', 'unknown'],
    ['not-sure', 'Your Remote Desktop Services session has ended.', 'rdp-session-deleted'],
  ] as const)('seen at %s with %o is %s', (seenAt, code, symptom) => {
    expect(symptomOf({ seenAt, code })).toBe(symptom);
  });
});

test.each([
  ['0xC0000203', true],
  ['59', true],
  ['Your Remote Desktop Services session has ended.', false],
  ['0xC0000022', false],
  ['nothing known', false],
])('%s is a code of file sharing: %s', (code, expected) => {
  expect(isFileShareCode(lookUpCode(code))).toBe(expected);
});
