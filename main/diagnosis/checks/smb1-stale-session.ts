import { message } from '../../../app/wording/message.ts';
import type { ExchangeRecord } from '../../net/exchange.ts';
import type { Handles, Session, Smb1Client } from '../../smb1/client.ts';
import { accessRights, createDispositions, shareAccess } from '../../smb1/codec/file-constants.ts';
import type { NtLmNegotiateResponse } from '../../smb1/codec/negotiate.ts';
import type { Check, CheckContext } from '../check.ts';
import { cancelled, done, skipped } from '../check.ts';
import { smb1ClientOn } from '../client.ts';
import { openConnection } from '../connect.ts';
import { credentialsOf } from '../credentials.ts';
import { needs } from '../needs.ts';
import type { StaleAfter } from '../stale-answer.ts';
import { noteStaleAnswer } from '../stale-answer.ts';

/** One request in the name of the session that is gone. */
interface Probe {
  readonly record: ExchangeRecord;
}

/**
 * What this server says to a client that holds a deleted session. First one that was logged off, while another lives on
 * the same connection, because some servers cut a connection without any session ([MS-SMB] 3.3.5.1). Then the other one,
 * lost with its connection and named on a new one, beside a fresh session, as a client does that reconnects. It shows
 * what the server does, not what befell the user, so no cause rests on it.
 */
export const smb1StaleSessionCheck: Check = {
  id: 'smb1-stale-session',
  run: async (context) => {
    const { bench, signal } = context;
    if (bench.smb1 === null || bench.session === null) return needs('smb1-session');
    if (bench.smb1.unusable !== null) return skipped(bench.smb1.unusable);
    if (bench.signInRefused) return skipped(message('check.why.sign-in-refused'));
    const lost = await onNewConnection(context, (opened) => afterLogOff(context, opened));
    if (lost !== null) await onNewConnection(context, (opened) => afterReconnect(context, opened, lost));
    if (signal.aborted) return cancelled;
    return lost === null ? skipped(message('check.why.stale-not-set-up')) : done;
  },
};

/** A negotiated connection of this check's own. */
interface Opened {
  readonly client: Smb1Client;
  readonly negotiated: NtLmNegotiateResponse;
}

/** Opens one more connection for `use`, and closes it; null when none could be opened or used. */
async function onNewConnection<Value>(
  context: CheckContext,
  use: (opened: Opened) => Promise<Value | null>,
): Promise<Value | null> {
  const { request, signal, recorder } = context;
  const connected = await openConnection(context, 'smb1');
  if (!connected.result.ok) return null;
  const client = smb1ClientOn(connected.result.value, context);
  try {
    const { result, record } = await client.negotiate({ deadlineMs: request.plan.deadlineMs, signal });
    recorder.exchange(record);
    if (!result.ok || result.value.kind !== 'nt-lm') return null;
    return await use({ client, negotiated: result.value });
  } finally {
    client.close();
  }
}

/** Names a session that was logged off. Gives the other one, which its connection takes along; null if it came to nothing. */
async function afterLogOff(context: CheckContext, opened: Opened): Promise<Session | null> {
  const { request, signal, recorder } = context;
  const { client } = opened;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const stale = await signIn(context, opened);
  const living = stale === null ? null : await signIn(context, opened);
  if (stale === null || living === null) return null;
  const tree = await client.connectTree(stale, 'IPC$', options);
  recorder.exchange(tree.record);
  const loggedOff = await client.logOff(stale, options);
  recorder.exchange(loggedOff.record);
  if (!tree.result.ok || !loggedOff.result.ok) return null;
  await nameStale(context, opened, { uid: stale.uid, tid: tree.result.value.tid }, 'logoff');
  return living;
}

/** Names a session whose connection is gone, on a connection with a session of its own. */
async function afterReconnect(context: CheckContext, opened: Opened, lost: Session): Promise<null> {
  const { request, signal, recorder } = context;
  const { client } = opened;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const fresh = await signIn(context, opened);
  // Numbers belong to a connection. Where the server gives the same one again, the old session names the new one.
  if (fresh === null || fresh.uid === lost.uid) return null;
  const tree = await client.connectTree(fresh, 'IPC$', options);
  recorder.exchange(tree.record);
  // The tree is the fresh session's, so that nothing but the UID is wrong.
  if (tree.result.ok) {
    await nameStale(context, opened, { uid: lost.uid, tid: tree.result.value.tid }, 'reconnect');
  }
  recorder.exchange((await client.logOff(fresh, options)).record);
  return null;
}

async function signIn(context: CheckContext, { client, negotiated }: Opened): Promise<Session | null> {
  const { request, signal, recorder, bench } = context;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const { result, records } = await client.signIn(negotiated, credentialsOf(context), options);
  for (const record of records) recorder.exchange(record);
  if (result.ok) return result.value;
  bench.signInRefused ||= result.error.kind === 'server-status';
  return null;
}

/** Sends each request in turn, and notes its answer; nothing more once the connection is of no use. */
async function nameStale(context: CheckContext, opened: Opened, handles: Handles, after: StaleAfter): Promise<void> {
  const { request, signal } = context;
  const { client } = opened;
  const { uid } = handles;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const requests: readonly (() => Promise<Probe>)[] = [
    () => client.queryFsInfo(handles, options),
    () => openPipe(context, client, handles),
    () => client.connectTree({ uid }, 'IPC$', options),
    () => client.echo({ ...options, uid }),
    () => authenticateAgain(context, opened, uid),
  ];
  for (const send of requests) {
    const { record } = await send();
    if (!noteStaleAnswer(context, 'smb1-stale-session', after, record)) return;
  }
}

/** NT_CREATE of the pipe that every server has; one that is opened after all is closed again. */
async function openPipe(
  { request, signal, recorder }: CheckContext,
  client: Smb1Client,
  handles: Handles,
): Promise<Probe> {
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const { result, record } = await client.open(handles, '\\srvsvc', { ...options, ...pipe });
  if (result.ok) {
    recorder.exchange((await client.closeFile({ ...handles, fid: result.value.fid }, options)).record);
  }
  return { record };
}

const pipe = {
  access: accessRights.FILE_READ_DATA | accessRights.FILE_WRITE_DATA,
  disposition: createDispositions.FILE_OPEN,
  shareAccess: shareAccess.FILE_SHARE_READ | shareAccess.FILE_SHARE_WRITE,
} as const;

/** SESSION_SETUP in the name of the old session; one that the server grants after all is logged off again. */
async function authenticateAgain(context: CheckContext, { client, negotiated }: Opened, uid: number): Promise<Probe> {
  const { request, signal, recorder } = context;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const { result, records } = await client.signIn(negotiated, credentialsOf(context), { ...options, uid });
  for (const earlier of records.slice(0, -1)) recorder.exchange(earlier);
  if (result.ok) recorder.exchange((await client.logOff(result.value, options)).record);
  const record = records.at(-1);
  if (record === undefined) throw new Error('a sign-in that was possible before sent nothing');
  return { record };
}
