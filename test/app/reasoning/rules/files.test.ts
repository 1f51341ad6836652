import { describe, expect, test } from 'vitest';
import { allGood, nt, observe, statuses } from '../../observations.ts';
import type { RunParts } from '../../runs.ts';
import { findingOf, findings, usualChecks, verdicts } from '../../runs.ts';

const planned: RunParts = { planned: [...usualChecks, 'smb1-files'] };
const diskFull = nt(0xc000007f);
const sharingViolation = nt(0xc0000043);
const notFound = nt(0xc0000034);
const worked = observe('file-work');
const theirs = { own: false, path: 'letters\\2026.docx', series: 'smb1.read' } as const;

describe('work on files', () => {
  test('that went well leaves a healthy verdict alone', () => {
    expect(verdicts([...allGood(), worked], planned)).toEqual(['healthy confirmed']);
  });

  test.each(['cancelled', 'failed', null] as const)('that was %s is no proof of health', (outcome) => {
    const outcomes = { 'smb1-files': outcome };
    expect(verdicts(allGood(), { ...planned, outcomes })).toEqual(['inconclusive possible']);
  });

  test('that was skipped says nothing', () => {
    expect(verdicts(allGood(), { ...planned, outcomes: { 'smb1-files': 'skipped' } })).toEqual(['healthy confirmed']);
  });
});

describe('a refusal', () => {
  test('of a file of our own may be meant so', () => {
    const finding = findingOf('access-denied', [...allGood(), observe('file-step-refused')], planned);
    expect(finding).toMatchObject({ confidence: 'possible', detail: 'data' });
    expect(finding.summary.id).toBe('cause.access-denied.summary.write');
  });

  test('of the user’s own file is what befell the user', () => {
    const refused = observe('file-step-refused', { ...theirs, status: statuses.accessDenied });
    const finding = findingOf('access-denied', [...allGood(), refused, worked], planned);
    expect(finding).toMatchObject({ confidence: 'confirmed', evidence: [refused.id], against: [] });
    expect(finding.summary.params).toMatchObject({ path: 'letters\\2026.docx' });
  });

  test.each([
    ['disk-full', diskFull],
    ['in-use', sharingViolation],
    ['not-found', notFound],
  ])('%s is said by name, and is no cause', (detail, status) => {
    const refused = observe('file-step-refused', { ...theirs, status });
    const [finding] = findings([...allGood(), refused], planned);
    expect(finding).toMatchObject({ cause: 'inconclusive', detail, evidence: [refused.id] });
    expect(finding?.summary.id).toBe(`cause.inconclusive.summary.${detail}`);
  });

  test('that no table knows is said with its status', () => {
    const refused = observe('file-step-refused', { ...theirs, status: nt(0xc0000001) });
    expect(findingOf('inconclusive', [...allGood(), refused], planned).detail).toBe('unexpected-status');
  });
});

test('a file that was left behind is named in the verdict’s next step, whatever the verdict', () => {
  const left = observe('file-left-behind');
  for (const seen of [allGood(), [...allGood(), observe('connection-cut')]]) {
    const [verdict, ...others] = findings([...seen, left], planned);
    expect(verdict?.next).toMatchObject({ id: 'cause.next.file-left-behind', params: { share: 'data' } });
    expect(others.map(({ next }) => next.id)).not.toContain('cause.next.file-left-behind');
  }
});
