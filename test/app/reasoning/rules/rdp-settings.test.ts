import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../../app/model/observation.ts';
import { observe } from '../../observations.ts';
import type { RunParts, Verdict } from '../../runs.ts';
import { findingOf, verdicts } from '../../runs.ts';
import { wordsOf } from '../../wording/words.ts';

const parts: RunParts = { symptom: 'rdp-session-deleted', planned: ['windows-policies'] };
const nothing: readonly Verdict[] = ['inconclusive possible'];

describe('rdp-time-limit', () => {
  const idle = observe('rdp-setting');
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    ['a limit of the server', [idle], ['rdp-time-limit possible']],
    ['a limit of this PC, which is not the server', [observe('rdp-setting', { machine: 'this-pc' })], nothing],
    ['no limit', [observe('rdp-setting', { configured: 0, effective: 0 })], nothing],
    ['a limit out of range', [observe('rdp-setting', { effective: null, problem: 'out-of-range' })], nothing],
    ['settings that could not be read', [observe('windows-not-read', { check: 'windows-policies' })], nothing],
  ])('%s', (_name, observations, expected) => {
    expect(verdicts(observations, parts)).toEqual(expected);
  });

  test('the shortest speaks, with the others and the log-off as evidence', () => {
    const gone = observe('rdp-setting', { setting: 'max-disconnection-time', effective: 60_000 });
    const logsOff = observe('rdp-setting', { setting: 'reset-broken', effective: 1 });
    const found = findingOf('rdp-time-limit', [idle, gone, logsOff], parts);
    expect(found).toMatchObject({ detail: 'disconnected', evidence: [gone.id, idle.id, logsOff.id] });
    expect(wordsOf(found.summary)).toBe(
      'nas-01 logs off disconnected sessions after 1 min 00 s (MaxDisconnectionTime).',
    );
  });

  test('does not explain what befell a share', () => {
    expect(verdicts([idle], { planned: ['windows-policies'] })).toEqual(nothing);
  });
});

describe('rdp-session-limit', () => {
  const limit = (effective: number) => observe('rdp-setting', { setting: 'max-instances', effective });
  const listed = observe('sessions-listed');
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    ['a limit', [limit(2)], ['rdp-session-limit possible']],
    ['a limit that is reached', [limit(1), listed], ['rdp-session-limit likely']],
    ['a limit that is not', [limit(2), listed], ['rdp-session-limit possible']],
    ['as many as one likes', [limit(999_999)], nothing],
    ['as many as one likes, as Windows writes it', [limit(0xffffffff)], nothing],
    [
      'the sessions of another machine',
      [limit(1), observe('sessions-listed', { machine: 'this-pc' })],
      ['rdp-session-limit possible'],
    ],
  ])('%s', (_name, observations, expected) => {
    expect(verdicts(observations, parts)).toEqual(expected);
  });
});

describe('rdp-single-session', () => {
  const single = observe('rdp-setting', { setting: 'single-session', effective: 1, source: 'setting' });
  const inUse = observe('user-session', { state: 'active', client: 'PC-17', station: 'rdp-tcp#5' });
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    ['one session for each, and it is used elsewhere', [single, inUse], ['rdp-single-session possible']],
    ['one session for each, and nobody uses it', [single], nothing],
    [
      'one session for each, and nobody knows from where',
      [single, observe('user-session', { state: 'active', client: '' })],
      nothing,
    ],
    ['as many as one likes', [observe('rdp-setting', { setting: 'single-session', effective: 0 }), inUse], nothing],
  ])('%s', (_name, observations, expected) => {
    expect(verdicts(observations, parts)).toEqual(expected);
  });
});
