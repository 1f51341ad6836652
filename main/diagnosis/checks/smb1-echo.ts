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
  let reportedMs = clock.monotonicMs();
  let exchanged = await connection.client.echo({ deadlineMs, signal });
  const first = recorder.exchange(exchanged.record);
  while (exchanged.result.ok) {
    series.push([exchanged.record.sentAtMs, exchanged.record.ms]);
    if (series.length === wanted) break;
    if (clock.monotonicMs() - reportedMs >= PROGRESS_EVERY_MS) {
      reportedMs = clock.monotonicMs();
      recorder.progress('smb1-echo', message('check.progress.echo', { answered: series.length, samples: wanted }));
    }
    exchanged = await connection.client.echo({ deadlineMs, signal });
    if (exchanged.result.ok) recorder.sample(exchanged.record);
  }
  const { result, record } = exchanged;
  if (!result.ok) {
    const exchange = series.length === 0 ? first : recorder.exchange(record);
    if (record.outcome === 'no-answer') series.push([record.sentAtMs, null]);
    const trouble = await noteTrouble(context, 'smb1-echo', { error: result.error, record, exchange });
    if (trouble.kind === 'status') {
      const { status } = trouble;
      const ms = record.ms ?? 0;
      recorder.observe('smb1-echo', 'unexpected-status', { series: 'smb1.echo', status, ms, exchange });
    }
  }
  if (series.length > 0) {
    recorder.observe('smb1-echo', 'echo-series', {
      sent: series.length,
      latency: summarise(series),
      exchange: first,
    });
  }
  return record.outcome === 'cancelled' ? cancelled : done;
}
