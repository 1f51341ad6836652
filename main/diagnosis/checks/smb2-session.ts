import { signInStatuses } from '../../../app/knowledge/sign-in-statuses.ts';
import { isSessionDeleted } from '../../../app/knowledge/statuses.ts';
import type { SmbStatus } from '../../../app/model/status.ts';
import { message } from '../../../app/wording/message.ts';
import type { Smb2Session, Smb2Tree } from '../../smb2/client.ts';
import { shareTypes, SMB2_SHAREFLAG_ENCRYPT_DATA } from '../../smb2/codec/tree-connect.ts';
import type { Check, CheckContext, CheckEnd } from '../check.ts';
import { cancelled, done, skipped } from '../check.ts';
import { smb2ClientOn } from '../client.ts';
import { noteDeletedAtOnce } from '../clientguid.ts';
import { openConnection } from '../connect.ts';
import { credentialsOf, whoSignsIn } from '../credentials.ts';
import { dialectName, signingOfSmb2 } from '../describe-smb2-negotiated.ts';
import { needs } from '../needs.ts';
import { noteSmb2Identity } from '../server-identity.ts';
import { noteServerNames } from '../server-names.ts';
import { noteTrouble, settle } from '../trouble.ts';
import type { Smb2Connection } from '../workbench.ts';

const id = 'smb2-session';

/**
 * Signs in over SMB2 on a connection of its own and connects to IPC$ and the share that was named. A sign-in that was
 * refused before is not tried again. Where the server wants encryption, the same is tried once more without the offer
 * of it, on a further connection: only that tells a demand from a wish.
 */
export const smb2SessionCheck: Check = {
  id,
  run: async (context) => {
    const { observations } = context.recorder;
    if (!observations.some((seen) => seen.kind === 'smb2-negotiated' && seen.dialogue === 'smb2')) {
      return needs('smb2-negotiate');
    }
    if (observations.some((seen) => seen.kind === 'sign-in-refused' || isBlocked(seen))) {
      return skipped(message('check.why.first-sign-in-refused'));
    }
    const first = await setUpAfresh(context);
    if (first.kind === 'ended') return first.end;
    if (first.kind === 'refused') return noteRefusal(context, first);
    const wanted = encryptionOf(first);
    if (wanted === null) return noteSession(context, first);
    first.connection.client.close();
    context.bench.smb2 = null;
    return tryWithoutEncryption(context, wanted);
  },
};

function isBlocked(seen: { readonly kind: string; readonly status?: unknown }): boolean {
  return seen.kind === 'authentication-unsupported' && seen.status !== undefined;
}

/** What became of one request to a share. */
interface ShareAnswer {
  readonly share: string;
  readonly answer: Smb2Tree | SmbStatus;
  readonly ms: number;
  readonly exchange: string;
}

interface SetUp {
  readonly kind: 'set-up';
  readonly connection: Smb2Connection;
  readonly session: Smb2Session;
  readonly ms: number;
  readonly exchange: string;
  readonly shares: readonly ShareAnswer[];
}

interface Refused {
  readonly kind: 'refused';
  readonly status: SmbStatus;
  readonly ms: number;
  readonly exchange: string;
}

interface Ended {
  readonly kind: 'ended';
  readonly end: CheckEnd;
}

const ended = (end: CheckEnd): Ended => ({ kind: 'ended', end });

/** A sign-in answered as if its session were deleted is tried once more: each has a ClientGuid of its own. */
async function setUpAfresh(context: CheckContext): Promise<SetUp | Refused | Ended> {
  const first = await setUp(context, true);
  const { smb2 } = context.bench;
  if (first.kind !== 'refused' || smb2 === null || !isSessionDeleted(first.status)) return first;
  smb2.client.close();
  const again = await setUp(context, true);
  noteDeletedAtOnce(context, id, { dialect: smb2.negotiated.dialect, first, again });
  return again;
}

