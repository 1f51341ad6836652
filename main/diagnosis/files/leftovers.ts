import type { CheckContext } from '../check.ts';
import { openOwnSession } from '../own-session.ts';
import type { Leftover } from '../workbench.ts';
import { wirePath } from './steps.ts';
import { isGone } from './temporary-file.ts';

/** For all of it: who stopped the run waits for this. */
const CLEAR_AWAY_MS = 4_000;
const EXCHANGE_DEADLINE_MS = 2_000;

/**
 * Deletes the temporary files that checks could not delete themselves, because the run was stopped or the connection was
 * lost. It takes a new connection, after the run's own is closed: servers refuse to delete what that one holds open, and
 * most of it has gone with it. What can't be deleted is noted.
 */
export async function clearLeftovers(shared: Omit<CheckContext, 'signal'>): Promise<void> {
  const { bench, recorder, request } = shared;
  if (bench.leftovers.size === 0) return;
  const plan = { ...request.plan, deadlineMs: Math.min(request.plan.deadlineMs, EXCHANGE_DEADLINE_MS) };
  const context = { ...shared, request: { ...request, plan }, signal: AbortSignal.timeout(CLEAR_AWAY_MS) };
  for (const leftover of bench.leftovers) {
    if (await remove(context, leftover)) bench.leftovers.delete(leftover);
    else recorder.observe('smb1-files', 'file-left-behind', leftover);
  }
}

async function remove(context: CheckContext, { share, path }: Leftover): Promise<boolean> {
  const { recorder, request, signal } = context;
  const own = await openOwnSession(context, share);
  if (!own.ok) return false;
  const { client, tree, leave } = own.value;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const { result, record } = await client.deleteFile(tree, wirePath(path), options);
  recorder.exchange(record);
  await leave();
  return result.ok || (result.error.kind === 'server-status' && isGone(result.error.status));
}
