import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';

/** Why a file could not be written; `detail` is the system's own error code. */
export interface WriteFailure {
  readonly code: 'disk-full' | 'no-permission' | 'not-found' | 'other';
  readonly detail: string;
}

const failureCodes: Readonly<Record<string, WriteFailure['code']>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'no-permission',
  EBUSY: 'no-permission',
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
};

/** What of the file system a write needs; a test hands in one that fails. */
export interface WriteFiles {
  readonly open: typeof open;
  readonly rename: typeof rename;
  readonly rm: typeof rm;
}

/**
 * Writes a file, text as UTF-8, whole or not at all: into a new file beside it, flushed to the disk, then renamed over it. On
 * failure nothing is left behind and an older file of that name is untouched. Only its owner may read it.
 */
export async function writeWhole(
  path: string,
  contents: string | Uint8Array,
  files: WriteFiles = { open, rename, rm },
): Promise<Result<undefined, WriteFailure>> {
  const fresh = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await files.open(fresh, 'wx', 0o600);
    try {
      await handle.writeFile(contents, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await files.rename(fresh, path);
    return success(undefined);
  } catch (error) {
    await files.rm(fresh, { force: true }).catch(() => undefined);
    return failure(toWriteFailure(error));
  }
}

function toWriteFailure(error: unknown): WriteFailure {
  const detail =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
  return { code: failureCodes[detail] ?? 'other', detail };
}
