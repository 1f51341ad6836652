import { describe, expect, test } from 'vitest';
import { checks } from '../../../app/knowledge/checks.ts';
import type { CheckId } from '../../../app/model/check.ts';
import type { PlanWish } from '../../../main/diagnosis/plan.ts';
import { planRun } from '../../../main/diagnosis/plan.ts';

const occasionsOf = (wish: PlanWish): ReadonlySet<string> => new Set(planRun(wish).checks.map((id) => checks[id].when));

describe('which checks run without being named', () => {
  test('those of SMB, and none that takes long, disturbs, or is about something else', () => {
    expect(occasionsOf({})).toEqual(new Set(['usual']));
  });

  test('none is left out of its occasion', () => {
    const usual = (Object.keys(checks) as CheckId[]).filter((id) => checks[id].when === 'usual');
    expect(planRun().checks).toEqual(usual);
  });

  const remoteDesktop = ['resolve', 'rdp-negotiate', 'rdp-tls'] as const;
  test.each<[string, PlanWish, boolean]>([
    ['the symptom', { symptom: 'rdp-session-deleted' }, false],
    ['the symptom and a share', { symptom: 'rdp-session-deleted', target: { share: 'profiles' } }, true],
    ['a port of its own', { target: { rdpPort: 3390 } }, true],
    ['its name', { checks: ['rdp-tls'] }, false],
  ])('Remote Desktop is asked about for %s', (_why, wish, withSmb) => {
    const { checks: planned } = planRun(wish);
    expect(planned).toEqual(expect.arrayContaining([...remoteDesktop]));
    expect(planned.includes('tcp')).toBe(withSmb);
    if (!withSmb) expect(planned).toHaveLength(remoteDesktop.length);
  });

  test('the practice server is not asked for Remote Desktop, which it does not play', () => {
    const wish: PlanWish = { symptom: 'rdp-session-deleted', practice: 'healthy', target: { rdpPort: 3389 } };
    expect(occasionsOf(wish)).toEqual(new Set(['usual']));
  });

  test.each<[string, PlanWish, boolean]>([
    ['Windows, for files', { windows: true }, true],
    ['Windows, for Remote Desktop', { windows: true, symptom: 'rdp-session-deleted' }, true],
    ['another system', { windows: false }, false],
    ['nobody knows what', {}, false],
    ['Windows that only plays the server', { windows: true, practice: 'healthy' }, false],
    ['Windows, where only others were named', { windows: true, checks: ['resolve'] }, false],
  ])('this PC is inspected where it is %s', (_what, wish, inspected) => {
    expect(occasionsOf(wish).has('windows')).toBe(inspected);
  });

  test('what a check builds on comes before it', () => {
    const { checks: planned } = planRun({ checks: ['smb1-stale-session'] });
    expect(planned).toEqual(['resolve', 'tcp', 'smb1-negotiate', 'smb1-session', 'smb1-stale-session']);
  });
});

test('a deadline that is given holds for work on files too; without one that gets longer', () => {
  expect(planRun()).toMatchObject({ deadlineMs: 10_000, workDeadlineMs: 90_000 });
  expect(planRun({ deadlineMs: 500 })).toMatchObject({ deadlineMs: 500, workDeadlineMs: 500 });
});

describe('each dialect of SMB2 alone is asked for', () => {
  test.each<[string, PlanWish, true | undefined]>([
    ['not as a rule', {}, undefined],
    ['where sessions are said to be deleted', { symptom: 'smb-session-deleted' }, true],
    ['where the check was named', { checks: ['smb2-negotiate'] }, true],
    ['where a test of two dialects was', { checks: ['smb2-stale-session'] }, true],
    ['not where only others were named', { symptom: 'smb-session-deleted', checks: ['smb1-echo'] }, undefined],
  ])('%s', (_when, wish, expected) => {
    expect(planRun(wish).dialectSweep).toBe(expected);
  });
});
