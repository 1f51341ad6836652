import type { CheckId } from '../../app/model/check.ts';
import type { SmbStatus } from '../../app/model/status.ts';
import { message } from '../../app/wording/message.ts';
import type { Exchanged } from '../net/exchange.ts';
import type { OwnSession } from './own-session.ts';
import { pause } from './pause.ts';
import { trySecondConnection } from './second-connection.ts';
import type { FailedExchange } from './trouble.ts';
import { noteSilence, noteTrouble } from './trouble.ts';

/** A request that waits longer than this is worth a second connection. */
const STALL_MS = 2_000;
const ECHO_EVERY_MS = 250;

/** What came of a request that was looked on. */
export type LookedOn<Reply> =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'status'; readonly status: SmbStatus }
  /** Noted: silent, cut, broken, or without its session. The connection is of no more use. */
  | { readonly kind: 'noted' }
  | { readonly kind: 'cancelled' };

/** A request that was sent a moment ago, and the file or folder that it is about. */
export interface Work<Reply> {
  readonly own: OwnSession;
  readonly check: CheckId;
  /** Left out where the check chose it. */
  readonly path?: string;
  readonly exchanging: Promise<Exchanged<Reply>>;
  /** It may rightly wait for ever, so its silence is none. Default false. */
  readonly patient?: boolean;
}

/** The echoes of one connection while something else was outstanding there; those that came too late to tell are left out. */
interface Echoes {
  readonly sent: number;
  readonly answered: number;
  /** The first that brought no good answer. */
  readonly failed: FailedExchange | null;
}

/**
 * Looks on while one request is outstanding: echoes on the same connection, and a second connection at once when it
 * begins to look like a stall. Notes the answer, however late, with its time; or the silence and what echoes say of it.
 */
export async function lookOn<Reply>(work: Work<Reply>): Promise<LookedOn<Reply>> {
  const { own, check, exchanging, patient = false } = work;
  const { context } = own;
  const over = new AbortController();
  const signal = AbortSignal.any([context.signal, over.signal]);
  const echoing = echoUntil(own, signal);
  const trying = patient ? Promise.resolve(false) : secondIfStalled(work, signal);
  const { result, record } = await exchanging;
  over.abort();
  const [{ sent, answered, failed }, secondTried] = await Promise.all([echoing, trying]);

  const exchange = context.recorder.exchange(record);
  const silent = !result.ok && result.error.kind === 'deadline';
  if (failed !== null && patient) await noteTrouble(context, check, failed);
  // Where the request itself stays silent another echo is sent: that tells how things stand at the end.
  else if (failed !== null && !silent) noteSilence(context, check, failed);
  if (result.ok || result.error.kind === 'server-status') {
    const { series, status } = record;
    const ms = record.ms ?? 0;
    const echoes = { sent, answered };
    const about = work.path === undefined ? { series } : { series, path: work.path };
    context.recorder.observe(check, 'work-answered', { ...about, status, ms, echoes, exchange });
    if (result.ok) return { kind: 'reply', reply: result.value };
  }
  if (silent && patient) return { kind: 'noted' };
  return noteTrouble(context, check, { error: result.error, record, exchange }, { secondTried, path: work.path });
}

async function echoUntil({ client, context }: OwnSession, signal: AbortSignal): Promise<Echoes> {
  const { recorder, request } = context;
  let sent = 0;
  let answered = 0;
  let failed: FailedExchange | null = null;
  for (;;) {
    await pause(ECHO_EVERY_MS, signal);
    if (signal.aborted) break;
    const { result, record } = await client.echo({ deadlineMs: request.plan.deadlineMs, signal });
    if (!result.ok && result.error.kind === 'cancelled') break;
    sent += 1;
    if (result.ok) {
      answered += 1;
      if (sent === 1) recorder.exchange(record);
      else recorder.sample(record);
      continue;
    }
    const exchange = recorder.exchange(record);
    failed ??= { error: result.error, record, exchange };
    if (result.error.kind !== 'deadline') break;
  }
  return { sent, answered, failed };
}

/** Whether a second connection was tried. */
async function secondIfStalled({ own, check }: Work<unknown>, signal: AbortSignal): Promise<boolean> {
  await pause(STALL_MS, signal);
  if (signal.aborted) return false;
  own.context.recorder.progress(check, message('check.progress.silence'));
  await trySecondConnection(own.context, check);
  return true;
}
