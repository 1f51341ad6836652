import { isSessionDeleted, isSessionExpired } from '../../app/knowledge/statuses.ts';
import type { CheckId } from '../../app/model/check.ts';
import type { SeriesId } from '../../app/model/exchange.ts';
import type { ObservationOf } from '../../app/model/observation.ts';
import type { SmbStatus } from '../../app/model/status.ts';
import { message } from '../../app/wording/message.ts';
import type { Exchanged, ExchangeRecord } from '../net/exchange.ts';
import type { ExchangeFailure } from '../net/failure.ts';
import type { CheckContext } from './check.ts';
import { trySecondConnection } from './second-connection.ts';
import { silenceOf } from './silence.ts';
import type { Workbench } from './workbench.ts';

/** What is left for a check to judge after the trouble that all exchanges share was noted. */
export type Trouble =
  | { readonly kind: 'status'; readonly status: SmbStatus }
  /** Noted: cut, silent, broken protocol, session deleted or expired. The connection is of no more use. */
  | { readonly kind: 'noted' }
  | { readonly kind: 'cancelled' };

/** An exchange that brought no usable reply, as it was recorded. */
export interface FailedExchange {
  readonly error: ExchangeFailure;
  readonly record: ExchangeRecord;
  readonly exchange: string;
}

/**
 * Notes what a failed exchange shows beyond its own check: a cut, silence (and what an echo and a second
 * connection say of it), a broken answer, a session deleted or expired. Any other status is the check's own to judge.
 * `secondTried`: a second connection was tried while the silence lasted, and needs no trying again. `path`: the user's
 * file or folder that the request was about.
 */
export async function noteTrouble(
  context: CheckContext,
  check: CheckId,
  { error, record, exchange }: FailedExchange,
  { secondTried = false, path }: { readonly secondTried?: boolean; readonly path?: string | undefined } = {},
): Promise<Trouble> {
  const { recorder, bench, clock } = context;
  const { series, connection } = record;
  const sinceLastSuccessMs = recorder.sinceSuccess(connection);
  const ms = Math.max(0, clock.monotonicMs() - record.sentAtMs);
  switch (error.kind) {
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'server-status':
      if (!noteSessionEnd(context, check, error.status, { series, sinceLastSuccessMs, exchange })) {
        return { kind: 'status', status: error.status };
      }
      if (isOverSmb2(series)) endSmb2Session(bench);
      else bench.session = null;
      return { kind: 'noted' };
    case 'transport': {
      const { end } = error;
      const code = end.how === 'error' ? { code: end.code } : {};
      recorder.observe(check, 'connection-cut', { series, end: end.how, ...code, ms, sinceLastSuccessMs, exchange });
      break;
    }
    case 'protocol-violation':
      recorder.observe(check, 'protocol-violation', { series, ...violationOf(error), exchange });
      break;
    case 'deadline':
      recorder.observe(check, 'exchange-no-answer', {
        series,
        ...(path !== undefined && { path }),
        ...silenceOf(error),
        sinceLastSuccessMs,
        exchange,
      });
      await examineSilence(context, check, record, secondTried);
      break;
  }
  const befallen = isOverSmb2(series) ? bench.smb2 : bench.smb1;
  if (befallen !== null) befallen.unusable = message('check.why.connection-lost');
  return { kind: 'noted' };
}

function isOverSmb2(series: SeriesId): boolean {
  return series.startsWith('smb2.');
}

function endSmb2Session({ smb2 }: Workbench): void {
  if (smb2 !== null) smb2.session = null;
}

/** Notes a status that says that the session in which it was asked is gone; whether it says so. */
function noteSessionEnd(
  { recorder, bench }: CheckContext,
  check: CheckId,
  status: SmbStatus,
  seen: Pick<ObservationOf<'session-deleted'>, 'series' | 'sinceLastSuccessMs' | 'exchange'>,
): boolean {
  const session = isOverSmb2(seen.series) ? (bench.smb2?.session ?? null) : bench.session;
  if (session === null) return false;
  if (isSessionDeleted(status)) recorder.observe(check, 'session-deleted', { ...seen, status });
  else if (isSessionExpired(status)) recorder.observe(check, 'session-expired', { ...seen, status });
  else return false;
  return true;
}

