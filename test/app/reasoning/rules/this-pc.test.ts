import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../../app/model/observation.ts';
import { goodWithout, observe } from '../../observations.ts';
import type { RunParts, Verdict } from '../../runs.ts';
import { findingOf, verdicts } from '../../runs.ts';

const noLiveness = { outcomes: { 'smb1-liveness': 'skipped' } } as const;
const nothing: readonly Verdict[] = ['inconclusive possible'];

describe('smb1-client-missing', () => {
  const onlySmb1 = goodWithout('session-alive', 'smb2-negotiated');
  const missing = observe('smb1-client');
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    [
      'no client, and the server has but SMB1',
      [missing, observe('smb2-negotiate-refused')],
      ['smb1-client-missing confirmed'],
    ],
    ['no client, and the server did not say what else it has', [missing], ['smb1-client-missing likely']],
    ['a client that is off', [observe('smb1-client', { state: 'off', start: 4 })], ['smb1-client-missing likely']],
    ['a client that is on', [observe('smb1-client', { state: 'on', start: 2 })], nothing],
    ['a client of which nobody knows', [observe('smb1-client', { state: 'unknown' })], nothing],
  ])('%s', (_name, observations, expected) => {
    expect(verdicts([...onlySmb1, ...observations], noLiveness)[0]).toBe(expected[0]);
  });

  test('not where the server speaks SMB2', () => {
    expect(verdicts([...goodWithout('session-alive'), missing], noLiveness)).toEqual(nothing);
  });
});

describe('firewall-blocked', () => {
  const rule = observe('firewall-rule');
  const silent = observe('tcp-no-answer');
  const denied = observe('tcp-failed');
  const parts: RunParts = { planned: ['resolve', 'tcp', 'windows-firewall'] };
  test.each<[string, readonly Observation[], Verdict | undefined]>([
    ['a rule for all, and no answer', [rule, silent], 'firewall-blocked confirmed'],
    ['a rule for all, and this PC would not connect', [rule, denied], 'firewall-blocked confirmed'],
    ['a rule for all, and nobody tried', [rule], 'firewall-blocked likely'],
    [
      'a rule for public networks, and no answer',
      [observe('firewall-rule', { profiles: ['public'] }), silent],
      'firewall-blocked likely',
    ],
    ['a rule with more conditions', [observe('firewall-rule', { narrowed: true })], 'firewall-blocked possible'],
    [
      'a rule for addresses that are not known',
      [observe('firewall-rule', { addresses: 'unknown' })],
      'firewall-blocked possible',
    ],
    ['a rule for all, and yet the port answered', [rule, observe('tcp-connected')], undefined],
    [
      'a rule for Windows’ own client, though ours was let through',
      [observe('firewall-rule', { program: 'System' }), observe('tcp-connected')],
      'firewall-blocked possible',
    ],
    ['a rule for another port', [observe('firewall-rule', { port: 3389 }), silent], 'firewall-blocked likely'],
    ['a rule that allows', [observe('firewall-rule', { action: 'allow' }), silent], undefined],
  ])('%s', (_name, observations, expected) => {
    expect(verdicts(observations, parts).find((one) => one.startsWith('firewall-blocked'))).toBe(expected);
  });

  test('comes before the silence that it explains', () => {
    expect(verdicts([silent, rule], parts)).toEqual(['firewall-blocked confirmed', 'tcp-no-answer confirmed']);
  });

  test('says whose rule it is', () => {
    const byPolicy = observe('firewall-rule', { source: 'policy', program: 'System' });
    expect(findingOf('firewall-blocked', [byPolicy], parts)).toMatchObject({
      detail: '445',
      summary: { id: 'cause.firewall-blocked.summary.program', params: { program: 'System' } },
      next: { id: 'cause.firewall-blocked.next.policy' },
    });
  });

  describe('without a rule', () => {
    const closed = (['domain', 'private', 'public'] as const).map((profile) =>
      observe('firewall-profile', { profile, blocksOutbound: true }),
    );
    const read = observe('firewall-read', { ports: [445] });
    const allow = observe('firewall-rule', { action: 'allow' });
    test.each<[string, readonly Observation[], Verdict | undefined]>([
      ['nothing goes out, and nothing came back', [...closed, read, silent], 'firewall-blocked likely'],
      ['only on some networks nothing goes out', [...closed.slice(2), read, silent], 'firewall-blocked possible'],
      [
        'some rules could not be read',
        [...closed, observe('firewall-read', { ports: [445], unreadable: 1 }), silent],
        'firewall-blocked possible',
      ],
      ['nothing goes out, but a rule allows it', [...closed, read, allow, silent], undefined],
      ['nothing goes out, and yet it was answered', [...closed, read, observe('tcp-connected')], undefined],
      ['nothing goes out, and nobody tried', [...closed, read], undefined],
      ['it is off', [observe('firewall-profile', { enabled: false, blocksOutbound: true }), read, silent], undefined],
    ])('%s', (_name, observations, expected) => {
      expect(verdicts(observations, parts).find((one) => one.startsWith('firewall-blocked'))).toBe(expected);
    });
  });
});

describe('profile-damaged', () => {
  const parts: RunParts = { symptom: 'rdp-session-deleted', planned: ['windows-profiles'] };
  const damaged = (
    damage: 'bak' | 'only-bak' | 'temporary' | 'folder-missing',
    machine: 'this-pc' | 'target' = 'target',
  ) => observe('profile', { machine, damage: [damage] });
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    ['a temporary one on the server', [damaged('temporary')], ['profile-damaged likely']],
    ['one without a folder', [damaged('folder-missing')], ['profile-damaged likely']],
    ['one that stands only as a copy', [damaged('only-bak')], ['profile-damaged likely']],
    ['one with a copy, which may be old', [damaged('bak')], ['profile-damaged possible']],
    ['one of this PC, while the session is elsewhere', [damaged('temporary', 'this-pc')], ['profile-damaged possible']],
    ['one in order', [observe('profile')], nothing],
    ['another user’s', [observe('profile', { belongsTo: 'other', damage: ['bak'] })], nothing],
    ['one of nobody knows whom', [observe('profile', { belongsTo: 'unknown', damage: ['bak'] })], nothing],
  ])('%s', (_name, observations, expected) => {
    expect(verdicts(observations, parts)).toEqual(expected);
  });

  test('that of the server counts before that of this PC', () => {
    const here = damaged('temporary', 'this-pc');
    const there = damaged('only-bak');
    expect(findingOf('profile-damaged', [here, there], parts)).toMatchObject({
      detail: 'only-bak',
      evidence: [here.id, there.id],
    });
  });
});
