import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { capture, npmCommand } from '../run.mjs';

/** @typedef {{ name: string, version: string, integrity: string }} NpmPackage `integrity` as npm's lockfile has it */

/**
 * Fetches a package that npm would not install here, since it is for another platform or too large for everybody, and
 * unpacks members of it into a folder, without the archive's own "package/". Throws when it can't be had or is not what
 * it was.
 *
 * @param {NpmPackage} wanted
 * @param {string} folder
 * @param {readonly string[]} members
 */
export async function unpackNpmPackage({ name, version, integrity }, folder, members) {
  const npm = npmCommand();
  const exact = `${name}@${version}`;
  const packing = await capture(npm.command, [...npm.before, 'pack', exact, '--silent', '--pack-destination', folder], {
    cwd: folder,
    shell: npm.shell,
  });
  if (packing.code !== 0) throw new Error(`npm can't fetch ${exact}: ${packing.errors.trim().split('\n')[0] ?? ''}`);
  const [file] = (await readdir(folder)).filter((each) => each.endsWith('.tgz'));
  if (file === undefined) throw new Error(`npm fetched no ${exact}`);
  const tarball = join(folder, file);
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== integrity) throw new Error(`${exact} is not what it was: ${found}`);
  const paths = members.map((member) => `package/${member}`);
  const unpacking = await capture('tar', ['xzf', tarball, '-C', folder, '--strip-components=1', ...paths]);
  if (unpacking.code !== 0) throw new Error(`tar: ${unpacking.errors.trim()}`);
  await rm(tarball);
}
