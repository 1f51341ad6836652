import { describe, expect, test } from 'vitest';
import type { CauseId } from '../../../../app/model/finding.ts';
import type { Observation } from '../../../../app/model/observation.ts';
import { allGood, dos, goodWithout, nt, observe, statuses } from '../../observations.ts';
import type { RunParts, Verdict } from '../../runs.ts';
import { findingOf, findings, verdicts } from '../../runs.ts';

const negotiated = goodWithout('signed-in', 'tree-connected', 'session-alive');
const signedIn = goodWithout('tree-connected', 'session-alive');
const gateClosed: RunParts = { outcomes: { 'smb1-tree': 'skipped', 'smb1-liveness': 'skipped' } };

function refusedWith(status: ReturnType<typeof nt>, account: 'anonymous' | 'user' = 'user'): readonly Observation[] {
  return [...negotiated, observe('sign-in-refused', { status, account })];
}

describe('a refused sign-in', () => {
  test.each<[string, ReturnType<typeof nt>, Verdict, string]>([
    ['STATUS_LOGON_FAILURE', nt(0xc000006d), 'logon-failed confirmed', 'name-or-password'],
    ['STATUS_WRONG_PASSWORD', nt(0xc000006a), 'logon-failed confirmed', 'password'],
    ['STATUS_NO_SUCH_USER', nt(0xc0000064), 'logon-failed confirmed', 'user'],
    ['ERRSRV/ERRbadpw', dos(2, 2), 'logon-failed confirmed', 'name-or-password'],
    ['STATUS_INVALID_PARAMETER', nt(0xc000000d), 'logon-failed possible', 'ntlmv2-not-accepted'],
    ['STATUS_ACCESS_DENIED', nt(0xc0000022), 'logon-failed possible', 'access-denied'],
    ['STATUS_TOO_MANY_SESSIONS', nt(0xc00000ce), 'session-limit confirmed', 'sessions'],
    ['STATUS_REQUEST_NOT_ACCEPTED', nt(0xc00000d0), 'session-limit confirmed', 'connections'],
    ['ERRSRV/ERRtoomanyuids', dos(2, 0x5a), 'session-limit confirmed', 'uids'],
    ['STATUS_ACCOUNT_RESTRICTION', nt(0xc000006e), 'account-restricted confirmed', 'restriction'],
    ['STATUS_INVALID_LOGON_HOURS', nt(0xc000006f), 'account-restricted confirmed', 'logon-hours'],
    ['STATUS_INVALID_WORKSTATION', nt(0xc0000070), 'account-restricted confirmed', 'workstation'],
    ['STATUS_PASSWORD_EXPIRED', nt(0xc0000071), 'account-restricted confirmed', 'password-expired'],
    ['STATUS_ACCOUNT_DISABLED', nt(0xc0000072), 'account-restricted confirmed', 'disabled'],
    ['STATUS_LOGON_TYPE_NOT_GRANTED', nt(0xc000015b), 'account-restricted confirmed', 'logon-type'],
    ['STATUS_ACCOUNT_EXPIRED', nt(0xc0000193), 'account-restricted confirmed', 'account-expired'],
    ['STATUS_PASSWORD_MUST_CHANGE', nt(0xc0000224), 'account-restricted confirmed', 'must-change-password'],
    ['STATUS_ACCOUNT_LOCKED_OUT', nt(0xc0000234), 'account-restricted confirmed', 'locked-out'],
    ['ERRSRV/ERRaccountExpired', dos(2, 2239), 'account-restricted confirmed', 'account-expired'],
    ['ERRSRV/ERRbadClient', dos(2, 2240), 'account-restricted confirmed', 'workstation'],
    ['ERRSRV/ERRbadLogonTime', dos(2, 2241), 'account-restricted confirmed', 'logon-hours'],
    ['ERRSRV/ERRpasswordExpired', dos(2, 2242), 'account-restricted confirmed', 'password-expired'],
    ['STATUS_TOO_MANY_NAMES', statuses.tooManyNames, 'inconclusive possible', 'unexpected-status'],
    ['an unknown status', nt(0xc0ffee00), 'inconclusive possible', 'unexpected-status'],
  ])('with %s', (name, status, verdict, detail) => {
    expect(name === 'an unknown status' ? name : status.name).toBe(name);
    expect(verdicts(refusedWith(status), gateClosed)).toEqual([verdict]);
    expect(findings(refusedWith(status), gateClosed)[0]?.detail).toBe(detail);
  });

  test.each([
    ['a wrong password', statuses.logonFailure],
    ['a restriction', statuses.logonHours],
    ['no rights', statuses.accessDenied],
    ['an unknown status', nt(0xc0ffee00)],
  ])('of nobody proves nothing (%s)', (_name, status) => {
    const parts: RunParts = { ...gateClosed, account: 'anonymous' };
    expect(verdicts(refusedWith(status, 'anonymous'), parts)).toEqual(['inconclusive possible']);
    expect(findings(refusedWith(status, 'anonymous'), parts)[0]?.detail).toBe('anonymous-refused');
  });
});

