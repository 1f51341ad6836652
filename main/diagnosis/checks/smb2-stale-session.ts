import type { Message } from '../../../app/model/message.ts';
import { message } from '../../../app/wording/message.ts';
import type { ExchangeRecord } from '../../net/exchange.ts';
import type { Smb2Session, Smb2TreeHandle } from '../../smb2/client.ts';
import type { Check, CheckContext, CheckEnd } from '../check.ts';
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
    const end = await afterLogoff(context);
    if (end.outcome === 'done' && !context.signal.aborted) await repeatClientGuid(context);
    return context.signal.aborted ? cancelled : end;
  },
};

async function afterLogoff(context: CheckContext): Promise<CheckEnd> {
  const first = await openOwnSmb2(context, id);
  if (first === null) return skipped(notSetUp());
  const stale = await sessionOn(context, first);
  const living = stale === null ? null : await sessionOn(context, first);
  if (stale === null || living === null) {
    await leaveOwn(context, first, stale);
    return skipped(notSetUp());
  }
  const { request, signal, recorder } = context;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const tree = await first.client.connectTree(stale, 'IPC$', options);
  recorder.exchange(tree.record);
  const loggedOff = await first.client.logOff(stale, options);
  recorder.exchange(loggedOff.record);
  const handle = tree.result.ok && loggedOff.result.ok ? tree.result.value : null;
  if (handle !== null) await nameStale(context, first, handle, 'logoff');
  // Not logged off: it is to be lost with its connection.
  first.client.close();
  if (handle === null) return skipped(notSetUp());
  return signal.aborted ? cancelled : afterReconnect(context, living);
}

function notSetUp(): Message {
  return message('check.why.stale-not-set-up');
}

async function afterReconnect(context: CheckContext, lost: Smb2Session): Promise<CheckEnd> {
  const second = await openOwnSmb2(context, id);
  if (second === null) return skipped(notSetUp());
  const fresh = await sessionOn(context, second);
  if (fresh !== null) await nameStale(context, second, { sessionId: lost.sessionId, treeId: 0 }, 'reconnect');
  await leaveOwn(context, second, fresh);
  return fresh === null ? skipped(notSetUp()) : done;
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
