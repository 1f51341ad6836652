import { fileObstacles } from '../../../app/knowledge/file-statuses.ts';
import {
  accessRights,
  createDispositions,
  createOptions,
  fileAttributes,
  shareAccess,
} from '../../smb1/codec/file-constants.ts';
import { findFlags } from '../../smb1/codec/trans2-find-first2.ts';
import type { CheckContext, CheckEnd } from '../check.ts';
import { done } from '../check.ts';
import type { FileWork, Place } from './steps.ts';
import { wirePath } from './steps.ts';
import type { Where } from './temporary-file.ts';

const READ_BYTES = 4_096;
/** Entries asked for: the first file that can be read is nearly always among them. */
const LISTED = 16;

/** Reads the beginning of a file that is there: `file`, or the first plain one in the folder. */
export async function workOnExistingFile(
  context: CheckContext,
  work: FileWork,
  where: Where,
  file: string | null,
): Promise<CheckEnd> {
  const { request, signal, recorder } = context;
  const { client, tree, share, folder } = where;
  const options = { deadlineMs: request.plan.workDeadlineMs, signal };
  const found = await find(context, work, where, file);
  if (found.kind === 'over') return found.end;
  if (found.path === null) {
    recorder.observe('smb1-files', 'no-file-to-read', { share, path: folder });
    return done;
  }
  const { path } = found;
  const place: Place = { share, path, own: false };
  const opened = await work.step(place, await client.open(tree, wirePath(path), { ...options, ...looked }));
  if (opened.kind !== 'reply') return opened.end;
  const handles = { ...tree, fid: opened.reply.fid };
  const read = await work.step(place, await client.read(handles, { ...options, offset: 0n, count: READ_BYTES }));
  if (read.kind === 'over') return read.end;
  const closed = await work.step(place, await client.closeFile(handles, options));
  if (closed.kind === 'over') return closed.end;
  work.sumUp(place, read.kind === 'reply' ? read.reply.length : 0);
  return done;
}

const looked = {
  access: accessRights.FILE_READ_DATA,
  disposition: createDispositions.FILE_OPEN,
  createOptions: createOptions.FILE_NON_DIRECTORY_FILE,
  shareAccess: shareAccess.FILE_SHARE_READ | shareAccess.FILE_SHARE_WRITE | shareAccess.FILE_SHARE_DELETE,
} as const;

type Found =
  /** `path` is null where there is none. */
  { readonly kind: 'found'; readonly path: string | null } | { readonly kind: 'over'; readonly end: CheckEnd };

/** Searches the folder, by the name of the file where there is one. */
async function find(
  { request, signal }: CheckContext,
  work: FileWork,
  { client, tree, share, folder }: Where,
  file: string | null,
): Promise<Found> {
  const searched: Place = { share, path: file ?? folder, own: false };
  const listing = await client.findFirst(tree, file === null ? wirePath(folder, '*') : wirePath(file), {
    deadlineMs: request.plan.workDeadlineMs,
    signal,
    attributes: fileAttributes.ATTR_HIDDEN | fileAttributes.ATTR_SYSTEM,
    count: file === null ? LISTED : 1,
    flags: findFlags.SMB_FIND_CLOSE_AFTER_REQUEST,
  });
  const listed = await work.step(searched, listing, ({ name }) => file === null && fileObstacles[name] === 'not-found');
  if (listed.kind === 'over') return listed;
  if (listed.kind === 'refused') {
    return file === null && fileObstacles[listed.status.name] === 'not-found'
      ? { kind: 'found', path: null }
      : { kind: 'over', end: listed.end };
  }
  if (file !== null) return { kind: 'found', path: file };
  const first = listed.reply.files.find(({ extFileAttributes }) => (extFileAttributes & notPlain) === 0);
  const inFolder = folder === '' ? '' : `${folder}\\`;
  return { kind: 'found', path: first === undefined ? null : `${inFolder}${first.fileName}` };
}

/** Folders, and files that would have to be fetched from a tape or a cloud first. */
const notPlain = fileAttributes.ATTR_DIRECTORY | fileAttributes.ATTR_OFFLINE;