describe('a sign-in that worked', () => {
  const treeRefused = (share: string, status: ReturnType<typeof nt>): readonly Observation[] => [
    ...signedIn,
    observe('tree-refused', { share, status }),
    observe('session-alive'),
  ];

  test.each<[string, readonly Observation[], readonly Verdict[], RunParts?]>([
    ['as the user is healthy', allGood(), ['healthy confirmed']],
    ['as guest', [observe('signed-in', { guest: true }), ...goodWithout('signed-in')], ['mapped-to-guest confirmed']],
    [
      'as guest, whom the share refuses',
      [observe('signed-in', { guest: true }), observe('tree-refused', { status: statuses.accessDenied })],
      ['mapped-to-guest confirmed', 'access-denied possible'],
    ],
    [
      'as guest, where signing is demanded',
      [observe('signed-in', { guest: true }), observe('signing-demanded')],
      ['mapped-to-guest confirmed', 'signing-required likely'],
    ],
    [
      'as guest when nobody was named',
      [observe('signed-in', { guest: true, account: 'anonymous' }), ...goodWithout('signed-in')],
      ['healthy confirmed'],
      { account: 'anonymous' },
    ],
    ['and signing demanded', [...signedIn, observe('signing-demanded')], ['signing-required confirmed']],
    ['and no more users of the share', treeRefused('Ledger', nt(0xc00000d0)), ['session-limit confirmed']],
    ['and no such share', treeRefused('Ledger', statuses.badNetworkName), ['share-not-found confirmed']],
    ['and no such share, said in DOS', treeRefused('Ledger', dos(2, 6)), ['share-not-found confirmed']],
    ['and no such share, said by Win32 code', treeRefused('Ledger', dos(1, 67)), ['share-not-found confirmed']],
    ['and the share refuses', treeRefused('Ledger', statuses.accessDenied), ['access-denied confirmed']],
    ['and the share refuses, said in DOS', treeRefused('Ledger', dos(1, 5)), ['access-denied confirmed']],
    [
      'and the share refuses nobody in particular',
      treeRefused('IPC$', statuses.accessDenied),
      ['access-denied possible'],
      { account: 'anonymous' },
    ],
    [
      'and no such share for nobody in particular',
      treeRefused('Ledger', statuses.badNetworkName),
      ['share-not-found confirmed'],
      { account: 'anonymous' },
    ],
    ['and a status that says neither', treeRefused('Ledger', statuses.badDeviceType), ['inconclusive possible']],
  ])('%s', (_name, observations, expected, parts) => {
    expect(verdicts(observations, parts)).toEqual(expected);
  });

  test('is not healthy when one of two shares is refused without a reason that is known', () => {
    const seen = [...allGood(), observe('tree-refused', { status: statuses.badDeviceType })];
    expect(verdicts(seen)).toEqual(['inconclusive possible']);
    expect(findings(seen)[0]?.detail).toBe('unexpected-status');
  });

  test('names the share', () => {
    const seen = treeRefused('Ledger', statuses.accessDenied);
    expect(findingOf('access-denied', seen)).toMatchObject({
      detail: 'Ledger',
      summary: { params: { host: 'nas-01', share: 'Ledger', status: '0xC0000022 STATUS_ACCESS_DENIED' } },
    });
  });

  test('names both shares that were refused in different ways', () => {
    const seen = [
      ...signedIn,
      observe('tree-refused', { share: 'IPC$', status: statuses.accessDenied }),
      observe('tree-refused', { share: 'Ledger', status: statuses.badNetworkName }),
    ];
    expect(verdicts(seen)).toEqual(['share-not-found confirmed', 'access-denied confirmed']);
  });
});

describe('authentication-unsupported', () => {
  test.each<['share-level' | 'plaintext' | 'no-ntlm']>([['share-level'], ['plaintext'], ['no-ntlm']])('%s', (why) => {
    const seen = [...negotiated, observe('authentication-unsupported', { why })];
    expect(verdicts(seen, gateClosed)).toEqual(['authentication-unsupported confirmed']);
    expect(findings(seen, gateClosed)[0]?.detail).toBe(why);
  });

  test('ntlm-blocked, with its status', () => {
    const blocked = observe('authentication-unsupported', { why: 'ntlm-blocked', status: statuses.ntlmBlocked });
    expect(findingOf('authentication-unsupported', [...negotiated, blocked], gateClosed)).toMatchObject({
      confidence: 'confirmed',
      detail: 'ntlm-blocked',
      summary: { params: { status: '0xC0000418 STATUS_NTLM_BLOCKED' } },
    });
  });
});

describe('session-deleted', () => {
  test.each([
    ['SMB1 in NT form', statuses.badUid],
    ['SMB1 in DOS form', dos(2, 0x5b)],
    ['SMB2, and some SMB1 servers', statuses.sessionDeleted],
  ])('%s', (_name, status) => {
    const seen = [...goodWithout('session-alive'), observe('session-deleted', { status })];
    expect(verdicts(seen)).toEqual(['session-deleted confirmed']);
  });

  test('is the verdict even when the share was refused as well', () => {
    const seen = [...signedIn, observe('tree-refused', { status: statuses.accessDenied }), observe('session-deleted')];
    expect(verdicts(seen)).toEqual<`${CauseId} confirmed`[]>(['session-deleted confirmed', 'access-denied confirmed']);
  });

  test.each([
    ['the session ran out', statuses.sessionExpired, 'unexpected-status'],
    ['the share was closed', statuses.networkNameDeleted, 'share-closed'],
  ])('is not said, and neither is healthy, when %s', (_name, status, detail) => {
    const seen = [...goodWithout('session-alive'), observe('session-alive', { status })];
    expect(verdicts(seen)).toEqual(['inconclusive possible']);
    expect(findings(seen)[0]?.detail).toBe(detail);
  });

  test('a refusal of the request itself proves the session alive', () => {
    const seen = [...goodWithout('session-alive'), observe('session-alive', { status: statuses.accessDenied })];
    expect(verdicts(seen)).toEqual(['healthy confirmed']);
  });
});
