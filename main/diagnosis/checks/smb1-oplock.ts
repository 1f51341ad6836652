import { randomBytes } from 'node:crypto';
import { noStatus } from '../../../app/knowledge/statuses.ts';
import { temporaryFileName } from '../../../app/knowledge/temporary-file.ts';
import type { ObservationOf } from '../../../app/model/observation.ts';
import { message } from '../../../app/wording/message.ts';
import type { Exchanged } from '../../net/exchange.ts';
import type { FileHandles, OplockBreak } from '../../smb1/client.ts';
import {
  accessRights,
  createDispositions,
  createFlags,
  createOptions,
  fileAttributes,
  oplockLevels,
  shareAccess,
} from '../../smb1/codec/file-constants.ts';
import type { NtCreateResponse } from '../../smb1/codec/nt-create-andx.ts';
import type { Check, CheckContext, CheckEnd } from '../check.ts';
import { cancelled, done, skipped } from '../check.ts';
import type { OwnSession } from '../own-session.ts';
import { namedDisk, openOwnSession } from '../own-session.ts';
import { noteTrouble, settle } from '../trouble.ts';

type Seen = ObservationOf<'oplock-break'>;

/** Names of OpLockLevel, as the report has them. */
const granted: Readonly<Record<number, Seen['granted']>> = {
  [oplockLevels.none]: 'none',
  [oplockLevels.exclusive]: 'exclusive',
  [oplockLevels.batch]: 'batch',
  [oplockLevels.levelII]: 'level-ii',
};

const everybody = shareAccess.FILE_SHARE_READ | shareAccess.FILE_SHARE_WRITE | shareAccess.FILE_SHARE_DELETE;

/**
 * Provokes an oplock break, with consent, between two connections of its own and on a temporary file of its own: once the
 * holder gives the oplock up at once, once it keeps it. The file goes with its last handle, whatever becomes of the run.
 */
export const smb1OplockCheck: Check = {
  id: 'smb1-oplock',
  run: async (context) => {
    const { plan } = context.request;
    if (!plan.consent.includes('oplock-break')) return skipped(message('check.why.consent.oplock-break'));
    if (plan.readOnly) return skipped(message('check.why.read-only'));
    const disk = namedDisk(context);
    if (!disk.ok) return disk.error;
    const holder = await openOwnSession(context, disk.value.share);
    if (!holder.ok) return holder.error;
    try {
      const opener = await openOwnSession(context, disk.value.share);
      if (!opener.ok) return opener.error;
      try {
        const end = await provokeTwice(holder.value, opener.value);
        return context.signal.aborted ? cancelled : end;
      } finally {
        await opener.value.leave();
      }
    } finally {
      await holder.value.leave();
    }
  },
};

async function provokeTwice(holder: OwnSession, opener: OwnSession): Promise<CheckEnd> {
  for (const acknowledged of [true, false]) {
    const path = `\\${temporaryFileName(randomBytes(8).toString('hex'))}`;
    const held = await hold(holder, path);
    if (held === 'not-made') return skipped(message('check.why.no-temporary-file'));
    if (held === 'noted') return done;
    const goOn = await openHeld(holder, opener, { path, held, acknowledged });
    await close(holder, { ...holder.tree, fid: held.fid });
    if (!goOn) return done;
  }
  return done;
}

/** Makes the temporary file, with the strongest oplock that the server gives for it. */
async function hold(holder: OwnSession, path: string): Promise<NtCreateResponse | 'not-made' | 'noted'> {
  const made = await holder.client.open(holder.tree, path, {
    ...optionsOf(holder.context),
    access: accessRights.FILE_READ_DATA | accessRights.FILE_WRITE_DATA | accessRights.DELETE,
    disposition: createDispositions.FILE_CREATE,
    createOptions: createOptions.FILE_NON_DIRECTORY_FILE | createOptions.FILE_DELETE_ON_CLOSE,
    shareAccess: everybody,
    oplock: createFlags.NT_CREATE_REQUEST_OPLOCK | createFlags.NT_CREATE_REQUEST_OPBATCH,
    attributes: fileAttributes.ATTR_TEMPORARY,
  });
  const outcome = await settle(holder.context, 'smb1-oplock', made);
  if (outcome.kind === 'reply') return outcome.reply;
  return outcome.kind === 'status' ? 'not-made' : 'noted';
}

interface Provocation {
  readonly path: string;
  readonly held: NtCreateResponse;
  readonly acknowledged: boolean;
}

/** Opens the file a second time and notes how long that took; whether a further try is worth while. */
async function openHeld(
  holder: OwnSession,
  opener: OwnSession,
  { path, held, acknowledged }: Provocation,
): Promise<boolean> {
  const { context } = opener;
  const { recorder, request, clock } = context;
  const base = { granted: granted[held.oplockLevel] ?? 'none', acknowledged } as const;
  if (base.granted === 'none' || base.granted === 'level-ii') {
    const untried = { outcome: 'not-tried', breakMs: null, status: noStatus, ms: 0 } as const;
    recorder.observe('smb1-oplock', 'oplock-break', { ...base, ...untried });
    return false;
  }
  let broken: OplockBreak | null = null;
  holder.client.onOplockBreak((asked) => {
    if (asked.fid !== held.fid) return;
    broken ??= asked;
    if (acknowledged) holder.client.acknowledgeOplockBreak(holder.tree, asked);
  });
  recorder.progress('smb1-oplock', message('check.progress.oplock', { most: request.plan.workDeadlineMs }));
  const opened = await opener.client.open(opener.tree, path, {
    ...optionsOf(context),
    deadlineMs: request.plan.workDeadlineMs,
    access: accessRights.FILE_READ_DATA,
    disposition: createDispositions.FILE_OPEN,
    shareAccess: everybody,
  });
  const { result, record } = opened;
  const exchange = recorder.exchange(record);
  const breakMs = breakTime(broken, record.sentAtMs);
  const ms = record.ms ?? clock.monotonicMs() - record.sentAtMs;
  const outcome = outcomeOf(opened);
  if (outcome === null) {
    if (!result.ok) await noteTrouble(context, 'smb1-oplock', { error: result.error, record, exchange });
    return false;
  }
  recorder.observe('smb1-oplock', 'oplock-break', { ...base, breakMs, outcome, status: record.status, ms, exchange });
  if (result.ok) await close(opener, { ...opener.tree, fid: result.value.fid });
  return result.ok;
}

/** Silence is what this test is about, so it is no trouble; null for what is. */
function outcomeOf({ result }: Exchanged<unknown>): Exclude<Seen['outcome'], 'not-tried'> | null {
  if (result.ok) return 'opened';
  if (result.error.kind === 'server-status') return 'refused';
  return result.error.kind === 'deadline' ? 'no-answer' : null;
}

function breakTime(broken: OplockBreak | null, sentAtMs: number): number | null {
  return broken === null ? null : Math.max(0, broken.atMs - sentAtMs);
}

async function close({ client, context }: OwnSession, file: FileHandles): Promise<void> {
  await settle(context, 'smb1-oplock', await client.closeFile(file, optionsOf(context)));
}

function optionsOf({ request, signal }: CheckContext): { readonly deadlineMs: number; readonly signal: AbortSignal } {
  return { deadlineMs: request.plan.deadlineMs, signal };
}
