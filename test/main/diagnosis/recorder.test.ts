import { expect, test } from 'vitest';
import { describeStatus } from '../../../app/knowledge/statuses.ts';
import { createRecorder } from '../../../main/diagnosis/recorder.ts';
import type { ExchangeRecord } from '../../../main/net/exchange.ts';
import { createManualTime } from '../manual-time.ts';

test('the last success of a connection is no refusal, and not the one that is asked about', () => {
  const { clock, advance } = createManualTime();
  const recorder = createRecorder(clock, () => undefined);
  const exchange = (outcome: ExchangeRecord['outcome'], status: number): ExchangeRecord => ({
    connection: 'c1',
    series: 'smb1.query-fs-info',
    sentAtMs: clock.monotonicMs(),
    ms: 2,
    status: describeStatus('nt', status),
    outcome,
    request: Buffer.alloc(0),
  });
  expect(recorder.sinceSuccess('c1')).toBeNull();
  recorder.exchange(exchange('answered', 0));
  advance(40);
  recorder.exchange(exchange('refused', 0xc000035c));
  advance(2);
  expect(recorder.sinceSuccess('c1')).toBe(40);
  expect(recorder.sinceSuccess('c2')).toBeNull();
});
