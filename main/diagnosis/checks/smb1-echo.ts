import { summarise } from '../../../app/latency/summary.ts';
import type { Sample } from '../../../app/model/run.ts';
import { message } from '../../../app/wording/message.ts';
import type { Check, CheckContext, CheckEnd } from '../check.ts';
import { cancelled, done, skipped } from '../check.ts';
import { needs } from '../needs.ts';
import { noteTrouble } from '../trouble.ts';
import type { Smb1Connection } from '../workbench.ts';

const PROGRESS_EVERY_MS = 200;

/** Sends echoes one after another, each after the answer to the one before. */
export const smb1EchoCheck: Check = {
  id: 'smb1-echo',
  run: async (context) => {
    const connection = context.bench.smb1;
    if (connection === null) return needs('smb1-negotiate');
    if (connection.unusable !== null) return skipped(connection.unusable);
    return sendSeries(context, connection);
  },
};

async function sendSeries(context: CheckContext, connection: Smb1Connection): Promise<CheckEnd> {
  const { request, signal, recorder, clock } = context;
  const { samples: wanted, deadlineMs } = request.plan;
  const series: Sample[] = [];
  let firstExchange: string | undefined;
  let end: CheckEnd = done;
  let reportedMs = clock.monotonicMs();
  while (series.length < wanted) {
    const { result, record } = await connection.client.echo({ deadlineMs, signal });
    if (record.outcome === 'cancelled') {
      end = cancelled;
      break;
    }
    series.push([record.sentAtMs, result.ok ? record.ms : null]);
    if (result.ok && firstExchange !== undefined) recorder.sample(record);
    else {
      const exchange = recorder.exchange(record);
      firstExchange ??= exchange;
      if (!result.ok) {
        const trouble = await noteTrouble(context, 'smb1-echo', { error: result.error, record, exchange });
        if (trouble.kind === 'status') {
          const { status } = trouble;
          recorder.observe('smb1-echo', 'unexpected-status', {
            series: 'smb1.echo',
            status,
            ms: record.ms ?? 0,
            exchange,
          });
        }
        break;
      }
    }
    if (clock.monotonicMs() - reportedMs >= PROGRESS_EVERY_MS) {
      reportedMs = clock.monotonicMs();
      recorder.progress('smb1-echo', message('check.progress.echo', { answered: series.length, samples: wanted }));
    }
  }
  if (series.length > 0) {
    const latency = summarise(series);
    const seen = firstExchange === undefined ? {} : { exchange: firstExchange };
    recorder.observe('smb1-echo', 'echo-series', { sent: series.length, latency, ...seen });
  }
  return end;
}
