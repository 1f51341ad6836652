import { expect, test } from 'vitest';
import { describeStatus, noStatus } from '../../../../app/knowledge/statuses.ts';
import { failure, success } from '../../../../app/model/result.ts';
import type { IdleVariant } from '../../../../app/model/observations/idle.ts';
import { judgeEnd, judgeUse, type IdleState } from '../../../../main/diagnosis/idle/judge.ts';
import type { Exchanged } from '../../../../main/net/exchange.ts';
import type { ExchangeFailure } from '../../../../main/net/failure.ts';

function used(error?: ExchangeFailure): Exchanged<unknown> {
  const status = error?.kind === 'server-status' ? error.status : noStatus;
  return {
    result: error === undefined ? success(null) : failure(error),
    record: {
      connection: 'c3',
      series: 'smb1.query-fs-info',
      sentAtMs: 0,
      ms: null,
      status,
      outcome: 'answered',
      request: Buffer.alloc(0),
    },
  };
}

const refused = (value: number): ExchangeFailure => ({ kind: 'server-status', status: describeStatus('nt', value) });

test.each<[string, IdleVariant, ExchangeFailure | undefined, IdleState]>([
  ['an answer', 'plain', undefined, { end: 'alive' }],
  ['any refusal', 'plain', refused(0xc0000022), { end: 'alive' }],
  ['a session that SMB1 does not know', 'plain', refused(0x005b0002), { end: 'session-gone' }],
  ['a deleted session', 'open-search', refused(0xc0000203), { end: 'session-gone' }],
  ['a search that is not known', 'open-search', refused(0xc0000008), { end: 'search-gone' }],
  ['a search that had more and has none', 'open-search', refused(0x80000006), { end: 'search-gone' }],
  ['the same of what holds no search', 'open-handle', refused(0xc0000008), { end: 'alive' }],
  ['a cut', 'plain', { kind: 'transport', end: { how: 'rst' } }, { end: 'rst' }],
  ['silence', 'plain', { kind: 'deadline', waitedMs: 5 }, { end: 'silent' }],
  ['a stop', 'plain', { kind: 'cancelled' }, { end: 'not-reached' }],
  [
    'a broken answer',
    'plain',
    { kind: 'protocol-violation', reason: 'malformed', bytes: Buffer.alloc(0) },
    { end: 'error', code: 'malformed' },
  ],
])('%s', (_what, variant, error, expected) => {
  expect(judgeUse(variant, used(error))).toEqual(expected);
});

test('keep-alives that nobody answered are silence; what else this PC met is its own', () => {
  expect(judgeEnd({ how: 'error', code: 'ETIMEDOUT' })).toEqual({ end: 'silent' });
  expect(judgeEnd({ how: 'error', code: 'ENETDOWN' })).toEqual({ end: 'error', code: 'ENETDOWN' });
  expect(judgeEnd({ how: 'fin' })).toEqual({ end: 'fin' });
});
