import { message } from '../../../app/wording/message.ts';
import type { ExchangeRecord } from '../../net/exchange.ts';
import type { Handles, Session, Smb1Client } from '../../smb1/client.ts';
import type { NtLmNegotiateResponse } from '../../smb1/codec/negotiate.ts';
import type { Check, CheckContext, CheckEnd } from '../check.ts';
import { cancelled, done, skipped } from '../check.ts';
import { smb1ClientOn } from '../client.ts';
import { openConnection } from '../connect.ts';
import { credentialsOf } from '../credentials.ts';
import { needs } from '../needs.ts';
import { noteStaleAnswer } from '../stale-answer.ts';

/** One request in the name of the session that is gone. */
interface Probe {
  readonly record: ExchangeRecord;
}

/**
 * What this server says to a client that holds a deleted session: on a connection of its own, two sessions, one of which
 * is logged off and then named. The other one stays, because some servers cut a connection without any session
 * ([MS-SMB] 3.3.5.1). It shows what the server does, not what befell the user, so no cause rests on it.
 */
export const smb1StaleSessionCheck: Check = {
  id: 'smb1-stale-session',
  run: async (context) => {
    const { bench, signal } = context;
    if (bench.smb1 === null || bench.session === null) return needs('smb1-session');
    if (bench.smb1.unusable !== null) return skipped(bench.smb1.unusable);
    const opened = await openConnection(context, 'smb1');
    if (!opened.result.ok) return opened.result.error.kind === 'cancelled' ? cancelled : skipped(notSetUp());
    const client = smb1ClientOn(opened.result.value, context);
    try {
      const end = await probe(context, client);
      return signal.aborted ? cancelled : end;
    } finally {
      client.close();
    }
  },
};

function notSetUp(): ReturnType<typeof message> {
  return message('check.why.stale-not-set-up');
}

async function probe(context: CheckContext, client: Smb1Client): Promise<CheckEnd> {
  const { request, signal, recorder } = context;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const negotiating = await client.negotiate(options);
  recorder.exchange(negotiating.record);
  if (!negotiating.result.ok || negotiating.result.value.kind !== 'nt-lm') return skipped(notSetUp());
  const negotiated = negotiating.result.value;
  const stale = await signIn(context, client, negotiated);
  const living = stale === null ? null : await signIn(context, client, negotiated);
  if (stale === null || living === null) return skipped(notSetUp());
  const tree = await client.connectTree(stale, 'IPC$', options);
  recorder.exchange(tree.record);
  const loggedOff = await client.logOff(stale, options);
  recorder.exchange(loggedOff.record);
  if (!tree.result.ok || !loggedOff.result.ok) return skipped(notSetUp());

  await nameStale(context, client, { uid: stale.uid, tid: tree.result.value.tid }, negotiated);
  recorder.exchange((await client.logOff(living, options)).record);
  return done;
}

async function signIn(
  context: CheckContext,
  client: Smb1Client,
  negotiated: NtLmNegotiateResponse,
): Promise<Session | null> {
  const { request, signal, recorder } = context;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const { result, records } = await client.signIn(negotiated, credentialsOf(context), options);
  for (const record of records) recorder.exchange(record);
  return result.ok ? result.value : null;
}

/** Sends each request in turn, and notes its answer; nothing more once the connection is of no use. */
async function nameStale(
  context: CheckContext,
  client: Smb1Client,
  handles: Handles,
  negotiated: NtLmNegotiateResponse,
): Promise<void> {
  const { request, signal } = context;
  const { uid } = handles;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const requests: readonly (() => Promise<Probe>)[] = [
    () => client.queryFsInfo(handles, options),
    () => client.connectTree({ uid }, 'IPC$', options),
    () => client.echo({ ...options, uid }),
    () => authenticateAgain(context, client, negotiated, uid),
  ];
  for (const send of requests) {
    const { record } = await send();
    if (!noteStaleAnswer(context, 'smb1-stale-session', 'logoff', record)) return;
  }
}

/** SESSION_SETUP in the name of the old session; one that the server grants after all is logged off again. */
async function authenticateAgain(
  context: CheckContext,
  client: Smb1Client,
  negotiated: NtLmNegotiateResponse,
  uid: number,
): Promise<Probe> {
  const { request, signal, recorder } = context;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const { result, records } = await client.signIn(negotiated, credentialsOf(context), { ...options, uid });
  for (const earlier of records.slice(0, -1)) recorder.exchange(earlier);
  if (result.ok) recorder.exchange((await client.logOff(result.value, options)).record);
  const record = records.at(-1);
  if (record === undefined) throw new Error('a sign-in that was possible before sent nothing');
  return { record };
}