/** Connection, NEGOTIATE, sign-in and shares; leaves what it built on the bench. */
async function setUp(context: CheckContext, offerEncryption: boolean): Promise<SetUp | Refused | Ended> {
  const { request, signal, recorder, bench } = context;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const opened = await openConnection(context, 'smb2');
  if (!opened.result.ok) {
    return ended(opened.result.error.kind === 'cancelled' ? cancelled : skipped(message('check.why.no-own-session')));
  }
  const client = smb2ClientOn(opened.result.value, context);
  const asked = await settle(context, id, await client.negotiate({ ...options, offerEncryption }));
  if (asked.kind !== 'reply') {
    client.close();
    if (asked.kind === 'status') {
      const { status, ms, exchange } = asked;
      recorder.observe(id, 'unexpected-status', { series: 'smb2.negotiate', status, ms, exchange });
    }
    return ended(asked.kind === 'cancelled' ? cancelled : done);
  }
  const negotiated = asked.reply;
  noteSmb2Identity(context, id, negotiated, asked.exchange);
  const connection: Smb2Connection = { client, negotiated, session: null, trees: [], unusable: null };
  bench.smb2 = connection;
  return signIn(context, connection);
}

async function signIn(context: CheckContext, connection: Smb2Connection): Promise<SetUp | Refused | Ended> {
  const { request, signal, recorder } = context;
  const { client, negotiated } = connection;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const { result, records } = await client.signIn(negotiated, credentialsOf(context), options);
  const legs = records.map((record) => ({ record, exchange: recorder.exchange(record) }));
  noteServerNames(context, id, legs);
  const ms = records.reduce((sum, record) => sum + (record.ms ?? 0), 0);
  const last = legs.at(-1);
  if (result.ok && last !== undefined) {
    connection.session = result.value;
    const { exchange } = last;
    const shares = result.value.encryptData ? [] : await connectShares(context, connection, result.value);
    if (shares === 'cancelled') return ended(cancelled);
    return { kind: 'set-up', connection, session: result.value, ms, exchange, shares };
  }
  if (result.ok) return ended(done);
  const { error } = result;
  if (error.kind === 'authentication-unsupported') {
    const seen = last === undefined ? {} : { exchange: last.exchange };
    recorder.observe(id, 'authentication-unsupported', { protocol: 'smb2', why: error.why, ...seen });
    return ended(done);
  }
  if (last === undefined) return ended(error.kind === 'cancelled' ? cancelled : done);
  const trouble = await noteTrouble(context, id, { error, ...last });
  if (trouble.kind === 'status') return { kind: 'refused', status: trouble.status, ms, exchange: last.exchange };
  return ended(trouble.kind === 'cancelled' ? cancelled : done);
}

async function connectShares(
  context: CheckContext,
  connection: Smb2Connection,
  session: Smb2Session,
): Promise<readonly ShareAnswer[] | 'cancelled'> {
  const { request, signal } = context;
  const { share } = request.target;
  const answers: ShareAnswer[] = [];
  for (const name of share === undefined || share.toUpperCase() === 'IPC$' ? ['IPC$'] : ['IPC$', share]) {
    const asked = await connection.client.connectTree(session, name, { deadlineMs: request.plan.deadlineMs, signal });
    const outcome = await settle(context, id, asked);
    const { ms, exchange } = outcome;
    if (outcome.kind === 'cancelled') return 'cancelled';
    if (outcome.kind === 'noted') return answers;
    if (outcome.kind === 'reply') connection.trees.push(outcome.reply);
    answers.push({ share: name, answer: outcome.kind === 'reply' ? outcome.reply : outcome.status, ms, exchange });
  }
  return answers;
}

function isTree(answer: Smb2Tree | SmbStatus): answer is Smb2Tree {
  return 'treeId' in answer;
}

