import type { Check } from '../check.ts';
import { cancelled, done, skipped } from '../check.ts';
import { needs } from '../needs.ts';
import { settle } from '../trouble.ts';

/** Connects to IPC$, and to the share that was named. */
export const smb1TreeCheck: Check = {
  id: 'smb1-tree',
  run: async (context) => {
    const { request, signal, recorder, bench } = context;
    const { smb1: connection, session } = bench;
    if (connection === null || session === null) return needs('smb1-session');
    if (connection.unusable !== null) return skipped(connection.unusable);
    const { deadlineMs } = request.plan;
    const { share } = request.target;
    for (const name of share === undefined || share.toUpperCase() === 'IPC$' ? ['IPC$'] : ['IPC$', share]) {
      const asked = await connection.client.connectTree(session, name, { deadlineMs, signal });
      const outcome = await settle(context, 'smb1-tree', asked);
      const { ms, exchange } = outcome;
      if (outcome.kind === 'cancelled') return cancelled;
      if (outcome.kind === 'noted') return done;
      if (outcome.kind === 'status') {
        const { status } = outcome;
        recorder.observe('smb1-tree', 'tree-refused', { share: name, status, ms, exchange });
        continue;
      }
      const { tid, service } = outcome.reply;
      bench.trees.push(outcome.reply);
      recorder.observe('smb1-tree', 'tree-connected', { share: name, tid, service, ms, exchange });
    }
    return done;
  },
};
