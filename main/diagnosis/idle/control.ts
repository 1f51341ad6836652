import { message } from '../../../app/wording/message.ts';
import type { Schedule } from '../../schedule.ts';
import type { CheckContext } from '../check.ts';
import { noteTrouble } from '../trouble.ts';
import { judgeUse } from './judge.ts';
import type { Pulse } from './pulse.ts';

const longestEveryMs = 10_000;
const perRun = 16;

/**
 * Keeps the connection of the other checks in use until `over` is aborted, and notes how it fares. It shows that server
 * and path were there all the time; without that, a restart would look like somebody's idle timer. A request that needs
 * the session it is, since an echo does not count as use everywhere. `idleMs` is how long the others are silent.
 */
export async function keepInUse(
  context: CheckContext,
  schedule: Schedule,
  { idleMs, pulse, over }: { readonly idleMs: number; readonly pulse: Pulse; readonly over: AbortSignal },
): Promise<void> {
  const { bench, recorder, clock, request, signal } = context;
  const tree = bench.trees.at(-1);
  if (bench.smb1 === null || tree === undefined) return;
  const { client } = bench.smb1;
  const startedAtMs = clock.monotonicMs();
  const note = (
    fields: Pick<Parameters<typeof recorder.observe<'idle-connection'>>[2], 'end' | 'when' | 'ms'>,
  ): void => {
    recorder.observe('smb1-idle', 'idle-connection', {
      variant: 'in-use',
      plannedMs: idleMs,
      atMs: clock.monotonicMs() - startedAtMs,
      keepAlivesReceived: client.traffic().keepAlives,
      ...fields,
      ...(fields.end !== 'not-reached' && pulse.slept() ? { end: 'interrupted' } : {}),
    });
  };
  let ms: number | null = null;
  while (!over.aborted) {
    const used = await client.queryFsInfo(tree, { deadlineMs: request.plan.deadlineMs, signal });
    const { end } = judgeUse('in-use', used);
    if (end !== 'alive') {
      const exchange = recorder.exchange(used.record);
      if (!used.result.ok && end !== 'not-reached') {
        note({ end, when: 'used', ms: used.record.ms });
        if (pulse.slept()) bench.smb1.unusable = message('check.why.connection-lost');
        else await noteTrouble(context, 'smb1-idle', { error: used.result.error, record: used.record, exchange });
        return;
      }
      break;
    }
    ms = used.record.ms;
    recorder.sample(used.record);
    await pause(schedule, Math.min(longestEveryMs, idleMs / perRun), over);
  }
  if (signal.aborted) note({ end: 'not-reached', ms: null });
  else note({ end: 'alive', when: 'used', ms });
}

function pause(schedule: Schedule, ms: number, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      unschedule();
      over.removeEventListener('abort', settle);
      resolve();
    };
    const unschedule = schedule(ms, settle);
    if (over.aborted) settle();
    else over.addEventListener('abort', settle, { once: true });
  });
}
