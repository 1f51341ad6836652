import type { CheckId } from '../../app/model/check.ts';
import type { Smb2Client, Smb2NegotiateWish, Smb2Session } from '../smb2/client.ts';
import type { NegotiateResponse } from '../smb2/codec/negotiate.ts';
import type { SignInOutcome } from '../smb2/session-setup.ts';
import type { CheckContext } from './check.ts';
import { smb2ClientOn } from './client.ts';
import { openConnection } from './connect.ts';
import { credentialsOf } from './credentials.ts';
import { noteSmb2Identity } from './server-identity.ts';

const SIGN_OFF_DEADLINE_MS = 2_000;

/** A negotiated SMB2 connection of a check's own. */
export interface OwnSmb2 {
  readonly client: Smb2Client;
  readonly negotiated: NegotiateResponse;
}

/** Opens a connection where `tcp` found the server and negotiates; null where that does not come about. Records all. */
export async function openOwnSmb2(
  context: CheckContext,
  check: CheckId,
  wish: Pick<Smb2NegotiateWish, 'dialects' | 'clientGuid'> = {},
): Promise<OwnSmb2 | null> {
  const { request, signal, recorder } = context;
  const opened = await openConnection(context, 'smb2');
  if (!opened.result.ok) return null;
  const client = smb2ClientOn(opened.result.value, context);
  const { result, record } = await client.negotiate({ ...wish, deadlineMs: request.plan.deadlineMs, signal });
  const exchange = recorder.exchange(record);
  if (result.ok) {
    noteSmb2Identity(context, check, result.value, exchange);
    return { client, negotiated: result.value };
  }
  client.close();
  return null;
}

/** Signs in there as the run does, or authenticates a session again. The last leg's record is left to the caller. */
export async function signInOwn(
  context: CheckContext,
  { client, negotiated }: OwnSmb2,
  session: { readonly sessionId?: bigint } = {},
): Promise<SignInOutcome> {
  const { request, signal, recorder } = context;
  const options = { ...session, deadlineMs: request.plan.deadlineMs, signal };
  const outcome = await client.signIn(negotiated, credentialsOf(context), options);
  for (const earlier of outcome.records.slice(0, -1)) recorder.exchange(earlier);
  return outcome;
}

/** A session that was opened there, all of it recorded; null where it was not. */
export async function sessionOn(context: CheckContext, own: OwnSmb2): Promise<Smb2Session | null> {
  const { result, records } = await signInOwn(context, own);
  const last = records.at(-1);
  if (last !== undefined) context.recorder.exchange(last);
  return result.ok ? result.value : null;
}

/** Logs off, which needs no answer any more, and closes. */
export async function leaveOwn(context: CheckContext, { client }: OwnSmb2, session: Smb2Session | null): Promise<void> {
  const { request, recorder } = context;
  if (session !== null) {
    const deadlineMs = Math.min(request.plan.deadlineMs, SIGN_OFF_DEADLINE_MS);
    recorder.exchange((await client.logOff(session, { deadlineMs })).record);
  }
  client.close();
}
