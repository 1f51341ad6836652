import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

/** The latest change, in ms since 1970, below a file or folder; a folder counts too, so that a removed file is seen. */
function lastChange(/** @type {string} */ path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  let latest = stat.mtimeMs;
  for (const name of readdirSync(path)) latest = Math.max(latest, lastChange(join(path, name)));
  return latest;
}

/** True when the output is missing or one of its sources (files or folders, from the project's folder) is newer. */
export function isStale(/** @type {string} */ output, /** @type {readonly string[]} */ sources) {
  const path = join(root, output);
  if (!existsSync(path)) return true;
  const made = statSync(path).mtimeMs;
  return sources.some((source) => lastChange(join(root, source)) > made);
}
