import { describe, expect, test } from 'vitest';
import { checkOrder, checks } from '../../../../app/knowledge/checks.ts';
import type { CheckId, CheckOutcome } from '../../../../app/model/check.ts';
import type { Observation, ObservationKind } from '../../../../app/model/observation.ts';
import type { Symptom } from '../../../../app/model/symptom.ts';
import { allGood, goodLatency, goodWithout, observe } from '../../observations.ts';
import type { RunParts } from '../../runs.ts';
import { findingOf, verdicts } from '../../runs.ts';

describe('healthy', () => {
  test.each<[Symptom]>([['unknown'], ['smb-session-deleted'], ['smb-timeout']])(
    'when everything that %s asks for was done and good',
    (symptom) => {
      expect(verdicts(allGood(), { symptom })).toEqual(['healthy confirmed']);
    },
  );

  test('rests on the sign-in, the share, the echoes and the live session', () => {
    const seen = allGood();
    const kinds: readonly ObservationKind[] = ['signed-in', 'tree-connected', 'echo-series', 'session-alive'];
    expect(findingOf('healthy', seen).evidence).toEqual(kinds.map((kind) => seen.find((one) => one.kind === kind)?.id));
  });

  test('says when it was nobody who signed in', () => {
    const finding = findingOf('healthy', allGood('anonymous'), { account: 'anonymous' });
    expect(finding).toMatchObject({
      detail: 'anonymous',
      summary: { id: 'cause.healthy.summary.anonymous' },
      next: { id: 'cause.healthy.next.anonymous' },
    });
  });

  test('does not ask whether SMB2 is served', () => {
    const planned = checkOrder.filter((id) => id !== 'smb2-negotiate');
    expect(verdicts(goodWithout('smb2-negotiated'), { planned })).toEqual(['healthy confirmed']);
  });

  const usualChecks = checkOrder.filter((id) => id !== 'smb2-negotiate' && checks[id].when === 'usual');
  const notDone: readonly (CheckOutcome | null)[] = ['skipped', 'failed', 'cancelled', null];
  const tried = usualChecks.flatMap((id) => notDone.map((outcome) => [id, outcome] as const));
  // Where SMB2 is not served it can't be tried.
  test.each(tried.filter(([id, outcome]) => !(id.startsWith('smb2-') && outcome === 'skipped')))(
    'is not said when %s was %s',
    (id, outcome) => {
      const outcomes: NonNullable<RunParts['outcomes']> = { [id]: outcome };
      expect(verdicts(allGood(), { outcomes })).toEqual(['inconclusive possible']);
    },
  );

  test.each<[ObservationKind]>([['signed-in'], ['tree-connected'], ['echo-series'], ['session-alive']])(
    'is not said without %s',
    (kind) => {
      expect(verdicts(goodWithout(kind))).toEqual(['inconclusive possible']);
    },
  );

  test('is not said when an echo was lost', () => {
    const lost = observe('echo-series', { latency: { ...goodLatency, lost: 1 } });
    expect(verdicts([...goodWithout('echo-series'), lost])).toEqual(['inconclusive possible']);
  });

  test('is not said beside a status that nothing explains', () => {
    expect(verdicts([...allGood(), observe('unexpected-status')])).toEqual(['inconclusive possible']);
  });

  test('is only likely when another address or port refused us', () => {
    expect(verdicts([observe('tcp-refused'), ...allGood()])).toEqual(['healthy likely']);
  });

  test('is not said of Remote Desktop where only file sharing was tested', () => {
    const finding = findingOf('inconclusive', allGood(), { symptom: 'rdp-session-deleted' });
    expect(finding.detail).toBe('partial');
  });
});

describe('inconclusive says why', () => {
  const refused = observe('sign-in-refused', { account: 'anonymous' });
  const upToSignIn = goodWithout('signed-in', 'tree-connected', 'session-alive');
  const onlyName: readonly CheckId[] = ['resolve', 'tcp'];
  const named = [observe('name-resolved'), observe('tcp-connected')];
  const remoteDesktopChecks: readonly CheckId[] = ['resolve', 'rdp-negotiate', 'rdp-tls'];
  const remoteDesktop = [
    observe('name-resolved'),
    observe('rdp-connected'),
    observe('rdp-negotiated'),
    observe('rdp-tls'),
  ];

  test.each<[string, readonly Observation[], RunParts]>([
    ['anonymous-refused', [...upToSignIn, refused], { account: 'anonymous' }],
    ['smb1-silent', [...named, observe('negotiate-no-answer'), observe('smb2-negotiated')], {}],
    ['local-error', [observe('name-resolved'), observe('tcp-failed')], {}],
    ['unexpected-status', [...upToSignIn, observe('unexpected-status')], {}],
    ['check-failed', named, { outcomes: { 'smb1-negotiate': 'failed' } }],
    ['stopped', named, { outcomes: { 'smb1-negotiate': 'cancelled' } }],
    ['stopped', named, { outcomes: { 'smb1-negotiate': null } }],
    ['remote-desktop', remoteDesktop, { symptom: 'rdp-session-deleted', planned: remoteDesktopChecks }],
    ['remote-desktop', [...allGood(), ...remoteDesktop], { symptom: 'rdp-session-deleted' }],
    ['remote-desktop', remoteDesktop, { planned: remoteDesktopChecks }],
    ['local-error', [observe('rdp-connect-failed', { how: 'local-error', code: 'EACCES' })], {}],
    ['partial', named, { planned: onlyName }],
    ['no-cause', named, {}],
  ])('%s', (detail, observations, parts) => {
    const finding = findingOf('inconclusive', observations, parts);
    expect(finding).toMatchObject({ confidence: 'possible', detail });
    expect(finding.next.id).toMatch(/^cause\.inconclusive\.next/);
  });

  test('is never said beside a cause', () => {
    expect(verdicts([...upToSignIn, refused, observe('connection-cut')], { account: 'anonymous' })).toEqual([
      'connection-reset confirmed',
    ]);
  });
});
