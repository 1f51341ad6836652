import { message } from '../../../app/wording/message.ts';
import type { ExchangeRecord } from '../../net/exchange.ts';
import type { Smb2Session, Smb2TreeHandle } from '../../smb2/client.ts';
import type { Check, CheckContext } from '../check.ts';
import { cancelled, done, skipped } from '../check.ts';
import { repeatClientGuid } from '../clientguid.ts';
import { needs } from '../needs.ts';
import type { OwnSmb2 } from '../own-smb2.ts';
import { leaveOwn, openOwnSmb2, sessionOn, signInOwn } from '../own-smb2.ts';
import type { StaleAfter } from '../stale-answer.ts';
import { noteStaleAnswer } from '../stale-answer.ts';

const id = 'smb2-stale-session';

/**
 * What this server says to a client that holds a deleted session: first one that was logged off while another lives on
 * the same connection, because servers cut a connection without any session ([MS-SMB2] 3.3.5.17); then one whose
 * connection was closed, named on a new one as a client does that reconnects. Last, whether a ClientGuid that is known
 * with another dialect ends a sign-in. All this shows what the server does, not what befell the user.
 */
export const smb2StaleSessionCheck: Check = {
  id,
  run: async (context) => {
    const signedIn = context.recorder.observations.some(
      ({ kind, check }) => kind === 'signed-in' && check === 'smb2-session',
    );
    if (!signedIn) return needs('smb2-session');
    const lost = await afterLogoff(context);
    if (lost !== null) await afterReconnect(context, lost);
    if (lost !== null && !context.signal.aborted) await repeatClientGuid(context);
    if (context.signal.aborted) return cancelled;
    return lost === null ? skipped(message('check.why.stale-not-set-up')) : done;
  },
};

/** Names a session that was logged off. Gives the other one, which its connection takes along; null if it came to nothing. */
async function afterLogoff(context: CheckContext): Promise<Smb2Session | null> {
  const own = await openOwnSmb2(context, id);
  if (own === null) return null;
  const stale = await sessionOn(context, own);
  const living = stale === null ? null : await sessionOn(context, own);
  const gone = stale === null || living === null ? null : await logOffWithTree(context, own, stale);
  if (gone !== null) await nameStale(context, own, gone, 'logoff');
  own.client.close();
  return gone === null ? null : living;
}

/** Logs a session off that has a tree; the handle that is left of both, null where it did not come about. */
async function logOffWithTree(
  { request, signal, recorder }: CheckContext,
  { client }: OwnSmb2,
  session: Smb2Session,
): Promise<Smb2TreeHandle | null> {
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const tree = await client.connectTree(session, 'IPC$', options);
  recorder.exchange(tree.record);
  const loggedOff = await client.logOff(session, options);
  recorder.exchange(loggedOff.record);
  return tree.result.ok && loggedOff.result.ok ? tree.result.value : null;
}

/** Names a session whose connection is gone, on a connection with a session of its own. */
async function afterReconnect(context: CheckContext, lost: Smb2Session): Promise<void> {
  const own = await openOwnSmb2(context, id);
  if (own === null) return;
  const fresh = await sessionOn(context, own);
  // Where the server gives the same number again, the old session names the new one.
  if (fresh !== null && fresh.sessionId !== lost.sessionId) {
    await nameStale(context, own, { sessionId: lost.sessionId, treeId: 0 }, 'reconnect');
  }
  await leaveOwn(context, own, fresh);
}

/** Sends each request in turn, and notes its answer; nothing more once the connection is of no use. */
async function nameStale(
  context: CheckContext,
  own: OwnSmb2,
  handle: Smb2TreeHandle,
  after: StaleAfter,
): Promise<void> {
  const { request, signal } = context;
  const { client } = own;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const record = async (asking: Promise<{ readonly record: ExchangeRecord }>) => (await asking).record;
  const requests: readonly (() => Promise<ExchangeRecord | null>)[] = [
    () => record(client.connectTree(handle, 'IPC$', options)),
    () => record(client.disconnectTree(handle, options)),
    () => record(client.echo(handle, options)),
    () => record(client.logOff(handle, options)),
    () => authenticateAgain(context, own, handle.sessionId),
  ];
  for (const send of requests) {
    const answered = await send();
    if (answered === null || !noteStaleAnswer(context, id, after, answered)) return;
  }
}

/** SESSION_SETUP in the name of the old session; one that the server grants after all is logged off again. */
async function authenticateAgain(
  context: CheckContext,
  own: OwnSmb2,
  sessionId: bigint,
): Promise<ExchangeRecord | null> {
  const { request, signal, recorder } = context;
  const { result, records } = await signInOwn(context, own, { sessionId });
  if (result.ok) {
    const options = { deadlineMs: request.plan.deadlineMs, signal };
    recorder.exchange((await own.client.logOff(result.value, options)).record);
  }
  return records.at(-1) ?? null;
}
