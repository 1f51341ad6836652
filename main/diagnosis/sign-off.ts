import type { Exchanged, ExchangeOptions } from '../net/exchange.ts';
import { isSessionDeleted, isSessionExpired } from '../../app/knowledge/statuses.ts';
import type { CheckId } from '../../app/model/check.ts';
import type { CheckContext } from './check.ts';
import { silenceOf } from './silence.ts';

const SIGN_OFF_DEADLINE_MS = 2_000;

type Leaving = Omit<CheckContext, 'signal'>;

/**
 * Leaves nothing behind: disconnects trees, logs off and closes, also after the run was stopped. A session that turns
 * out to be gone, or a connection that is lost over it, is an observation like any other.
 */
export async function signOff(context: Leaving): Promise<void> {
  context.bench.unused?.tcp.close();
  const options = signOffOptions(context);
  await leaveSmb2(context, options);
  await leaveSmb1(context, options);
}

async function leaveSmb1(context: Leaving, options: ExchangeOptions): Promise<void> {
  const { smb1: connection, session, trees } = context.bench;
  if (connection === null) return;
  const { client } = connection;
  if (connection.unusable === null && session !== null) {
    const disconnects = trees.map((tree) => () => client.disconnectTree({ uid: session.uid, tid: tree.tid }, options));
    await leave(context, 'smb1-session', disconnects, () => client.logOff(session, options));
  }
  client.close();
}

/**
 * The same for SMB2 alone, once nothing more is asked there: a connection that is only kept would be silent while others
 * are waited for, and what an idle timer then does to it would look like a fault of its sign-off.
 */
export async function signOffSmb2(context: Leaving): Promise<void> {
  await leaveSmb2(context, signOffOptions(context));
  context.bench.smb2 = null;
}

function signOffOptions({ request }: Leaving): ExchangeOptions {
  return { deadlineMs: Math.min(request.plan.deadlineMs, SIGN_OFF_DEADLINE_MS) };
}

async function leaveSmb2(context: Leaving, options: ExchangeOptions): Promise<void> {
  const connection = context.bench.smb2;
  if (connection === null) return;
  const { client, session, trees } = connection;
  if (connection.unusable === null && session !== null) {
    const disconnects = trees.map((tree) => () => client.disconnectTree(tree, options));
    await leave(context, 'smb2-session', disconnects, () => client.logOff(session, options));
  }
  client.close();
}

/** Disconnects one tree after the other; the log-off is tried in any case. */
async function leave(
  context: Leaving,
  check: CheckId,
  disconnects: readonly (() => Promise<Exchanged<null>>)[],
  logOff: () => Promise<Exchanged<null>>,
): Promise<void> {
  for (const disconnect of disconnects) {
    if (!note(context, check, await disconnect())) break;
  }
  note(context, check, await logOff());
}

/** Whether the connection may be used further. */
function note({ recorder, clock }: Leaving, check: CheckId, { result, record }: Exchanged<null>): boolean {
  const exchange = recorder.exchange(record);
  if (result.ok) return true;
  const seen = { series: record.series, exchange, sinceLastSuccessMs: recorder.sinceSuccess(record.connection) };
  const { error } = result;
  if (error.kind === 'server-status') {
    if (isSessionDeleted(error.status)) {
      recorder.observe(check, 'session-deleted', { ...seen, status: error.status });
    } else if (
      isSessionExpired(error.status) &&
      !recorder.observations.some(({ kind }) => kind === 'session-expired')
    ) {
      recorder.observe(check, 'session-expired', { ...seen, status: error.status });
    }
    return true;
  }
  if (error.kind === 'deadline') {
    recorder.observe(check, 'exchange-no-answer', { ...seen, ...silenceOf(error) });
  }
  // Nothing is lost any more when a server closes instead of answering the log-off.
  if (error.kind === 'transport' && !record.series.endsWith('.logoff')) {
    recorder.observe(check, 'connection-cut', {
      ...seen,
      end: error.end.how,
      ms: clock.monotonicMs() - record.sentAtMs,
    });
  }
  return false;
}
