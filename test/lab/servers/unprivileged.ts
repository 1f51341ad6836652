import { chownSync } from 'node:fs';
import { programPath } from '../programs.ts';

/** nobody and nogroup. */
const nobody = 65534;

const isRoot = process.getuid?.() === 0;

/** What a command begins with so that it has no root's rights: nothing, unless the tests run as root. */
export function dropRights(): readonly string[] {
  return isRoot ? [programPath('setpriv'), `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] : [];
}

/** Gives files or folders to whom such a command runs as. */
export function handOver(paths: readonly string[]): void {
  if (isRoot) for (const path of paths) chownSync(path, nobody, nobody);
}

/** The beginning of a command that is to have these variables besides ours. */
export function withEnvironment(environment: Readonly<Record<string, string>>): readonly string[] {
  return ['env', ...Object.entries(environment).map(([name, value]) => `${name}=${value}`)];
}
