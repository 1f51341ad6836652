import type { ExchangeOptions } from '../../net/exchange.ts';
import type { FileHandles } from '../../smb1/client.ts';
import {
  accessRights,
  createDispositions,
  createOptions,
  fileAttributes,
  shareAccess,
} from '../../smb1/codec/file-constants.ts';
import { findFlags } from '../../smb1/codec/trans2-find-first2.ts';
import type { OpenOptions } from '../../smb1/files.ts';
import type { Check, CheckEnd } from '../check.ts';
import { cancelled, done } from '../check.ts';
import type { LookedOn } from '../look-on.ts';
import { lookOn } from '../look-on.ts';
import type { OwnSession } from '../own-session.ts';
import { namedDisk, openOwnSession } from '../own-session.ts';
import { pause } from '../pause.ts';
import { settle } from '../trouble.ts';

/** What is read of a file: fits in every server's buffer. */
const READ_BYTES = 4_096;
/** Among so many entries of the share's root a file is looked for. */
const ENTRIES = 16;
/** Long enough for some echoes to be answered while the notification waits. */
const NOTIFY_MS = 1_100;

/**
 * Echo against work: on a connection of its own one request is outstanding while echoes go on. The work is the user's
 * own path, else a file of the share, else a notification, which waits until it is cancelled.
 */
export const smb1StallCheck: Check = {
  id: 'smb1-stall',
  run: async (context) => {
    const disk = namedDisk(context);
    if (!disk.ok) return disk.error;
    const { path } = context.request.target;
    const opened = await openOwnSession(context, disk.value.share);
    if (!opened.ok) return opened.error;
    const own = opened.value;
    try {
      await (path === undefined ? workOnSomeFile(own) : workOnPath(own, path));
      return endOf(own);
    } finally {
      await own.leave();
    }
  },
};

function endOf({ context }: OwnSession): CheckEnd {
  return context.signal.aborted ? cancelled : done;
}

/** How a file or folder is opened to be read: nobody else is kept from anything meanwhile. */
function toRead(own: OwnSession): OpenOptions {
  return {
    ...workOptions(own),
    access: accessRights.FILE_READ_DATA,
    disposition: createDispositions.FILE_OPEN,
    shareAccess: shareAccess.FILE_SHARE_READ | shareAccess.FILE_SHARE_WRITE | shareAccess.FILE_SHARE_DELETE,
  };
}

function workOptions({ context }: OwnSession): ExchangeOptions {
  return { deadlineMs: context.request.plan.workDeadlineMs, signal: context.signal };
}

async function workOnPath(own: OwnSession, path: string): Promise<void> {
  const { client, tree } = own;
  const looking = { own, check: 'smb1-stall', path } as const;
  const opened = await lookOn({ ...looking, exchanging: client.open(tree, `\\${path}`, toRead(own)) });
  if (opened.kind !== 'reply') return;
  const file = { ...tree, fid: opened.reply.fid };
  const worked: LookedOn<unknown> = opened.reply.directory
    ? await lookOn({ ...looking, exchanging: client.findFirst(tree, `\\${path}\\*`, search(own)) })
    : await lookOn({ ...looking, exchanging: client.read(file, read(own)) });
  if (worked.kind === 'reply' || worked.kind === 'status') await close(own, file);
}

/** Which file it was is nobody's business, so it goes without a name. One that would have to be fetched from tape is left alone. */
async function workOnSomeFile(own: OwnSession): Promise<void> {
  const { client, tree } = own;
  const looking = { own, check: 'smb1-stall' } as const;
  const found = await lookOn({ ...looking, exchanging: client.findFirst(tree, '\\*', search(own)) });
  if (found.kind === 'noted' || found.kind === 'cancelled') return;
  const file = (found.kind === 'reply' ? found.reply.files : []).find(
    ({ endOfFile, extFileAttributes }) => endOfFile > 0n && (extFileAttributes & fileAttributes.ATTR_OFFLINE) === 0,
  );
  if (file === undefined) {
    await waitForNotification(own);
    return;
  }
  const opened = await lookOn({ ...looking, exchanging: client.open(tree, `\\${file.fileName}`, toRead(own)) });
  if (opened.kind === 'status') await waitForNotification(own);
  if (opened.kind !== 'reply') return;
  const handles = { ...tree, fid: opened.reply.fid };
  const worked = await lookOn({ ...looking, exchanging: client.read(handles, read(own)) });
  if (worked.kind === 'reply' || worked.kind === 'status') await close(own, handles);
}

function search(own: OwnSession): Parameters<OwnSession['client']['findFirst']>[2] {
  return { ...workOptions(own), count: ENTRIES, flags: findFlags.SMB_FIND_CLOSE_AFTER_REQUEST };
}

function read(own: OwnSession): Parameters<OwnSession['client']['read']>[1] {
  return { ...workOptions(own), offset: 0n, count: READ_BYTES };
}

/** A notification waits until something changes: its silence is no stall, but the echoes meanwhile are to be answered. */
async function waitForNotification(own: OwnSession): Promise<void> {
  const { client, tree, context } = own;
  const { signal, request } = context;
  const root = { ...toRead(own), createOptions: createOptions.FILE_DIRECTORY_FILE };
  const opened = await settle(context, 'smb1-stall', await client.open(tree, '\\', root));
  if (opened.kind !== 'reply') return;
  const directory = { ...tree, fid: opened.reply.fid };
  const watch = client.watchDirectory(directory, { deadlineMs: NOTIFY_MS + request.plan.deadlineMs, signal });
  const over = new AbortController();
  const looking = lookOn({ own, check: 'smb1-stall', exchanging: watch.ended, patient: true }).finally(() => {
    over.abort();
  });
  await pause(NOTIFY_MS, AbortSignal.any([signal, over.signal]));
  watch.cancel();
  const looked = await looking;
  if (looked.kind === 'reply' || looked.kind === 'status') await close(own, directory);
}

async function close({ client, context }: OwnSession, file: FileHandles): Promise<void> {
  const { request, signal } = context;
  const closing = await client.closeFile(file, { deadlineMs: request.plan.deadlineMs, signal });
  await settle(context, 'smb1-stall', closing);
}
