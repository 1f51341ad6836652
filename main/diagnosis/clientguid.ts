import { randomBytes } from 'node:crypto';
import { isSessionDeleted, noStatus } from '../../app/knowledge/statuses.ts';
import type { CheckId } from '../../app/model/check.ts';
import type { ObservationOf } from '../../app/model/observation.ts';
import type { SmbStatus } from '../../app/model/status.ts';
import type { ExchangeRecord } from '../net/exchange.ts';
import { smb2Dialects } from '../smb2/codec/negotiate.ts';
import type { SignInOutcome } from '../smb2/session-setup.ts';
import type { CheckContext } from './check.ts';
import { dialectName } from './describe-smb2-negotiated.ts';
import type { OwnSmb2 } from './own-smb2.ts';
import { leaveOwn, openOwnSmb2, sessionOn, signInOwn } from './own-smb2.ts';

const check: CheckId = 'smb2-stale-session';

type Seen = ObservationOf<'clientguid-answer'>;

/** The rule that ties a ClientGuid to a dialect leaves 2.0.2 out ([MS-SMB2] 3.3.5.5.3). */
const smb210 = 0x0210;

/**
 * Signs in on two connections with one ClientGuid and different dialects. Where the server ends the second sign-in as if
 * its session were deleted, it is repeated on a third connection with a new ClientGuid. Not tried on a server of one
 * dialect.
 */
export async function repeatClientGuid(context: CheckContext): Promise<void> {
  const dialects = servedDialects(context);
  const [lowest] = dialects;
  const highest = dialects.at(-1);
  if (lowest === undefined || highest === undefined || lowest === highest) return;
  const clientGuid = randomBytes(16);
  const first = await openOwnSmb2(context, check, { dialects: [lowest], clientGuid });
  if (first === null) return;
  const session = await sessionOn(context, first);
  const second = session === null ? null : await openOwnSmb2(context, check, { dialects: [highest], clientGuid });
  if (second !== null) await signInKnown(context, second, highest);
  await leaveOwn(context, first, session);
}

/** The dialects that the sweep found served, to which the rule applies. */
function servedDialects({ recorder }: CheckContext): readonly number[] {
  const served = new Set(
    recorder.observations.flatMap((seen) =>
      seen.kind === 'smb2-dialect' && seen.answer === 'served' ? [seen.dialect] : [],
    ),
  );
  return smb2Dialects.filter((dialect) => dialect >= smb210 && served.has(dialectName(dialect)));
}

/** One sign-in, and how it was answered. */
interface Tried {
  readonly record: ExchangeRecord;
  readonly exchange: string;
  readonly answer: Seen['answer'];
}

/** Signs in on a connection, and leaves it. Null where the outcome says nothing of the ClientGuid. */
async function trySignIn(context: CheckContext, own: OwnSmb2): Promise<Tried | null> {
  const outcome = await signInOwn(context, own);
  const record = outcome.records.at(-1);
  const exchange = record === undefined ? undefined : context.recorder.exchange(record);
  await leaveOwn(context, own, outcome.result.ok ? outcome.result.value : null);
  const answer = answerOf(outcome);
  return record === undefined || exchange === undefined || answer === null ? null : { record, exchange, answer };
}

/** A sign-in with a ClientGuid that the server knows with another dialect. */
async function signInKnown(context: CheckContext, own: OwnSmb2, dialect: number): Promise<void> {
  const tried = await trySignIn(context, own);
  if (tried === null) return;
  const { record, exchange, answer } = tried;
  const then = answer === 'session-deleted' ? await signInAnew(context, dialect) : 'not-tried';
  const ms = record.ms ?? context.clock.monotonicMs() - record.sentAtMs;
  const { status } = record;
  const seen = { guid: 'repeated', dialect: dialectName(dialect), answer, status, then, ms, exchange } as const;
  context.recorder.observe(check, 'clientguid-answer', seen);
}

/** The same on a connection of its own with a new ClientGuid. */
async function signInAnew(context: CheckContext, dialect: number): Promise<Seen['then']> {
  const own = await openOwnSmb2(context, check, { dialects: [dialect] });
  const tried = own === null ? null : await trySignIn(context, own);
  if (tried?.answer !== 'session-deleted') return tried?.answer === 'accepted' ? 'accepted' : 'other';
  noteDeletedAtSignIn(context, check, tried.record.status, tried.exchange);
  return 'session-deleted';
}

/** Nobody else can know a new ClientGuid: the server ended a session that only we had a hand in. */
function noteDeletedAtSignIn({ recorder }: CheckContext, by: CheckId, status: SmbStatus, exchange: string): void {
  const seen = { series: 'smb2.session-setup', status, sinceLastSuccessMs: null, exchange } as const;
  recorder.observe(by, 'session-deleted', seen);
}

/** How a sign-in ended that the server refused. */
interface Refused {
  readonly kind: 'refused';
  readonly status: SmbStatus;
  readonly ms: number;
  readonly exchange: string;
}

/**
 * Notes that a sign-in with a new ClientGuid was answered as if its session were deleted, and what became of the same with
 * another new one.
 */
export function noteDeletedAtOnce(
  context: CheckContext,
  by: CheckId,
  tried: {
    readonly dialect: number;
    readonly first: Refused;
    readonly again: Refused | { readonly kind: 'set-up' | 'ended' };
  },
): void {
  const { first, again } = tried;
  const { status, ms, exchange } = first;
  const gone = again.kind === 'refused' && isSessionDeleted(again.status);
  const then = gone ? 'session-deleted' : again.kind === 'set-up' ? 'accepted' : 'other';
  const dialect = dialectName(tried.dialect);
  const seen = { guid: 'fresh', dialect, answer: 'session-deleted', status, then, ms, exchange } as const;
  context.recorder.observe(by, 'clientguid-answer', seen);
  if (gone) noteDeletedAtSignIn(context, by, again.status, again.exchange);
}

/** Null where the sign-in was cancelled, or failed in a way that says nothing of the ClientGuid. */
function answerOf({ result, records }: SignInOutcome): Seen['answer'] | null {
  if (result.ok) return 'accepted';
  const { status } = records.at(-1) ?? { status: noStatus };
  switch (result.error.kind) {
    case 'server-status':
      return isSessionDeleted(status) ? 'session-deleted' : 'other-status';
    case 'transport':
      return 'cut';
    case 'deadline':
      return 'no-answer';
    default:
      return null;
  }
}
