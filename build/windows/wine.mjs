import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture, run } from '../run.mjs';
import { cachedFolder, cacheFolder } from '../setup/cache.mjs';

/**
 * @typedef {object} Ended how a Windows program ended
 * @property {number | null} code null when it was killed, for its time was up
 * @property {string} output
 * @property {string} errors
 *
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] besides our own environment
 * @property {string} [input] a file to be its standard input
 * @property {number} timeoutMs
 *
 * @typedef {object} Windows a Windows of our own
 * @property {(program: string, args: readonly string[], options: RunOptions) => Promise<Ended>} run
 *   `program` and `cwd` as this system writes paths; arguments as Windows does
 * @property {(path: string) => string} pathOf a path as Windows has it
 * @property {() => Promise<void>} close ends whatever runs in it
 */

/** Wine talks of itself on standard error, and would offer to install what we don't need. */
const quiet = { WINEDEBUG: '-all', WINEDLLOVERRIDES: 'mscoree,mshtml,winedbg.exe=d' };

/** What a fresh prefix needs: Node refuses to start on less than Windows 10; windows are made without a display. */
const settings = [
  ['winecfg', '-v', 'win10'],
  ['reg', 'add', 'HKCU\\Software\\Wine\\Drivers', '/v', 'Graphics', '/d', 'null', '/f'],
];

/** The prefix that others are copied from; making it takes ten seconds or more. */
async function template() {
  const { output } = await capture('wine', ['--version']);
  return cachedFolder(`${output.trim().split(' ')[0] ?? ''}-1`, async (prefix) => {
    const env = { ...process.env, ...quiet, WINEPREFIX: prefix };
    const quietly = { env, stdio: /** @type {const} */ ('ignore') };
    for (const words of [['wineboot', '-i'], ...settings]) {
      const code = await run('wine', words, quietly);
      if (code !== 0) throw new Error(`Wine could not make a prefix: ${words.join(' ')} ended with ${String(code)}.`);
    }
    // Registry files are written when the server ends.
    await run('wineserver', ['-k'], quietly);
    await run('wineserver', ['-w'], quietly);
  });
}

/**
 * A fresh Windows for one run of tests. Its system files are shared with the template by hard links, which nothing
 * writes to; its registry and its users' folders are its own.
 *
 * @returns {Promise<Windows>}
 */
export async function openWine() {
  const from = await template();
  await clearAbandoned();
  const scratch = await mkdtemp(join(cacheFolder, runPrefix));
  const prefix = join(scratch, 'prefix');
  const linked = await capture('cp', ['-al', from, prefix]);
  if (linked.code !== 0) throw new Error(`The prefix can't be copied: ${linked.errors.trim()}`);
  const own = ['drive_c/users', ...(await readdir(from)).filter((name) => name.endsWith('.reg'))];
  for (const name of own) {
    await rm(join(prefix, name), { recursive: true });
    await cp(join(from, name), join(prefix, name), { recursive: true, verbatimSymlinks: true });
  }
  const env = { ...process.env, ...quiet, WINEPREFIX: prefix };
  const quietly = { env, stdio: /** @type {const} */ ('ignore') };
  // Kept alive for a minute between two programs, which makes the second start ten times faster.
  await run('wineserver', ['-p60'], quietly);
  return {
    pathOf: (path) => `Z:${path.replaceAll('/', '\\')}`,
    run: (program, args, options) =>
      runInto(scratch, 'wine', [program, ...args], { ...options, env: { ...env, ...options.env } }),
    close: async () => {
      await run('wineserver', ['-k'], quietly);
      await run('wineserver', ['-w'], quietly);
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

const runPrefix = 'wine-run-';
const abandonedAfterMs = 86_400_000;

/** Removes what runs that were killed have left; nobody's tests take a day. */
async function clearAbandoned() {
  for (const name of (await readdir(cacheFolder)).filter((each) => each.startsWith(runPrefix))) {
    const path = join(cacheFolder, name);
    // Another run's may go while we look.
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
    if (mtimeMs < Date.now() - abandonedAfterMs) await rm(path, { recursive: true, force: true });
  }
}

let runs = 0;

/**
 * Runs a program with its output in files: Node for Windows can't write to a pipe of this system.
 *
 * @param {string} folder
 * @param {string} command
 * @param {readonly string[]} words
 * @param {RunOptions} options
 * @returns {Promise<Ended>}
 */
async function runInto(folder, command, words, { cwd, env, input, timeoutMs }) {
  const paths = ['out', 'err'].map((name) => join(folder, `${String(++runs)}.${name}`));
  const files = [openSync(input ?? devNull, 'r'), ...paths.map((path) => openSync(path, 'w'))];
  const code = await new Promise((resolve) => {
    const child = spawn(command, words, { cwd: cwd ?? tmpdir(), env, stdio: files, timeout: timeoutMs });
    child.on('error', () => {
      resolve(127);
    });
    child.on('close', resolve);
  });
  for (const file of files) closeSync(file);
  const [output = '', errors = ''] = paths.map((path) => (existsSync(path) ? readFileSync(path, 'utf8') : ''));
  return { code: /** @type {number | null} */ (code), output, errors };
}

/**
 * The Windows that we are on.
 *
 * @returns {Promise<Windows>}
 */
export async function thisWindows() {
  const scratch = await mkdtemp(join(tmpdir(), 'session-doctor-'));
  return {
    pathOf: (path) => path,
    run: (program, args, options) =>
      runInto(scratch, program, args, { ...options, env: { ...process.env, ...options.env } }),
    close: () => rm(scratch, { recursive: true, force: true }),
  };
}
