import { describe, expect, test } from 'vitest';
import { Target } from '../../../app/model/target.ts';
import type { TargetFields } from '../../../renderer/state/target.ts';
import { createTargetStore, mistakesOf, sameWish, wishOf } from '../../../renderer/state/target.ts';

const filled: TargetFields = {
  host: 'NAS-ARC01',
  port: '445',
  rdpPort: '3389',
  share: '',
  path: '',
  readOnly: false,
  idleMinutes: 0,
  consent: [],
  signInAs: 'user',
  user: 'CORP\\k.lindqvist',
  password: 'Correct-Horse-7',
  practice: null,
};

describe('what was typed', () => {
  test.each([
    ['\\\\NAS-ARC01\\Projects\\2026', { host: 'NAS-ARC01', share: 'Projects' }],
    ['smb://nas.example.test/Projects', { host: 'nas.example.test', share: 'Projects' }],
    ['\\\\NAS-ARC01', { host: 'NAS-ARC01', share: '' }],
    ['nas01/share', { host: 'nas01', share: 'share' }],
    ['nas:4445', { host: 'nas', port: '4445' }],
    ['[::1]:25201', { host: '::1', port: '25201' }],
    ['[::1', { host: '[::1', port: '445' }],
    ['fe80::1', { host: 'fe80::1', port: '445' }],
    ['NAS-ARC01', { host: 'NAS-ARC01', port: '445', share: '' }],
  ])('%s fills the fields beside it', (typed, fields) => {
    const store = createTargetStore();
    store.getState().set({ host: typed });
    store.getState().spread();
    expect(store.getState()).toMatchObject(fields);
  });

  test('stays as it is while it is typed, and is understood even so', () => {
    const store = createTargetStore();
    store.getState().set({ ...filled, host: 'nas01:4445/Projects' });
    expect(store.getState()).toMatchObject({ host: 'nas01:4445/Projects', port: '445', share: '' });
    expect(wishOf(store.getState(), 'unknown')?.target).toMatchObject({ host: 'nas01', port: 4445, share: 'Projects' });
    store.getState().check();
    expect(store.getState()).toMatchObject({ host: 'nas01', port: '4445', share: 'Projects' });
  });

  test.each([
    [{ host: ' ' }, { host: 'host-missing' }],
    [{ host: 'a b' }, { host: 'host-characters' }],
    [{ host: '0.0.0.0' }, { host: 'host-nobody' }],
    [{ host: '[::1' }, { host: 'host-characters' }],
    [{ host: 'nas:x' }, { port: 'port' }],
    [{ host: 'x'.repeat(256) }, { host: 'host-characters' }],
    [{ port: '0' }, { port: 'port' }],
    [{ port: '65536' }, { port: 'port' }],
    [{ port: '4e2' }, { port: 'port' }],
    [{ port: '' }, { port: 'port' }],
    [{ share: 'a/b' }, { share: 'share' }],
    [{ share: 's'.repeat(81) }, { share: 'share' }],
    [{ share: 'x', path: 'a*' }, { path: 'path' }],
    [{ share: 'x', path: 'a/../b' }, { path: 'path' }],
    [{ path: 'a.txt' }, { path: 'path-share' }],
    [{ share: 'x', path: '\\\\NAS-ARC01\\y\\a.txt' }, { path: 'path-elsewhere' }],
    [{ share: 'x', path: '\\\\OTHER\\x\\a.txt' }, { path: 'path-elsewhere' }],
    [{ path: '\\\\nas-arc01\\x\\a.txt' }, {}],
    [{ user: 'CORP\\' }, { user: 'user-missing' }],
    [{ password: '' }, { password: 'password-missing' }],
    [{ signInAs: 'anonymous', user: '', password: '' }, {}],
    [{ practice: 'slow', host: '', port: '', password: '' }, {}],
    [{}, {}],
  ] as const)('%o is judged as %o', (typed, mistakes) => {
    expect(mistakesOf({ ...filled, ...typed })).toEqual(mistakes);
  });

  test.each([
    ['CORP\\k.lindqvist', { domain: 'CORP', user: 'k.lindqvist' }],
    ['k.lindqvist@corp.example.test', { domain: '', user: 'k.lindqvist@corp.example.test' }],
    [' tester ', { domain: '', user: 'tester' }],
  ])('the account %s is split', (user, account) => {
    expect(wishOf({ ...filled, user }, 'unknown')?.target.account).toEqual({ kind: 'user', ...account });
  });
});

