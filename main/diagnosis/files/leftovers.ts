import type { ExchangeOptions } from '../../net/exchange.ts';
import type { Handles, Smb1Client } from '../../smb1/client.ts';
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
 * lost: on the run's own connection where that still works, else on a new one. What can't be deleted is noted.
 */
export async function clearLeftovers(shared: Omit<CheckContext, 'signal'>): Promise<void> {
  const { bench, recorder, request } = shared;
  if (bench.leftovers.size === 0) return;
  const plan = { ...request.plan, deadlineMs: Math.min(request.plan.deadlineMs, EXCHANGE_DEADLINE_MS) };
  const context = { ...shared, request: { ...request, plan }, signal: AbortSignal.timeout(CLEAR_AWAY_MS) };
  for (const leftover of bench.leftovers) {
    const gone = (await clearHere(context, leftover)) || (await clearFromNewConnection(context, leftover));
    if (gone) bench.leftovers.delete(leftover);
    else recorder.observe('smb1-files', 'file-left-behind', leftover);
  }
}

async function clearHere(context: CheckContext, { share, path }: Leftover): Promise<boolean> {
  const { smb1, session, trees } = context.bench;
  const tree = trees.find((one) => one.share === share);
  const usable = smb1?.unusable === null && session !== null;
  return usable && tree !== undefined && remove(context, smb1.client, tree, path);
}

async function clearFromNewConnection(context: CheckContext, { share, path }: Leftover): Promise<boolean> {
  const own = await openOwnSession(context, share);
  if (!own.ok) return false;
  const { client, tree, leave } = own.value;
  const gone = await remove(context, client, tree, path);
  await leave();
  return gone;
}

async function remove(
  { recorder, request, signal }: CheckContext,
  client: Smb1Client,
  tree: Handles,
  path: string,
): Promise<boolean> {
  const options: ExchangeOptions = { deadlineMs: request.plan.deadlineMs, signal };
  const { result, record } = await client.deleteFile(tree, wirePath(path), options);
  recorder.exchange(record);
  return result.ok || (result.error.kind === 'server-status' && isGone(result.error.status));
}
