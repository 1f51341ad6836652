import { expect, test } from 'vitest';
import type { CheckId } from '../../../app/model/check.ts';
import type { SeriesId } from '../../../app/model/exchange.ts';
import { describeStatus } from '../../../app/knowledge/statuses.ts';
import { createRecorder } from '../../../main/diagnosis/recorder.ts';
import { noteSlowWork } from '../../../main/diagnosis/slow-work.ts';
import type { ExchangeRecord } from '../../../main/net/exchange.ts';
import { createManualTime } from '../manual-time.ts';

interface Seen {
  readonly check?: CheckId;
  readonly series?: SeriesId;
  readonly ms?: number;
  readonly outcome?: ExchangeRecord['outcome'];
}

/** What is noted of a check that had one exchange, behind another one of an earlier check. */
function noted({ check = 'smb1-session', series = 'smb1.session-setup', ms = 8_000, outcome = 'answered' }: Seen) {
  const recorder = createRecorder(createManualTime().clock, () => undefined);
  const status = describeStatus('nt', 0);
  const record = { connection: 'c1', sentAtMs: 0, status, request: Buffer.alloc(0) };
  recorder.exchange({ ...record, series: 'smb1.open', ms: 9_000, outcome: 'answered' });
  recorder.exchange({ ...record, series, ms, outcome });
  noteSlowWork(recorder, check, 1);
  noteSlowWork(recorder, check, 1);
  return recorder.observations;
}

test('a sign-in that took 8 s is noted, once', () => {
  expect(noted({})).toMatchObject([
    { check: 'smb1-session', kind: 'work-answered', series: 'smb1.session-setup', ms: 8_000, exchange: 'x-2' },
  ]);
});

test.each<[string, Seen]>([
  ['a second', { ms: 1_000 }],
  ['an echo', { series: 'smb1.echo' }],
  ['a refusal, which may be meant to be late', { outcome: 'refused' }],
  ['what waited for an oplock that we held', { check: 'smb1-oplock', series: 'smb1.open' }],
  ['what was said after a long silence', { check: 'smb1-idle', series: 'smb1.query-fs-info' }],
])('%s is not', (_what, seen) => {
  expect(noted(seen)).toEqual([]);
});
