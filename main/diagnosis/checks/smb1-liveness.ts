import type { Check } from '../check.ts';
import { cancelled, done, skipped } from '../check.ts';
import { needs } from '../needs.ts';
import { settle } from '../trouble.ts';

/**
 * An authenticated request, TRANS2_QUERY_FS_INFORMATION: whatever its status, unless that says the session is gone,
 * the server has checked and accepted the UID ([MS-CIFS] 3.3.5.2). An echo proves nothing of the kind.
 */
export const smb1LivenessCheck: Check = {
  id: 'smb1-liveness',
  run: async (context) => {
    const { request, signal, recorder, bench, clock } = context;
    const { smb1: connection, session } = bench;
    const tree = bench.trees.at(-1);
    if (connection === null || session === null) return needs('smb1-session');
    if (connection.unusable !== null) return skipped(connection.unusable);
    if (tree === undefined) return needs('smb1-tree');
    const { deadlineMs } = request.plan;
    const asked = await connection.client.queryFsInfo({ uid: session.uid, tid: tree.tid }, { deadlineMs, signal });
    const outcome = await settle(context, 'smb1-liveness', asked);
    if (outcome.kind === 'cancelled') return cancelled;
    if (outcome.kind === 'noted') return done;
    const ms = asked.record.ms ?? clock.monotonicMs() - asked.record.sentAtMs;
    const status = outcome.kind === 'status' ? outcome.status : asked.record.status;
    recorder.observe('smb1-liveness', 'session-alive', { status, ms, exchange: outcome.exchange });
    return done;
  },
};
