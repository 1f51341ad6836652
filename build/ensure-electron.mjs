import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fallback, fallbackRuns, placeFallback } from './electron-fallback/place.mjs';
import { isProgram, root, say } from './run.mjs';

/**
 * @typedef {{ version: string, official: boolean }} Installed
 * @typedef {{ ok: true, electron: Installed } | { ok: false, why: string }} Outcome
 */

const probeTimeoutMs = 5_000;
const downloadTimeoutMs = 600_000;
const require = createRequire(join(root, 'package.json'));

const packageFolder = () => dirname(require.resolve('electron/package.json'));

/** The version of the `electron` package: the only one that may be shipped. */
function wantedVersion() {
  const { version } = /** @type {{ version: string }} */ (
    JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8'))
  );
  return version;
}

/**
 * The Electron that lies in the `electron` package, if any; `official` is false for the fall-back.
 *
 * @returns {Installed | undefined}
 */
export function installedElectron() {
  const folder = packageFolder();
  try {
    const program = readFileSync(join(folder, 'path.txt'), 'utf8');
    const version = readFileSync(join(folder, 'dist/version'), 'utf8').trim().replace(/^v/, '');
    if (!existsSync(join(folder, 'dist', program))) return undefined;
    return { version, official: version === wantedVersion() };
  } catch {
    return undefined;
  }
}

/** The path of Electron's program. Call `ensureElectron` first. */
export function electronProgram() {
  return /** @type {string} */ (/** @type {unknown} */ (require('electron')));
}

/**
 * Asks whether the official download answers at all, so that nobody waits for minutes behind a wall. The address comes
 * from Electron's own downloader, which knows mirrors and its cache; a proxy is left to that downloader.
 *
 * @returns {Promise<string | undefined>} why it can't be had, or undefined when it can be tried
 */
async function whyNotObtainable() {
  if (process.env['ELECTRON_GET_USE_PROXY'] !== undefined) return undefined;
  const near = createRequire(join(packageFolder(), 'package.json'));
  const { downloadArtifact } = /** @type {typeof import('@electron/get')} */ (near('@electron/get'));
  /** @type {string | undefined} */
  let why;
  const probe = {
    download: async (/** @type {string} */ address) => {
      const answer = await fetch(address, { signal: AbortSignal.timeout(probeTimeoutMs) });
      await answer.body?.cancel();
      if (!answer.ok) why = `the download answered ${String(answer.status)}`;
      throw new Error('probed only');
    },
  };
  const cacheRoot = process.env['electron_config_cache'];
  const artifact = {
    version: wantedVersion(),
    artifactName: 'electron',
    platform: process.env['ELECTRON_INSTALL_PLATFORM'] ?? process.platform,
    arch: process.env['ELECTRON_INSTALL_ARCH'] ?? process.arch,
    checksums: /** @type {Record<string, string>} */ (near('./checksums.json')),
    downloader: probe,
    ...(cacheRoot === undefined ? {} : { cacheRoot }),
  };
  await downloadArtifact(artifact).catch((/** @type {unknown} */ error) => {
    if (error instanceof Error && error.message !== 'probed only') why = 'the download does not answer';
  });
  return why;
}

/** Runs the electron package's own installer. Gives why it failed, or undefined. */
function installOfficial() {
  const installer = spawnSync(process.execPath, [join(packageFolder(), 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: downloadTimeoutMs,
  });
  if (installer.status === 0) return undefined;
  return installer.stderr.split('\n').find((line) => line.trim() !== '') ?? 'its installer failed';
}

/**
 * Sees to it that Electron lies in the `electron` package: the official one where it can be had; else, on Linux x64 and
 * for tests only, the fall-back. The environment variable ELECTRON_FALLBACK says `never` or `only`.
 *
 * @returns {Promise<Outcome>}
 */
export async function ensureElectron() {
  const mode = process.env['ELECTRON_FALLBACK'];
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH'] !== undefined) {
    return { ok: true, electron: { version: wantedVersion(), official: true } };
  }
  const present = installedElectron();
  if (present !== undefined && (mode === undefined || present.official === (mode === 'never'))) {
    return { ok: true, electron: present };
  }
  say(`Installing Electron ${mode === 'only' ? fallback.electron : wantedVersion()}.`);
  let why = 'ELECTRON_FALLBACK=only';
  if (mode !== 'only') {
    why = (await whyNotObtainable()) ?? installOfficial() ?? '';
    const electron = installedElectron();
    if (why === '' && electron?.official === true) return { ok: true, electron };
  }
  if (mode === 'never') return { ok: false, why: `Electron ${wantedVersion()} can't be had: ${why}.` };
  if (!fallbackRuns)
    return { ok: false, why: `Electron ${wantedVersion()} can't be had (${why}), and the fall-back is for Linux x64.` };
  say(`Electron ${wantedVersion()}: ${why}. Electron ${fallback.electron} stands in for tests.`);
  const failure = await placeFallback(packageFolder());
  if (failure !== undefined) return { ok: false, why: `Electron can't be had: ${failure}.` };
  return { ok: true, electron: { version: fallback.electron, official: false } };
}

if (isProgram(import.meta.url)) {
  const outcome = await ensureElectron();
  if (outcome.ok) {
    const { version, official } = outcome.electron;
    say(`Electron ${version} is in place${official ? '' : ' (fall-back: for tests, never shipped)'}.`);
  } else {
    say(outcome.why);
    process.exitCode = 1;
  }
}
