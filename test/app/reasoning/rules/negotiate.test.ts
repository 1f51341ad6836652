import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../../app/model/observation.ts';
import { observe, statuses } from '../../observations.ts';
import type { Verdict } from '../../runs.ts';
import { findingOf, usualChecks, verdicts } from '../../runs.ts';
import { faultsOf, wordsOf } from '../../wording/words.ts';

const open = [observe('name-resolved'), observe('tcp-connected')];
const smb1 = observe('smb1-negotiated');
const noDialect = observe('smb1-negotiate-refused');
const errorStatus = observe('smb1-negotiate-refused', { how: 'status', status: statuses.accessDenied });
const cut = observe('negotiate-cut');
const cutByUs = observe('negotiate-cut', { end: 'error' });
const silent = observe('negotiate-no-answer');
const smb2 = observe('smb2-negotiated');
const smb2Refused = observe('smb2-negotiate-refused');
const smb2Cut = observe('negotiate-cut', { check: 'smb2-negotiate', dialogue: 'smb2' });
const smb2Silent = observe('negotiate-no-answer', { check: 'smb2-negotiate', dialogue: 'smb2' });
const multiCut = observe('negotiate-cut', { check: 'smb2-negotiate', dialogue: 'multi-protocol' });
const multiSilent = observe('negotiate-no-answer', { check: 'smb2-negotiate', dialogue: 'multi-protocol' });
const banner = observe('not-smb');
const smb2Banner = observe('not-smb', { check: 'smb2-negotiate', dialogue: 'smb2' });
const broken = observe('protocol-violation', {
  check: 'smb1-negotiate',
  series: 'smb1.negotiate',
  reason: 'malformed',
});

describe('smb1-disabled', () => {
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    ['is proven by "no dialect" and an SMB2 answer', [noDialect, smb2], ['smb1-disabled confirmed']],
    ['is likely after FIN and an SMB2 answer', [cut, smb2], ['smb1-disabled likely']],
    ['is likely after RST', [observe('negotiate-cut', { end: 'rst' }), smb2], ['smb1-disabled likely']],
    [
      'is proven by SMB2 in answer to the multi-protocol negotiate',
      [noDialect, smb2Silent, smb2],
      ['smb1-disabled confirmed'],
    ],
    ['is not said of silence, though SMB2 is served', [silent, smb2], ['inconclusive possible']],
    ['is not said of silence alone', [silent], ['negotiate-no-answer possible']],
    ['is not said when this PC dropped the connection', [cutByUs, smb2], ['inconclusive possible']],
    ['is not said of an error status', [errorStatus, smb2], ['inconclusive possible']],
    ['is not said where SMB1 is served', [smb1, smb2], ['inconclusive possible']],
    ['is not said where SMB2 is not served', [noDialect, smb2Refused], ['smb1-refused possible']],
  ])('%s', (_name, observations, expected) => {
    expect(verdicts([...open, ...observations])).toEqual(expected);
  });

  test('names its proof and the dialect', () => {
    expect(findingOf('smb1-disabled', [...open, noDialect, smb2])).toMatchObject({
      detail: 'refused',
      evidence: [noDialect.id, smb2.id],
      summary: { params: { host: 'nas-01', dialect: 'SMB 3.1.1' } },
    });
    expect(findingOf('smb1-disabled', [...open, cut, smb2])).toMatchObject({
      detail: 'cut',
      evidence: [cut.id, smb2.id],
    });
  });

  test('says what was asked for and needs SMB1', () => {
    const planned = [...usualChecks, 'smb1-files', 'smb1-idle'] as const;
    const outcomes = { 'smb1-tree': 'skipped', 'smb1-files': 'skipped', 'smb1-idle': 'skipped' } as const;
    const { next } = findingOf('smb1-disabled', [...open, noDialect, smb2], { planned, outcomes });
    expect(next).toMatchObject({
      id: 'cause.smb1-disabled.next.untested',
      params: { next: { id: 'cause.smb1-disabled.next' }, checks: { id: 'words.list' } },
    });
    expect(wordsOf(next)).toMatch(/needs SMB1: [^,]+, [^,]+\.$/);
    expect(faultsOf(next)).toEqual([]);
  });

  test('leaves SMB1 in silence unexplained', () => {
    expect(findingOf('inconclusive', [...open, silent, smb2])).toMatchObject({
      detail: 'smb1-silent',
      evidence: [silent.id, smb2.id],
    });
  });
});

describe('smb1-refused', () => {
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    ['"no dialect", and SMB2 refused', [noDialect, smb2Refused], ['smb1-refused possible']],
    ['a status, and SMB2 refused', [errorStatus, smb2Refused], ['smb1-refused possible']],
    ['every negotiate cut', [cut, smb2Cut, multiCut], ['smb1-refused possible']],
    ['SMB2 served', [cut, smb2], ['smb1-disabled likely']],
    // Silence turns nothing down.
    ['SMB1 cut, SMB2 silent', [cut, smb2Silent, multiSilent], ['negotiate-no-answer possible']],
    ['SMB1 silent, SMB2 cut', [silent, smb2Cut, multiCut], ['negotiate-no-answer possible']],
  ])('%s', (_name, observations, expected) => {
    expect(verdicts([...open, ...observations])).toEqual(expected);
  });

  test('is not said before SMB2 was tried', () => {
    const outcomes = { 'smb2-negotiate': 'cancelled' } as const;
    expect(verdicts([...open, cut], { outcomes })).toEqual(['inconclusive possible']);
  });

  test('counts a silent dialogue beside a cut one against itself', () => {
    expect(findingOf('smb1-refused', [...open, cut, smb2Silent, multiCut])).toMatchObject({
      confidence: 'possible',
      evidence: [cut.id, multiCut.id],
      against: [smb2Silent.id],
    });
  });
});

describe('negotiate-no-answer', () => {
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    ['all silent', [silent, smb2Silent, multiSilent], ['negotiate-no-answer confirmed']],
    ['only SMB1 tried', [silent], ['negotiate-no-answer possible']],
    ['silent, then cut', [silent, smb2Silent, multiCut], ['negotiate-no-answer likely']],
    ['SMB1 answered', [smb1, smb2Silent, multiSilent], ['inconclusive possible']],
    ['SMB1 refused', [errorStatus, smb2Silent, multiSilent], ['inconclusive possible']],
    [
      'SMB2 answered in SMB1',
      [silent, observe('smb2-negotiate-refused', { how: 'smb1-answer' })],
      ['inconclusive possible'],
    ],
    ['something else answered', [silent, smb2Banner], ['not-smb confirmed']],
    ['a broken answer', [broken, smb2Silent], ['protocol-violation confirmed']],
  ])('%s', (_name, observations, expected) => {
    expect(verdicts([...open, ...observations])).toEqual(expected);
  });
});

describe('not-smb', () => {
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    ['every dialogue answered by something else', [banner, smb2Banner], ['not-smb confirmed']],
    ['SMB1 served, SMB2 answered by something else', [smb1, smb2Banner], ['not-smb possible']],
    ['SMB1 answered by something else, SMB2 served', [banner, smb2], ['not-smb possible']],
    ['a broken SMB answer is not "something else"', [broken], ['protocol-violation confirmed']],
  ])('%s', (_name, observations, expected) => {
    expect(verdicts([...open, ...observations])).toEqual(expected);
  });
});
