import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What was fetched or made once for all work trees, beside the user's other caches. */
export const cacheFolder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'session-doctor');

/**
 * A folder of the cache, filled at its first use. It is there whole or not at all, also when two make it at once.
 *
 * @param {string} name says what is in it, with its version
 * @param {(folder: string) => Promise<void>} fill is given an empty folder; what it throws is thrown on
 */
export async function cachedFolder(name, fill) {
  const folder = join(cacheFolder, name);
  if (existsSync(folder)) return folder;
  await mkdir(cacheFolder, { recursive: true });
  const scratch = await mkdtemp(join(cacheFolder, 'scratch-'));
  try {
    const fresh = join(scratch, 'fresh');
    await mkdir(fresh);
    await fill(fresh);
    await rename(fresh, folder).catch((/** @type {unknown} */ error) => {
      // Somebody else was faster.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return folder;
}