/** What the server wants encrypted: everything, or one share; null for nothing. */
function encryptionOf({
  session,
  shares,
  exchange,
}: SetUp): { readonly share?: string; readonly exchange: string } | null {
  if (session.encryptData) return { exchange };
  const flagged = shares.find(
    ({ answer }) => isTree(answer) && (answer.shareFlags & SMB2_SHAREFLAG_ENCRYPT_DATA) !== 0,
  );
  return flagged === undefined ? null : { share: flagged.share, exchange: flagged.exchange };
}

/** The sign-in was good once, so a second one locks nobody out. */
async function tryWithoutEncryption(
  context: CheckContext,
  wanted: { readonly share?: string; readonly exchange: string },
): Promise<CheckEnd> {
  const { recorder } = context;
  const again = await setUp(context, false);
  if (again.kind === 'refused') {
    const { status, exchange } = again;
    recorder.observe(id, 'encryption-demanded', { ...wanted, without: 'refused', status, exchange });
    return done;
  }
  if (again.kind === 'ended') {
    recorder.observe(id, 'encryption-demanded', { ...wanted, without: 'not-tried' });
    return again.end;
  }
  const refused = again.shares.find(({ share, answer }) => share === wanted.share && !isTree(answer));
  if (refused === undefined || isTree(refused.answer)) {
    recorder.observe(id, 'encryption-demanded', { ...wanted, without: 'granted' });
    return noteSession(context, again);
  }
  const { answer: status, exchange } = refused;
  recorder.observe(id, 'encryption-demanded', { ...wanted, without: 'refused', status, exchange });
  return noteSession(context, { ...again, shares: again.shares.filter((one) => one !== refused) });
}

function noteRefusal(context: CheckContext, { status, ms, exchange }: Refused): CheckEnd {
  const { recorder, bench } = context;
  bench.signInRefused = true;
  if (signInStatuses[status.name]?.cause === 'authentication-unsupported') {
    const why = 'ntlm-blocked';
    recorder.observe(id, 'authentication-unsupported', { protocol: 'smb2', why, status, exchange });
  } else {
    recorder.observe(id, 'sign-in-refused', { protocol: 'smb2', ...whoSignsIn(context), status, ms, exchange });
  }
  return done;
}

function noteSession(context: CheckContext, { connection, session, ms, exchange, shares }: SetUp): CheckEnd {
  const { recorder } = context;
  recorder.observe(id, 'signed-in', {
    protocol: 'smb2',
    ...whoSignsIn(context),
    guest: session.guest,
    sessionId: `0x${session.sessionId.toString(16).toUpperCase().padStart(16, '0')}`,
    dialect: dialectName(connection.negotiated.dialect),
    extendedSecurity: true,
    signed: session.signed,
    ...(session.expiresAt !== undefined && { expiresAt: session.expiresAt.toISOString() }),
    ms,
    exchange,
  });
  for (const { share, answer, ...rest } of shares) {
    if (isTree(answer)) {
      const { treeId: tid } = answer;
      recorder.observe(id, 'tree-connected', { protocol: 'smb2', share, tid, service: serviceOf(answer), ...rest });
    } else {
      recorder.observe(id, 'tree-refused', { protocol: 'smb2', share, status: answer, ...rest });
    }
  }
  noteSigningDemand(context, connection, session, shares);
  return done;
}

/** Nobody and guests need not sign, so only a refusal of what everybody may use shows that they would have to. */
function noteSigningDemand(
  { recorder }: CheckContext,
  { negotiated }: Smb2Connection,
  { signed }: Smb2Session,
  shares: readonly ShareAnswer[],
): void {
  const refused = shares.find(({ share, answer }) => share === 'IPC$' && !isTree(answer));
  if (signed || refused === undefined || signingOfSmb2(negotiated) !== 'required') return;
  recorder.observe(id, 'signing-demanded', { protocol: 'smb2', exchange: refused.exchange });
}

function serviceOf({ shareType }: Smb2Tree): string {
  return Object.entries(shareTypes).find(([, type]) => type === shareType)?.[0] ?? String(shareType);
}
