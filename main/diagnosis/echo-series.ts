import { summarise } from '../../app/latency/summary.ts';
import type { Sample } from '../../app/model/run.ts';
import { message } from '../../app/wording/message.ts';
import type { Exchanged, ExchangeOptions } from '../net/exchange.ts';
import type { CheckContext } from './check.ts';
import { noteTrouble } from './trouble.ts';

const PROGRESS_EVERY_MS = 200;

/** Which echoes are sent, and by whom. */
export interface EchoSeries {
  readonly protocol: 'smb1' | 'smb2';
  readonly echo: (options: ExchangeOptions) => Promise<Exchanged<unknown>>;
}

/**
 * Sends echoes one after another, each after the answer to the one before, and notes their latencies and the trouble
 * that ended them early, if any.
 */
export async function sendEchoSeries(context: CheckContext, asked: EchoSeries): Promise<'done' | 'cancelled'> {
  const { request, signal, recorder, clock } = context;
  const { protocol, echo } = asked;
  const check = `${protocol}-echo` as const;
  const { samples: wanted, deadlineMs } = request.plan;
  const series: Sample[] = [];
  let reportedMs = clock.monotonicMs();
  let exchanged = await echo({ deadlineMs, signal });
  const first = recorder.exchange(exchanged.record);
  while (exchanged.result.ok) {
    series.push([exchanged.record.sentAtMs, exchanged.record.ms]);
    if (series.length === wanted) break;
    if (clock.monotonicMs() - reportedMs >= PROGRESS_EVERY_MS) {
      reportedMs = clock.monotonicMs();
      recorder.progress(check, message('check.progress.echo', { answered: series.length, samples: wanted }));
    }
    exchanged = await echo({ deadlineMs, signal });
    if (exchanged.result.ok) recorder.sample(exchanged.record);
  }
  const { result, record } = exchanged;
  if (!result.ok) {
    const exchange = series.length === 0 ? first : recorder.exchange(record);
    if (record.outcome === 'no-answer') series.push([record.sentAtMs, null]);
    const trouble = await noteTrouble(context, check, { error: result.error, record, exchange });
    if (trouble.kind === 'status') {
      const { status } = trouble;
      const ms = record.ms ?? 0;
      recorder.observe(check, 'unexpected-status', { series: `${protocol}.echo`, status, ms, exchange });
    }
  }
  if (series.length > 0) {
    recorder.observe(check, 'echo-series', {
      ...(protocol === 'smb2' && { protocol }),
      sent: series.length,
      latency: summarise(series),
      exchange: first,
    });
  }
  return record.outcome === 'cancelled' ? 'cancelled' : 'done';
}
