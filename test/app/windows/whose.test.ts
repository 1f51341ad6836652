import { describe, expect, test } from 'vitest';
import type { BelongsTo } from '../../../app/model/observations/windows-sessions.ts';
import { subjectOf, userNameOf, whose } from '../../../app/windows/whose.ts';

test.each([
  ['CONTOSO\\kim', { domain: 'CONTOSO', user: 'kim' }],
  ['kim@contoso.example', { domain: 'contoso.example', user: 'kim' }],
  ['kim', { domain: '', user: 'kim' }],
  ['', { domain: '', user: '' }],
])('%j names somebody', (text, name) => {
  expect(userNameOf(text)).toEqual(name);
});

describe('whom a run is about', () => {
  test('is who was named for the sign-in', () => {
    expect(subjectOf({ kind: 'user', domain: 'CONTOSO', user: 'kim' }, 'WS-1\\tech')).toEqual({
      domain: 'CONTOSO',
      user: 'kim',
    });
    expect(subjectOf({ kind: 'user', domain: '', user: 'kim@contoso.example' }, null)).toEqual({
      domain: 'contoso.example',
      user: 'kim',
    });
  });

  test('is who is signed in where nobody was named', () => {
    expect(subjectOf({ kind: 'anonymous' }, 'CONTOSO\\kim')).toEqual({ domain: 'CONTOSO', user: 'kim' });
    expect(subjectOf({ kind: 'anonymous' }, null)).toBeNull();
  });
});

describe('whose something is', () => {
  const kim = { domain: 'CONTOSO', user: 'Kim' };
  test.each<[string, string | null, BelongsTo]>([
    ['the same name', 'CONTOSO\\Kim', 'user'],
    ['the same name in other letters', 'contoso\\KIM', 'user'],
    ['the name without a domain', 'kim', 'user'],
    ['the domain by its long name', 'kim@contoso.example', 'user'],
    ['the name on the machine itself', '.\\kim', 'user'],
    ['the name in another domain', 'FABRIKAM\\kim', 'other'],
    ['another name', 'CONTOSO\\ann', 'other'],
    ['nobody', '', 'system'],
    ['an owner that could not be asked', null, 'unknown'],
  ])('%s', (_what, owner, expected) => {
    expect(whose(owner === null ? null : userNameOf(owner), kim)).toBe(expected);
  });

  test('is not known where the run is about nobody', () => {
    expect(whose(userNameOf('CONTOSO\\kim'), null)).toBe('unknown');
  });
});
