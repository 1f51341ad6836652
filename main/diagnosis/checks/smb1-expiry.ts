import { endedStatuses } from '../../../app/knowledge/sign-in-statuses.ts';
import { isSessionDeleted, isSessionExpired } from '../../../app/knowledge/statuses.ts';
import type { Result } from '../../../app/model/result.ts';
import { message } from '../../../app/wording/message.ts';
import type { ExchangeFailure } from '../../net/failure.ts';
import type { Check, CheckContext, CheckEnd } from '../check.ts';
import { cancelled, done, skipped } from '../check.ts';
import { credentialsOf } from '../credentials.ts';
import type { Wait } from '../expiry/await-expiry.ts';
import { awaitExpiry, planWait, waitLimitMs } from '../expiry/await-expiry.ts';
import type { Expired } from '../expiry/expired-commands.ts';
import { noteExpiredAnswer, openFolder, tryExpiredCommands } from '../expiry/expired-commands.ts';
import type { OwnSession } from '../own-session.ts';
import { holdsFiles } from '../holds-files.ts';
import { mainConnection, openOwnSession } from '../own-session.ts';
import { needs } from '../needs.ts';
import { pause } from '../pause.ts';
import { noteTrouble } from '../trouble.ts';

/**
 * Waits until a session ends with its ticket, on connections of its own: one whose client says CAP_DYNAMIC_REAUTH, which
 * asks for that ([MS-SMB] 3.3.5.3), and one whose client does not. Tries then what is let through, signs in again in the
 * same session, and looks whether what was open works on.
 */
export const smb1ExpiryCheck: Check = {
  id: 'smb1-expiry',
  run: async (context) => {
    const main = mainConnection(context);
    if (!main.ok) return main.error;
    if (credentialsOf(context).kind !== 'token') return skipped(message('check.why.expiry-ntlm'));
    const { trees } = context.bench;
    const share = (trees.find(holdsFiles) ?? trees[0])?.share;
    if (share === undefined) return needs('smb1-tree');
    const asking = await openOwnSession(context, share, { capDynamicReauth: true });
    if (!asking.ok) return asking.error;
    try {
      const later = endsTooLate(context, asking.value);
      if (later !== null) return later;
      const plain = await openOwnSession(context, share);
      if (!plain.ok) return plain.error;
      try {
        const end = await probe(context, asking.value, plain.value);
        return context.signal.aborted ? cancelled : end;
      } finally {
        await plain.value.leave();
      }
    } finally {
      await asking.value.leave();
    }
  },
};

function endsTooLate({ clock, request }: CheckContext, { context }: OwnSession): CheckEnd | null {
  const expiresAt = context.bench.session?.expiresAt;
  if (expiresAt === undefined) return null;
  const leftMs = expiresAt.getTime() - clock.now().getTime();
  if (leftMs < waitLimitMs(request.plan)) return null;
  return skipped(message('check.why.expiry-later', { left: leftMs }));
}

async function probe(context: CheckContext, asking: OwnSession, plain: OwnSession): Promise<CheckEnd> {
  const { client } = asking;
  const sinceMs = context.clock.monotonicMs();
  const wait = planWait(context, asking.context.bench.session?.expiresAt);
  const open = await openAll(asking);
  if (open === null) return skipped(message('check.why.expiry-not-set-up'));

  const end = await waitAndNote(asking, open.kept, wait, sinceMs);
  if (end !== 'expired') return end;
  // The other session may have got its ticket a moment later.
  const spare = await awaitExpiry(context, client, open.spare, wait);
  context.recorder.exchange(spare.record);
  const of = asking.context;
  if (spare.kind === 'expired' && !(await tryExpiredCommands(of, client, open))) {
    asking.connection.unusable = message('check.why.connection-lost');
    return done;
  }
  const continued = await signInAgain(asking, open);
  await lookAtPlain(plain, sinceMs);
  return continued;
}

/** A second session on the same connection, and what is open in both. */
async function openAll({ client, tree, connection, context }: OwnSession): Promise<Expired | null> {
  const { request, signal, recorder } = context;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const signingIn = await client.signIn(connection.negotiated, credentialsOf(context), options);
  for (const record of signingIn.records) recorder.exchange(record);
  if (!signingIn.result.ok) return null;
  const { uid } = signingIn.result.value;
  const connecting = await client.connectTree({ uid }, tree.share, options);
  recorder.exchange(connecting.record);
  if (!connecting.result.ok) return null;
  const spare = { uid, tid: connecting.result.value.tid };
  const first = holdsFiles(tree) ? await openFolder(context, client, tree) : null;
  const second = first === null ? null : await openFolder(context, client, tree);
  return { kept: tree, spare, folders: first === null || second === null ? null : { kept: first, spare: second } };
}

