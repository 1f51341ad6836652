import { describe, expect, test } from 'vitest';
import { allGood, observe, statuses } from '../../observations.ts';
import { findingOf, verdicts } from '../../runs.ts';

const endedAt = '2026-03-09T12:00:00.000Z';
const soonAfter = '2026-03-09T12:04:00.000Z';
const muchLater = '2026-03-09T14:00:00.000Z';
const lost = (loggedAt: string, code = 0xc000_020c) =>
  observe('windows-event', {
    machine: 'this-pc',
    tells: 'smb-session-lost',
    server: 'nas-01',
    forTarget: true,
    code,
    loggedAt,
  });

describe('tickets', () => {
  const granting = observe('kerberos-ticket', { endsAt: endedAt, leftMs: -9_000_000 });
  const service = observe('kerberos-ticket', {
    use: 'target',
    server: 'cifs/nas-01',
    endsAt: endedAt,
    leftMs: -9_000_000,
  });

  test('that have all ended are possible', () => {
    expect(findingOf('kerberos-ticket-expiry', [granting])).toMatchObject({
      confidence: 'possible',
      detail: 'ticket-granting',
    });
  });

  test('are likely where the user saw a session expire, or the session was lost right then', () => {
    expect(findingOf('kerberos-ticket-expiry', [granting], { symptom: 'smb-session-expired' }).confidence).toBe(
      'likely',
    );
    const finding = findingOf('kerberos-ticket-expiry', [service, lost(soonAfter)]);
    expect(finding).toMatchObject({ confidence: 'likely', detail: 'service' });
    expect(finding.evidence).toHaveLength(2);
  });

  test('of which one is still good say nothing', () => {
    expect(verdicts([...allGood(), granting, observe('kerberos-ticket')])).toEqual(['healthy confirmed']);
  });

  test('for the server alone say nothing: Windows gets another', () => {
    expect(verdicts([...allGood(), service, observe('kerberos-ticket')])).toEqual(['healthy confirmed']);
    expect(verdicts([...allGood(), service, lost(muchLater)])).toEqual(['healthy confirmed']);
  });

  test('that are not there say nothing', () => {
    expect(verdicts(allGood())).toEqual(['healthy confirmed']);
  });
});

describe('logon hours', () => {
  const over = observe('account-limits', { hours: 'outside', hoursEnd: endedAt });

  test('that are over are possible, and likely where the session was lost as they ended', () => {
    expect(findingOf('logon-hours-forced', [over]).confidence).toBe('possible');
    expect(findingOf('logon-hours-forced', [over, lost(soonAfter)]).confidence).toBe('likely');
    expect(findingOf('logon-hours-forced', [over, lost(muchLater)]).confidence).toBe('possible');
  });

  test('that never begin are named', () => {
    const never = observe('account-limits', { hours: 'outside', hoursEnd: null });
    expect(findingOf('logon-hours-forced', [never]).confidence).toBe('possible');
  });

  test('are likely where Windows is refused the path for them', () => {
    expect(findingOf('logon-hours-forced', [observe('path-read', { error: 1328 })])).toMatchObject({
      confidence: 'likely',
      detail: 'refused',
    });
  });

  test('that last say nothing', () => {
    const within = observe('account-limits', { hours: 'within', hoursEnd: muchLater });
    expect(verdicts([...allGood(), within, observe('account-limits')])).toEqual(['healthy confirmed']);
  });
});

describe('the user’s own session is deleted', () => {
  const symptom = 'smb-session-deleted';

  test('surely where Windows noted just that', () => {
    expect(findingOf('session-deleted', [...allGood(), lost(endedAt, statuses.sessionDeleted.value)])).toMatchObject({
      confidence: 'confirmed',
      detail: 'event-log',
    });
  });

  test('possibly where the path shows its error, likely where the connection is down as well', () => {
    const path = observe('path-read', { error: 59 });
    expect(findingOf('session-deleted', [...allGood(), path]).confidence).toBe('possible');
    const down = observe('user-connection', { state: 'disconnected' });
    expect(findingOf('session-deleted', [...allGood(), path, down])).toMatchObject({
      confidence: 'likely',
      detail: 'own-connection',
    });
  });

  test('possibly where a session was lost and did not come back', () => {
    expect(verdicts([...allGood(), lost(endedAt)], { symptom })).toEqual(['session-deleted possible']);
    const back = observe('windows-event', { tells: 'smb-session-back', forTarget: true, loggedAt: soonAfter });
    expect(verdicts([...allGood(), lost(endedAt), back], { symptom })).toEqual(['healthy confirmed']);
  });

  test('is not said of an idle connection, nor of another server', () => {
    const idle = observe('user-connection', { state: 'disconnected' });
    const elsewhere = { ...lost(endedAt, statuses.sessionDeleted.value), forTarget: false };
    expect(verdicts([...allGood(), idle, elsewhere], { symptom })).toEqual(['healthy confirmed']);
  });
});

describe('a path that Windows cannot read', () => {
  test.each([
    ['path-failed', observe('path-read', { error: 53 })],
    ['path-silent', observe('path-not-answered')],
  ])('leaves nothing healthy: %s', (detail, seen) => {
    expect(findingOf('inconclusive', [...allGood(), seen])).toMatchObject({ detail, evidence: [seen.id] });
  });

  test('that it can read is good', () => {
    expect(verdicts([...allGood(), observe('path-read')])).toEqual(['healthy confirmed']);
  });
});
