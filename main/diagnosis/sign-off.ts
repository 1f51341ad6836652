import type { CheckContext } from './check.ts';

const SIGN_OFF_DEADLINE_MS = 2_000;

/** Leaves nothing behind: disconnects trees, logs off and closes, also after the run was stopped. */
export async function signOff({ request, recorder, bench }: Omit<CheckContext, 'signal'>): Promise<void> {
  bench.unused?.tcp.close();
  const connection = bench.smb1;
  if (connection === null) return;
  const { client } = connection;
  const options = { deadlineMs: Math.min(request.plan.deadlineMs, SIGN_OFF_DEADLINE_MS) };
  const { session } = bench;
  if (connection.unusable === null && session !== null) {
    for (const tree of bench.trees) {
      recorder.exchange((await client.disconnectTree({ uid: session.uid, tid: tree.tid }, options)).record);
    }
    recorder.exchange((await client.logOff(session, options)).record);
  }
  client.close();
}
