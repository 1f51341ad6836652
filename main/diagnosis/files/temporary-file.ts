import { randomBytes } from 'node:crypto';
import { goneStatuses } from '../../../app/knowledge/file-statuses.ts';
import { temporaryFileName } from '../../../app/knowledge/temporary-file.ts';
import type { SmbStatus } from '../../../app/model/status.ts';
import type { ExchangeOptions } from '../../net/exchange.ts';
import type { FileHandles, Handles, Smb1Client } from '../../smb1/client.ts';
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
import type { Leftover } from '../workbench.ts';
import type { FileWork, Place } from './steps.ts';
import { wirePath } from './steps.ts';

/** What work on the temporary file came to. */
export type Written =
  /** The server made no such file: nothing to clear away. */
  { readonly kind: 'not-made' } | { readonly kind: 'ended'; readonly end: CheckEnd };

/** Fits with its message in the smallest buffer that servers offer (4,356 bytes, [MS-CIFS] 2.2.4.52.2). */
const DATA_BYTES = 4_096;
const NAME_BYTES = 8;

/**
 * Makes a file of a name that nobody else uses, works on it and deletes it. The open asks for deletion on close, so that the
 * file also goes when this program does.
 */
export async function workOnTemporaryFile(
  context: CheckContext,
  work: FileWork,
  { client, tree, share, folder }: Where,
): Promise<Written> {
  const { bench, request, signal } = context;
  const options = { deadlineMs: request.plan.workDeadlineMs, signal };
  const name = temporaryFileName(randomBytes(NAME_BYTES).toString('hex'));
  const path = folder === '' ? name : `${folder}\\${name}`;
  const place: Place = { share, path, own: true };
  const leftover: Leftover = { share, path };
  bench.leftovers.add(leftover);
  const opened = await work.step(place, await client.open(tree, wirePath(path), { ...options, ...made }));
  if (opened.kind === 'refused') {
    bench.leftovers.delete(leftover);
    return { kind: 'not-made' };
  }
  if (opened.kind === 'over') return ended(opened.end);

  const file = { ...tree, fid: opened.reply.fid };
  const used = await use(context, work, { client, file, place, options });
  if (used.over) return ended(used.end);
  const end = await clearAway(work, { client, file, place, options }, () => bench.leftovers.delete(leftover));
  work.sumUp(place, used.bytes);
  return ended(end);
}

export interface Where {
  readonly client: Smb1Client;
  readonly tree: Handles;
  readonly share: string;
  /** In which the file is made; empty for the share's root. */
  readonly folder: string;
}

interface OpenFile {
  readonly client: Smb1Client;
  readonly file: FileHandles;
  readonly place: Place;
  readonly options: ExchangeOptions;
}

const made = {
  access: accessRights.FILE_READ_DATA | accessRights.FILE_WRITE_DATA | accessRights.DELETE,
  disposition: createDispositions.FILE_CREATE,
  createOptions: createOptions.FILE_NON_DIRECTORY_FILE | createOptions.FILE_DELETE_ON_CLOSE,
  // So that it can be deleted from another connection while the server still holds this handle.
  shareAccess: shareAccess.FILE_SHARE_READ | shareAccess.FILE_SHARE_DELETE,
  attributes: fileAttributes.ATTR_TEMPORARY,
} as const;

const empty = {
  access: accessRights.FILE_READ_DATA,
  disposition: createDispositions.FILE_CREATE,
  createOptions: createOptions.FILE_NON_DIRECTORY_FILE,
  attributes: fileAttributes.ATTR_TEMPORARY,
} as const;

/** Writes, has it put on the disk, reads it back and looks for it, up to the first refusal. */
async function use(
  { recorder }: CheckContext,
  work: FileWork,
  { client, file, place, options }: OpenFile,
): Promise<{ readonly over: boolean; readonly end: CheckEnd; readonly bytes: number }> {
  const path = wirePath(place.path);
  const data = randomBytes(DATA_BYTES);
  const written = await work.step(place, await client.write(file, { ...options, offset: 0n, data }));
  if (written.kind !== 'reply') return { over: written.kind === 'over', end: written.end, bytes: 0 };
  const bytes = written.reply;
  const flushed = await work.step(place, await client.flush(file, options));
  if (flushed.kind !== 'reply') return { over: flushed.kind === 'over', end: flushed.end, bytes };
  const read = await work.step(place, await client.read(file, { ...options, offset: 0n, count: data.length }));
  if (read.kind !== 'reply') return { over: read.kind === 'over', end: read.end, bytes };
  if (!read.reply.equals(data.subarray(0, bytes))) {
    const { exchange } = read;
    recorder.observe('smb1-files', 'protocol-violation', { series: 'smb1.read', reason: 'file-data', exchange });
  }
  const queried = await work.step(place, await client.queryPathInfo(file, path, options));
  if (queried.kind !== 'reply') return { over: queried.kind === 'over', end: queried.end, bytes };
  const flags = findFlags.SMB_FIND_CLOSE_AFTER_REQUEST;
  const found = await work.step(place, await client.findFirst(file, path, { ...options, flags }));
  if (found.kind !== 'reply') return { over: found.kind === 'over', end: found.end, bytes };
  return { over: false, end: done, bytes };
}

/**
 * Closes, upon which the file goes; then makes it once more, empty, for the sake of DELETE, which servers answer with a
 * sharing violation as long as the file is open, and late. `gone` is called once the server has said that it is no more.
 */
async function clearAway(
  work: FileWork,
  { client, file, place, options }: OpenFile,
  gone: () => void,
): Promise<CheckEnd> {
  const path = wirePath(place.path);
  const closed = await work.step(place, await client.closeFile(file, options));
  if (closed.kind !== 'reply') return closed.end;
  const again = await work.step(place, await client.open(file, path, { ...options, ...empty }), isThere);
  if (again.kind === 'reply') {
    const { fid } = again.reply;
    const closedAgain = await work.step(place, await client.closeFile({ ...file, fid }, options));
    if (closedAgain.kind !== 'reply') return closedAgain.end;
  } else if (again.kind === 'over' || !isThere(again.status)) return again.end;
  const deleted = await work.step(place, await client.deleteFile(file, path, options), isGone);
  if (deleted.kind === 'reply' || (deleted.kind === 'refused' && isGone(deleted.status))) gone();
  return deleted.kind === 'reply' ? done : deleted.end;
}

/** Whether the name is taken still: deletion on close was not for this server. */
function isThere({ name }: SmbStatus): boolean {
  return name === 'STATUS_OBJECT_NAME_COLLISION' || name === 'ERRDOS/ERRfilexists';
}

/** Whether a DELETE that was answered so leaves nothing to do. */
export function isGone(status: SmbStatus): boolean {
  return goneStatuses.has(status.name);
}

function ended(end: CheckEnd): Written {
  return { kind: 'ended', end };
}