describe('the wish', () => {
  test('is what main accepts, and never holds the password', () => {
    const wish = wishOf({ ...filled, host: ' NAS-ARC01 ', share: ' Projects ' }, 'smb-timeout');
    expect(Target.parse(wish?.target)).toEqual(wish?.target);
    expect(wish).toMatchObject({ symptom: 'smb-timeout', target: { host: 'NAS-ARC01', port: 445, share: 'Projects' } });
    expect(JSON.stringify(wish)).not.toContain(filled.password);
  });

  test('says where the failing file is, what may not be written, how long to be silent, and what was consented to', () => {
    const typed = { path: '\\\\nas-arc01\\Projects\\2026\\plan.xlsx', readOnly: true, idleMinutes: 5 } as const;
    expect(wishOf({ ...filled, ...typed, consent: ['vc-collision', 'oplock-break'] }, 'unknown')).toMatchObject({
      target: { share: 'Projects', path: '2026\\plan.xlsx' },
      readOnly: true,
      idleMs: 300_000,
      consent: ['vc-collision', 'oplock-break'],
    });
  });

  test('carries no consent to what it cannot test', () => {
    expect(wishOf({ ...filled, consent: ['oplock-break'] }, 'unknown')).not.toHaveProperty('consent');
  });

  test.each([
    ['445', 139],
    ['139', 139],
    ['4450', undefined],
  ])('with port %s lets NetBIOS be tried on %s', (port, netbiosPort) => {
    expect(wishOf({ ...filled, port }, 'unknown')?.target.netbiosPort).toBe(netbiosPort);
  });

  test('is there without a password, so that the plan can be shown, and not with any other mistake', () => {
    expect(wishOf({ ...filled, password: '' }, 'unknown')).not.toBeNull();
    expect(wishOf({ ...filled, port: 'x' }, 'unknown')).toBeNull();
  });

  test('differs by what is tested and by the symptom, and not by fields that practice leaves unused', () => {
    const of = (fields: Partial<TargetFields>, symptom: 'unknown' | 'smb-timeout' = 'unknown') => {
      const wish = wishOf({ ...filled, ...fields }, symptom);
      if (wish === null) throw new Error('no wish');
      return wish;
    };
    expect(sameWish(of({}), of({ password: 'another' }))).toBe(true);
    expect(sameWish(of({}), of({ host: 'other' }))).toBe(false);
    expect(sameWish(of({}), of({ share: 'Projects' }))).toBe(false);
    expect(sameWish(of({}), of({ readOnly: true }))).toBe(false);
    expect(sameWish(of({}), of({ idleMinutes: 1 }))).toBe(false);
    expect(sameWish(of({}), of({ consent: ['vc-collision'] }))).toBe(false);
    expect(sameWish(of({}), of({ signInAs: 'anonymous' }))).toBe(false);
    expect(sameWish(of({}), of({ user: 'other' }))).toBe(false);
    expect(sameWish(of({}), of({}, 'smb-timeout'))).toBe(false);
    expect(sameWish(of({ practice: 'slow' }), of({ practice: 'slow', host: 'other' }))).toBe(true);
    expect(sameWish(of({ practice: 'slow' }), of({ practice: 'stalled' }))).toBe(false);
  });
});

describe('where only Remote Desktop is asked about', () => {
  const remote = { ...filled, share: '', path: '', user: '', password: '' };
  const symptom = 'rdp-session-deleted';

  test('nobody signs in, and what belongs to files is left out', () => {
    expect(mistakesOf(remote, symptom)).toEqual({});
    const wish = wishOf({ ...remote, idleMinutes: 5, consent: ['vc-collision'] }, symptom);
    expect(wish).toEqual({
      symptom,
      target: { host: 'NAS-ARC01', port: 445, rdpPort: 3389, account: { kind: 'anonymous' } },
    });
  });

  test.each([['0'], ['x'], ['']])('“%s” is no port for it', (rdpPort) => {
    expect(mistakesOf({ ...remote, rdpPort }, symptom)).toEqual({ rdpPort: 'port' });
  });

  test('a port behind the server is that of Remote Desktop', () => {
    expect(wishOf({ ...remote, host: 'nas01:3390' }, symptom)?.target).toMatchObject({ port: 445, rdpPort: 3390 });
  });

  test('with a share, the sign-in is asked for as ever', () => {
    expect(mistakesOf({ ...remote, share: 'Profiles' }, symptom)).toEqual({
      user: 'user-missing',
      password: 'password-missing',
    });
    expect(wishOf({ ...filled, share: 'Profiles' }, symptom)?.target).toMatchObject({
      share: 'Profiles',
      rdpPort: 3389,
      account: { kind: 'user' },
    });
  });
});
