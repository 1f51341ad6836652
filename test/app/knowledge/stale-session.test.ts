import { describe, expect, test } from 'vitest';
import { readStaleAnswer, staleWin32 } from '../../../app/knowledge/stale-session.ts';
import { describeStatus, noStatus } from '../../../app/knowledge/statuses.ts';

const query = 'smb1.query-fs-info';

describe('an answer in a session that was logged off', () => {
  test.each([
    ['nt', 0xc0000203, 'deleted', 59],
    ['nt', 0x005b0002, 'deleted', 59],
    ['dos', 0x005b0002, 'deleted', 59],
    ['nt', 0xc0000008, 'consistent', undefined],
    ['nt', 0xc0000022, 'consistent', undefined],
    ['nt', 0, 'not-checked', undefined],
    ['nt', 0xc00000c9, 'other', undefined],
  ] as const)('%s status %i is %s', (form, value, reading, win32) => {
    const status = describeStatus(form, value);
    expect(readStaleAnswer(query, 'status', status)).toBe(reading);
    expect(staleWin32('status', status)).toBe(win32);
  });

  test('is exempt when it is an echo that succeeds', () => {
    expect(readStaleAnswer('smb1.echo', 'status', describeStatus('nt', 0))).toBe('exempt');
    expect(readStaleAnswer('smb1.echo', 'status', describeStatus('nt', 0xc0000203))).toBe('deleted');
  });

  test('in SMB2 is none that an echo in a session may have', () => {
    expect(readStaleAnswer('smb2.echo', 'status', describeStatus('nt', 0))).toBe('not-checked');
    expect(readStaleAnswer('smb2.tree-connect', 'status', describeStatus('nt', 0xc0000203))).toBe('deleted');
  });

  test('may be a cut, and silence says nothing', () => {
    expect([readStaleAnswer(query, 'cut', noStatus), staleWin32('cut', noStatus)]).toEqual(['consistent', 64]);
    expect([readStaleAnswer(query, 'no-answer', noStatus), staleWin32('no-answer', noStatus)]).toEqual([
      'other',
      undefined,
    ]);
  });
});
