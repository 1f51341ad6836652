import { describe, expect, test } from 'vitest';
import { lookUpCode } from '../../../app/knowledge/look-up.ts';

describe('session deleted, in every form', () => {
  test.each([
    '0xC0000203',
    '0xc0000203',
    'C0000203',
    'c0000203',
    '-1073741309',
    '3221225987',
    'STATUS_USER_SESSION_DELETED',
    'status_user_session_deleted',
    'NTSTATUS 0xC0000203 (STATUS_USER_SESSION_DELETED)',
    'The remote user session has been deleted.',
    'THE REMOTE USER  SESSION\nHAS BEEN DELETED',
    '  0xC0000203  ',
    'Error code: 0xC0000203',
    'it says 0xC0000203 at 14:59',
    'at 14:59 it said 0xC0000203',
  ])('%j', (text) => {
    expect(lookUpCode(text)).toMatchObject({
      headline: { id: 'look-up.deleted.headline' },
      detail: { id: 'look-up.deleted.detail' },
      matches: 'program',
      symptom: 'smb-session-deleted',
    });
  });
});

test.each([
  ['59', 'win32-59'],
  ['0x3B', 'win32-59'],
  ['0x8007003B', 'win32-59'],
  ['8007003B', 'win32-59'],
  ['-2147024837', 'win32-59'],
  ['2147942459', 'win32-59'],
  ['ERROR_UNEXP_NET_ERR', 'win32-59'],
  ['Error 59', 'win32-59'],
  ['error code 59', 'win32-59'],
  ['System error 59 has occurred.', 'win32-59'],
  ['error 59 (0x8007003B)', 'win32-59'],
  ['An unexpected network error occurred.', 'win32-59'],
  ['Error 0x8007003B: An unexpected network error occurred.', 'win32-59'],
  ['64', 'win32-64'],
  ['0x80070040', 'win32-64'],
  ['The specified network name is no longer available.', 'win32-64'],
  ['121', 'win32-121'],
  ['0x80070079', 'win32-121'],
  ['The semaphore timeout period has expired.', 'win32-121'],
  ['1394', 'win32-1394'],
  ['0x80070572', 'win32-1394'],
  ['0xC000035C', 'expired'],
  ['STATUS_NETWORK_SESSION_EXPIRED', 'expired'],
  ['0x005B0002', 'bad-uid'],
  ['0x5B0002', 'bad-uid'],
  ['5963778', 'bad-uid'],
  ['STATUS_SMB_BAD_UID', 'bad-uid'],
  ['Your Remote Desktop Services session has ended.', 'rdp-ended'],
])('%j', (text, row) => {
  expect(lookUpCode(text)?.headline.id).toBe(`look-up.${row}.headline`);
});

test.each([
  ['0xC000006D', '0xC000006D', 'STATUS_LOGON_FAILURE'],
  ['-1073741715', '0xC000006D', 'STATUS_LOGON_FAILURE'],
  ['STATUS_LOGON_FAILURE', '0xC000006D', 'STATUS_LOGON_FAILURE'],
  ['status_access_denied', '0xC0000022', 'STATUS_ACCESS_DENIED'],
])('%j is a status that says nothing about the first question', (text, raw, name) => {
  expect(lookUpCode(text)).toMatchObject({
    headline: { id: 'look-up.status.headline', params: { raw, name } },
    matches: null,
    symptom: 'unknown',
  });
});

describe('what is not known is not matched', () => {
  test.each([
    '',
    '   ',
    '0',
    '0x0',
    'STATUS_SUCCESS',
    'hello',
    'deadbeef',
    '0xZZ',
    '0x',
    '99999999999999',
    'STATUS_OF_MY_SESSION',
    'MY_STATUS_USER_SESSION_DELETED_2',
    '59.5',
    '10.0.0.59',
    '2026-03-09',
    '20260309',
  ])('%j', (text) => {
    expect(lookUpCode(text)).toBeNull();
  });

  test.each([
    'at 14:59 it drops',
    'at 2:59 it drops',
    'it drops after 59 minutes',
    'it drops at 59 minutes past',
    'all 64 users are affected',
    'room 121 has it, too',
    'since 64 days',
    'the server has 64 GB',
    'port 59 is open',
    'it takes 121 s',
    'since 2026-03-09',
  ])('a sentence with a number: %j', (text) => {
    expect(lookUpCode(text)).toBeNull();
  });
});
