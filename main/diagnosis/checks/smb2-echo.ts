import type { Check, CheckContext, CheckEnd } from '../check.ts';
import { cancelled, done, skipped } from '../check.ts';
import { sendEchoSeries } from '../echo-series.ts';
import { needs } from '../needs.ts';
import { settle } from '../trouble.ts';
import type { Smb2Connection } from '../workbench.ts';

/** Sends echoes in the SMB2 session, as many as the plan wants, and then a request that needs the session. */
export const smb2EchoCheck: Check = {
  id: 'smb2-echo',
  run: async (context) => {
    const connection = context.bench.smb2;
    const session = connection?.session ?? null;
    if (connection === null || session === null) return needs('smb2-session');
    if (connection.unusable !== null) return skipped(connection.unusable);
    const { client } = connection;
    const end = await sendEchoSeries(context, {
      protocol: 'smb2',
      echo: (options) => client.echo(session, options),
    });
    return end === 'cancelled' ? cancelled : proveSession(context, connection);
  },
};

/**
 * A TREE_CONNECT to IPC$: whatever its status, unless that says the session is gone, the server has looked for the
 * session and found it ([MS-SMB2] 3.3.5.2.9). An echo proves nothing of the kind on every server.
 */
async function proveSession(context: CheckContext, connection: Smb2Connection): Promise<CheckEnd> {
  const { request, signal, recorder } = context;
  const { client, session, trees } = connection;
  if (session === null || connection.unusable !== null) return done;
  const asked = await client.connectTree(session, 'IPC$', { deadlineMs: request.plan.deadlineMs, signal });
  const outcome = await settle(context, 'smb2-echo', asked);
  if (outcome.kind === 'cancelled') return cancelled;
  if (outcome.kind === 'noted') return done;
  if (outcome.kind === 'reply') trees.push(outcome.reply);
  const { ms, exchange } = outcome;
  recorder.observe('smb2-echo', 'session-alive', { protocol: 'smb2', status: asked.record.status, ms, exchange });
  return done;
}
