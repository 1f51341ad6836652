import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../../app/model/observation.ts';
import { allGood, nt, observe } from '../../observations.ts';
import type { Verdict } from '../../runs.ts';
import { findingOf, verdicts } from '../../runs.ts';

const good = allGood();
const late = observe('work-answered', { ms: 20_000 });
const healthy = ['healthy confirmed'] as const;

describe('high-latency of work', () => {
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    ['a read answered after 20 s', [late], ['high-latency likely']],
    ['a read answered after a second', [observe('work-answered', { ms: 1_000 })], healthy],
    [
      'a sign-in of 8 s',
      [observe('work-answered', { series: 'smb1.session-setup', ms: 8_000 })],
      ['high-latency likely'],
    ],
    ['two of them', [late, observe('work-answered', { series: 'smb1.open', ms: 8_000 })], ['high-latency confirmed']],
    ['a notification', [observe('work-answered', { series: 'smb1.notify-change', ms: 20_000 })], healthy],
    [
      'an open like a wait for an oplock',
      [observe('work-answered', { series: 'smb1.open', ms: 35_000 })],
      ['oplock-break-wait likely'],
    ],
  ])('%s', (_name, observations, expected) => {
    expect(verdicts([...good, ...observations])).toEqual(expected);
  });

  test('says what waited, how long, and how quick echoes were beside it', () => {
    const echo = good.find(({ kind }) => kind === 'echo-series');
    expect(findingOf('high-latency', [...good, late])).toMatchObject({
      detail: 'work',
      summary: {
        id: 'cause.high-latency.summary.work',
        params: { ms: 20_000, p50: 0.4, work: { params: { path: 'Accounts\\2026.xlsx' } } },
      },
      evidence: [late.id, echo?.id],
    });
  });

  test('goes without the echoes where there were none', () => {
    const { summary } = findingOf('high-latency', [late]);
    expect(summary.id).toBe('cause.high-latency.summary.work-alone');
  });

  test('a refusal counts as well, but not of a DELETE, which is late by nature', () => {
    const refused = observe('file-step-refused', { ms: 8_000 });
    expect(verdicts([...good, refused])).toContain('high-latency likely');
    const status = nt(0xc0000043);
    const deleted = observe('file-step-refused', { series: 'smb1.delete', status, ms: 1_010 });
    expect(verdicts([...good, deleted])).not.toContain('high-latency likely');
  });
});
