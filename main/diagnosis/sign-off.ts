import type { Exchanged } from '../net/exchange.ts';
import { isSessionDeleted, isSessionExpired } from '../../app/knowledge/statuses.ts';
import type { CheckContext } from './check.ts';
import { silenceOf } from './silence.ts';

const SIGN_OFF_DEADLINE_MS = 2_000;

/**
 * Leaves nothing behind: disconnects trees, logs off and closes, also after the run was stopped. A session that turns
 * out to be gone, or a connection that is lost over it, is an observation like any other.
 */
export async function signOff({ request, recorder, bench, clock }: Omit<CheckContext, 'signal'>): Promise<void> {
  bench.unused?.tcp.close();
  const connection = bench.smb1;
  if (connection === null) return;
  const { client } = connection;
  const options = { deadlineMs: Math.min(request.plan.deadlineMs, SIGN_OFF_DEADLINE_MS) };
  const { session } = bench;
  if (connection.unusable === null && session !== null) {
    for (const tree of bench.trees) {
      if (!note(await client.disconnectTree({ uid: session.uid, tid: tree.tid }, options))) break;
    }
    note(await client.logOff(session, options));
  }
  client.close();

  /** Whether the connection may be used further. */
  function note({ result, record }: Exchanged<null>): boolean {
    const exchange = recorder.exchange(record);
    if (result.ok) return true;
    const seen = { series: record.series, exchange, sinceLastSuccessMs: recorder.sinceSuccess(record.connection) };
    const { error } = result;
    if (error.kind === 'server-status') {
      if (isSessionDeleted(error.status)) {
        recorder.observe('smb1-session', 'session-deleted', { ...seen, status: error.status });
      } else if (
        isSessionExpired(error.status) &&
        !recorder.observations.some(({ kind }) => kind === 'session-expired')
      ) {
        recorder.observe('smb1-session', 'session-expired', { ...seen, status: error.status });
      }
      return true;
    }
    if (error.kind === 'deadline') {
      recorder.observe('smb1-session', 'exchange-no-answer', { ...seen, ...silenceOf(error) });
    }
    // Nothing is lost any more when a server closes instead of answering the log-off.
    if (error.kind === 'transport' && record.series !== 'smb1.logoff') {
      recorder.observe('smb1-session', 'connection-cut', {
        ...seen,
        end: error.end.how,
        ms: clock.monotonicMs() - record.sentAtMs,
      });
    }
    return false;
  }
}