/** Waits for the session's end and notes it; how the check ends where it did not come. */
async function waitAndNote(
  { client, context }: OwnSession,
  handles: Expired['kept'],
  wait: Wait,
  sinceMs: number,
): Promise<'expired' | CheckEnd> {
  const { recorder, clock } = context;
  const end = await awaitExpiry(context, client, handles, wait);
  const exchange = recorder.exchange(end.record);
  const { series, status, connection } = end.record;
  const afterMs = clock.monotonicMs() - sinceMs;
  switch (end.kind) {
    case 'expired':
      recorder.observe('smb1-expiry', 'session-expired', {
        series,
        status,
        sinceLastSuccessMs: recorder.sinceSuccess(connection),
        afterMs,
        exchange,
      });
      return 'expired';
    case 'alive':
      if (wait.endsAtMs === null) return skipped(message('check.why.expiry-not-seen', { after: afterMs }));
      recorder.observe('smb1-expiry', 'session-outlived-ticket', { dynamicReauth: true, status, afterMs, exchange });
      return done;
    case 'failed': {
      const { error, record } = end;
      const trouble = await noteTrouble(context, 'smb1-expiry', { error, record, exchange });
      return trouble.kind === 'cancelled' ? cancelled : done;
    }
  }
}

/** SESSION_SETUP_ANDX in the name of the expired session, and whether its tree and its folder work then. */
async function signInAgain({ client, connection, context }: OwnSession, { kept, folders }: Expired): Promise<CheckEnd> {
  const { request, signal, recorder, bench } = context;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const { uid, tid } = kept;
  const { result, records } = await client.signIn(connection.negotiated, credentialsOf(context), { ...options, uid });
  for (const record of records.slice(0, -1)) recorder.exchange(record);
  const last = records.at(-1);
  bench.session = result.ok ? result.value : null;
  if (last === undefined) return skipped(message('check.why.expiry-no-ticket'));
  const usable = noteExpiredAnswer(context, last);
  if (!usable || (!result.ok && result.error.kind !== 'server-status')) return done;

  const seen = { status: last.status, ms: last.ms ?? 0 };
  if (!result.ok) {
    const nothing = { accepted: false, sameUid: false, treeWorks: false };
    recorder.observe('smb1-expiry', 'reauthenticated', { ...seen, ...nothing });
    return done;
  }
  const now = { uid: result.value.uid, tid };
  const query = await client.queryFsInfo(now, options);
  const exchange = recorder.exchange(query.record);
  const closing = folders === null ? null : await client.closeFile({ ...now, fid: folders.kept.fid }, options);
  if (closing !== null) recorder.exchange(closing.record);
  recorder.observe('smb1-expiry', 'reauthenticated', {
    ...seen,
    accepted: true,
    sameUid: now.uid === uid,
    treeWorks: livesOn(query.result),
    ...(closing !== null && { fileWorks: closing.result.ok }),
    exchange,
  });
  return done;
}

/** The session whose client never asked for expiry: its ticket ends at about the same time. */
async function lookAtPlain({ client, tree, context }: OwnSession, sinceMs: number): Promise<void> {
  const { request, signal, recorder, clock, bench } = context;
  const leftMs = (bench.session?.expiresAt?.getTime() ?? 0) - clock.now().getTime();
  await pause(Math.max(0, leftMs), signal);
  const { result, record } = await client.queryFsInfo(tree, { deadlineMs: request.plan.deadlineMs, signal });
  const exchange = recorder.exchange(record);
  const afterMs = clock.monotonicMs() - sinceMs;
  const { status, series, connection } = record;
  if (livesOn(result)) {
    recorder.observe('smb1-expiry', 'session-outlived-ticket', { dynamicReauth: false, status, afterMs, exchange });
  } else if (isSessionExpired(status)) {
    const sinceLastSuccessMs = recorder.sinceSuccess(connection);
    recorder.observe('smb1-expiry', 'session-expired', { series, status, sinceLastSuccessMs, afterMs, exchange });
    bench.session = null;
  } else if (!result.ok) {
    await noteTrouble(context, 'smb1-expiry', { error: result.error, record, exchange });
  }
}

/** Any status shows that session and tree are there, unless it says otherwise. */
function livesOn(result: Result<unknown, ExchangeFailure>): boolean {
  if (result.ok) return true;
  if (result.error.kind !== 'server-status') return false;
  const { status } = result.error;
  return !isSessionExpired(status) && !isSessionDeleted(status) && !endedStatuses.has(status.name);
}
