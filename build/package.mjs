import { dirname, join } from 'node:path';
import { allParts, bundleIfStale } from './bundle.mjs';
import { configuration } from './electron-builder.config.mjs';
import { isProgram, root, say } from './run.mjs';
import { setUp } from './setup.mjs';
import { placeKoffiForWindows } from './windows/place.mjs';

/**
 * @typedef {import('./ensure-electron.mjs').Installed} Installed
 * @typedef {{ platform: 'linux' | 'win32', release: boolean }} Wish
 */

/**
 * What the words of the command line ask for. Windows artifacts are made to be given away, so they are always releases.
 *
 * @param {readonly string[]} words `--release`, `--win`, `--linux`
 * @param {NodeJS.Platform} host
 * @returns {Wish | { wrong: string }}
 */
export function readWish(words, host) {
  const wrong = words.find((word) => !['--release', '--win', '--linux'].includes(word));
  if (wrong !== undefined) return { wrong: `There is no option ${wrong}; there are --release, --win and --linux.` };
  const hosts = host === 'win32' ? 'win32' : 'linux';
  const platform = words.includes('--win') ? 'win32' : words.includes('--linux') ? 'linux' : hosts;
  return { platform, release: words.includes('--release') || platform === 'win32' };
}

/**
 * Why this Electron must not be packaged so; undefined when it may. The fall-back is out of support: only a package
 * for our own tests may hold it.
 *
 * @param {Wish} wish
 * @param {Installed | undefined} electron
 */
export function refusal({ release }, electron) {
  if (electron === undefined) return 'There is no Electron to package.';
  if (!release || electron.official) return undefined;
  return `Electron ${electron.version} is the fall-back for tests and is never shipped: a release needs the official one.`;
}

/** Makes the packages that are wished for under dist/. Throws when that can't be done. */
async function makePackage(/** @type {Wish} */ wish) {
  if (wish.release) process.env['ELECTRON_FALLBACK'] = 'never';
  await setUp(['electron']);
  const { electronProgram, installedElectron } = await import('./ensure-electron.mjs');
  const electron = installedElectron();
  const why = refusal(wish, electron);
  if (electron === undefined || why !== undefined) throw new Error(why);
  await bundleIfStale(allParts, { force: wish.release });
  if (wish.platform === 'win32') await placeKoffiForWindows();

  const { build, Platform } = await import('electron-builder');
  const { platform } = wish;
  await build({
    projectDir: root,
    publish: 'never',
    targets: (platform === 'win32' ? Platform.WINDOWS : Platform.LINUX).createTarget(),
    config: configuration({
      platform,
      electronVersion: electron.version,
      electronDist: platform === process.platform ? dirname(electronProgram()) : undefined,
    }),
  });
  say(`Packaged: ${join('dist', platform === 'win32' ? 'win-unpacked' : 'linux-unpacked')}.`);
}

if (isProgram(import.meta.url)) {
  const wish = readWish(process.argv.slice(2), process.platform);
  try {
    if ('wrong' in wish) throw new Error(wish.wrong);
    await makePackage(wish);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
