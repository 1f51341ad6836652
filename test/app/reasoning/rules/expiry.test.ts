import { describe, expect, test } from 'vitest';
import { checkOrder } from '../../../../app/knowledge/checks.ts';
import { goodWithout, nt, observe, statuses, allGood } from '../../observations.ts';
import { findingOf, findings, usualChecks, verdicts } from '../../runs.ts';

const planned = checkOrder.filter((id) => usualChecks.includes(id) || id === 'smb1-expiry');
const awaited = observe('session-expired', { check: 'smb1-expiry', afterMs: 36_000_000 });
const symptom = 'smb-session-expired';

describe('a session that expired on the way', () => {
  test('is the very thing', () => {
    const seen = [...goodWithout('session-alive'), observe('session-expired')];
    expect(verdicts(seen)).toEqual(['session-expired confirmed']);
    expect(findingOf('session-expired', seen).evidence).toContain(seen.at(-1)?.id);
  });

  test('counts also beside one that was waited for', () => {
    expect(verdicts([...allGood(), awaited, observe('session-expired')], { planned })).toEqual([
      'session-expired confirmed',
    ]);
  });
});

describe('a session that expired because it was waited for', () => {
  const continued = [...allGood(), awaited, observe('reauthenticated')];

  test('is possible where the user saw just that', () => {
    expect(verdicts(continued, { symptom, planned })).toEqual(['session-expired possible']);
  });

  test('is what every server does, and no fault, where the user saw something else', () => {
    expect(verdicts(continued, { planned })).toEqual(['healthy confirmed']);
  });

  test('is possible for any symptom where it could not be continued', () => {
    const refused = observe('reauthenticated', { accepted: false, status: statuses.logonFailure, treeWorks: false });
    const finding = findingOf('session-expired', [...allGood(), awaited, refused], { planned });
    expect(finding).toMatchObject({ confidence: 'possible', detail: 'sign-in-again-refused' });
    expect(finding.evidence).toEqual([awaited.id, refused.id]);
  });
});

describe('where the user saw a session expire', () => {
  test('nothing is healthy while that was not tried', () => {
    const [verdict] = findings(allGood(), { symptom, planned, outcomes: { 'smb1-expiry': 'skipped' } });
    expect(verdict).toMatchObject({ cause: 'inconclusive', confidence: 'possible' });
  });

  test('a session that outlives its ticket is healthy', () => {
    const seen = [...allGood(), observe('session-outlived-ticket', { dynamicReauth: true })];
    expect(verdicts(seen, { symptom, planned })).toEqual(['healthy confirmed']);
  });
});

test('no other status is taken for it', () => {
  expect(verdicts([...allGood(), observe('unexpected-status', { status: nt(0xc000035b) })])).toEqual([
    'inconclusive possible',
  ]);
});
