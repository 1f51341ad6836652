import { readStaleAnswer, staleWin32 } from '../../app/knowledge/stale-session.ts';
import type { CheckId } from '../../app/model/check.ts';
import type { ObservationOf } from '../../app/model/observation.ts';
import type { ExchangeRecord } from '../net/exchange.ts';
import type { CheckContext } from './check.ts';

/** How a session came to be gone before it was named again. */
export type StaleAfter = NonNullable<ObservationOf<'stale-session-answer'>['after']>;

/** Notes what a request in the name of a session that is gone was answered with. Whether the connection is still of use. */
export function noteStaleAnswer(
  { recorder, clock }: Pick<CheckContext, 'recorder' | 'clock'>,
  check: CheckId,
  after: StaleAfter,
  record: ExchangeRecord,
): boolean {
  const exchange = recorder.exchange(record);
  const { series, status, outcome } = record;
  const answers = { answered: 'status', refused: 'status', cut: 'cut', 'no-answer': 'no-answer' } as const;
  if (!(outcome in answers)) return false;
  const answer = answers[outcome as keyof typeof answers];
  const win32 = staleWin32(answer, status);
  recorder.observe(check, 'stale-session-answer', {
    series,
    after,
    answer,
    status,
    reading: readStaleAnswer(series, answer, status),
    ...(win32 === undefined ? {} : { win32 }),
    ms: record.ms ?? clock.monotonicMs() - record.sentAtMs,
    exchange,
  });
  return answer === 'status';
}