/** A request stays unanswered: is it this request, this connection, or everything? Both questions are asked at once. */
async function examineSilence(
  context: CheckContext,
  check: CheckId,
  silent: ExchangeRecord,
  secondTried: boolean,
): Promise<void> {
  context.recorder.progress(check, message('check.progress.silence'));
  const second = secondTried ? null : trySecondConnection(context, check, isOverSmb2(silent.series) ? 'smb2' : 'smb1');
  const same = isOverSmb2(silent.series) ? askOnSmb2Connection : askOnSameConnection;
  await Promise.all([same(context, check, silent), second]);
}

/** An echo while something else waits; something else while an echo does. */
async function askOnSameConnection(context: CheckContext, check: CheckId, silent: ExchangeRecord): Promise<void> {
  const { recorder, bench, request, signal } = context;
  const { session, smb1: connection } = bench;
  // A server that takes one request at a time may not be asked while it holds that one.
  if (connection === null || connection.negotiated.maxMpxCount < 2) return;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const tree = bench.trees.at(-1);
  if (silent.series !== 'smb1.echo') {
    const { result, record } = await connection.client.echo(options);
    const exchange = recorder.exchange(record);
    if (result.ok) recorder.observe(check, 'echo-during-stall', { ms: record.ms ?? 0, exchange });
    else noteSilence(context, check, { error: result.error, record, exchange });
  } else if (session !== null && tree !== undefined) {
    const { result, record } = await connection.client.queryFsInfo({ uid: session.uid, tid: tree.tid }, options);
    const exchange = recorder.exchange(record);
    const { series, status } = record;
    if (result.ok || result.error.kind === 'server-status') {
      recorder.observe(check, 'request-during-stall', { series, status, ms: record.ms ?? 0, exchange });
    } else noteSilence(context, check, { error: result.error, record, exchange });
  }
}

/** The same over SMB2, where a TREE_CONNECT to IPC$ is the something else. */
async function askOnSmb2Connection(context: CheckContext, check: CheckId, silent: ExchangeRecord): Promise<void> {
  const { recorder, bench, request, signal } = context;
  const session = bench.smb2?.session ?? null;
  if (bench.smb2 === null || session === null) return;
  const { client, trees } = bench.smb2;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const ofEcho = silent.series === 'smb2.echo';
  const { result, record } = ofEcho
    ? await client.connectTree(session, 'IPC$', options)
    : await client.echo(session, options);
  const exchange = recorder.exchange(record);
  const { series, status } = record;
  if (result.ok && result.value !== null) trees.push(result.value);
  if (!result.ok && result.error.kind !== 'server-status') {
    noteSilence(context, check, { error: result.error, record, exchange });
  } else if (ofEcho) {
    recorder.observe(check, 'request-during-stall', { series, status, ms: record.ms ?? 0, exchange });
  } else {
    recorder.observe(check, 'echo-during-stall', { ms: record.ms ?? 0, exchange });
  }
}

/** Of the request that looks into a silence only what is certain is noted: silence again, or a broken answer. */
export function noteSilence(
  { recorder }: CheckContext,
  check: CheckId,
  { error, record, exchange }: FailedExchange,
): void {
  const { series } = record;
  if (error.kind === 'protocol-violation') {
    recorder.observe(check, 'protocol-violation', { series, ...violationOf(error), exchange });
  }
  if (error.kind !== 'deadline') return;
  const sinceLastSuccessMs = recorder.sinceSuccess(record.connection);
  recorder.observe(check, 'exchange-no-answer', { series, ...silenceOf(error), sinceLastSuccessMs, exchange });
}

function violationOf({ reason, field }: Extract<ExchangeFailure, { kind: 'protocol-violation' }>): {
  readonly reason: string;
  readonly field?: string;
} {
  return { reason, ...(field !== undefined && { field }) };
}

/** Records an exchange and notes its trouble, if any: the reply, or what is left to judge. */
export async function settle<Reply>(
  context: CheckContext,
  check: CheckId,
  { result, record }: Exchanged<Reply>,
  about: { readonly path?: string | undefined } = {},
): Promise<
  | { readonly kind: 'reply'; readonly reply: Reply; readonly ms: number; readonly exchange: string }
  | (Trouble & { readonly ms: number; readonly exchange: string })
> {
  const exchange = context.recorder.exchange(record);
  const ms = record.ms ?? 0;
  if (result.ok) return { kind: 'reply', reply: result.value, ms, exchange };
  return { ...(await noteTrouble(context, check, { error: result.error, record, exchange }, about)), ms, exchange };
}
