import { isSessionDeleted } from '../../../app/knowledge/statuses.ts';
import type { ObservationOf } from '../../../app/model/observation.ts';
import { message } from '../../../app/wording/message.ts';
import type { Exchanged } from '../../net/exchange.ts';
import type { Check, CheckContext } from '../check.ts';
import { cancelled, done, skipped } from '../check.ts';
import type { OwnSession } from '../own-session.ts';
import { mainConnection, openOwnSession } from '../own-session.ts';
import { pause } from '../pause.ts';
import { signOffSmb2 } from '../sign-off.ts';
import type { Smb1Connection } from '../workbench.ts';

type Seen = ObservationOf<'vc-collision'>;

/** For so long the first connection is watched: servers cut it off in the background, but at once. */
const WATCH_MS = 1_500;
const ASK_EVERY_MS = 100;

/**
 * Asks, with consent, whether a sign-in with VcNumber 0 removes this client's other connections ([MS-CIFS] 2.1.3 and
 * 3.3.5.43): two connections of its own, the second signing in with 0. It runs last, since a server that does it cuts off
 * the run's own connection too.
 */
export const smb1VcCheck: Check = {
  id: 'smb1-vc',
  run: async (context) => {
    const { request, clock, signal } = context;
    if (!request.plan.consent.includes('vc-collision')) return skipped(message('check.why.consent.vc-collision'));
    const main = mainConnection(context);
    if (!main.ok) return main.error;
    // Nothing more is asked over SMB2, and the server may count that connection among those that it cuts off.
    await signOffSmb2(context);
    const first = await openOwnSession(context, 'IPC$');
    if (!first.ok) return first.error;
    try {
      const second = await openOwnSession(context, 'IPC$', { vcNumber: 0 });
      if (second.ok) await watch(first.value, clock.monotonicMs());
      await spare(context, main.value);
      if (second.ok) await second.value.leave();
      else return second.error;
      return signal.aborted ? cancelled : done;
    } finally {
      await first.value.leave();
    }
  },
};

/** Asks the first session again and again, and notes what becomes of it. */
async function watch(first: OwnSession, sinceMs: number): Promise<void> {
  const { client, tree, context, connection } = first;
  const { recorder, request, signal, clock } = context;
  for (;;) {
    const asked = await client.queryFsInfo(tree, { deadlineMs: request.plan.deadlineMs, signal });
    const ms = clock.monotonicMs() - sinceMs;
    const fate = fateOf(asked);
    if (fate === null) return;
    if (fate.outcome === 'survived' && ms < WATCH_MS) {
      await pause(ASK_EVERY_MS, signal);
      continue;
    }
    const { status } = asked.record;
    recorder.observe('smb1-vc', 'vc-collision', { ...fate, status, ms, exchange: recorder.exchange(asked.record) });
    if (fate.outcome !== 'survived') {
      connection.unusable = message('check.why.cut-by-collision');
    }
    return;
  }
}

/** Null when nothing was learnt. Any status shows that the session is alive, unless it says otherwise. */
function fateOf({ result }: Exchanged<unknown>): Pick<Seen, 'outcome' | 'end'> | null {
  if (result.ok) return { outcome: 'survived' };
  const { error } = result;
  switch (error.kind) {
    case 'server-status':
      return { outcome: isSessionDeleted(error.status) ? 'session-deleted' : 'survived' };
    case 'transport':
      return { outcome: 'cut', end: error.end.how };
    case 'deadline':
      return { outcome: 'no-answer' };
    case 'protocol-violation':
    case 'cancelled':
      return null;
  }
}

/** What this test itself has done to the run's own connection is no finding: it is only left alone from now on. */
async function spare({ request, recorder, bench }: CheckContext, main: Smb1Connection): Promise<void> {
  const options = { deadlineMs: request.plan.deadlineMs };
  const tree = bench.trees.at(-1);
  const asked = tree === undefined ? await main.client.echo(options) : await main.client.queryFsInfo(tree, options);
  recorder.exchange(asked.record);
  if (fateOf(asked)?.outcome !== 'survived') main.unusable = message('check.why.cut-by-collision');
}
