import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureSystemPackages } from './setup/system-packages.mjs';
import { npmCommand, root, run, say } from './run.mjs';

/**
 * What a command needs on the machine: `lab`, `window` and `windows` are the system packages that tests with real
 * servers, with a window and on Windows need.
 *
 * @typedef {'electron' | 'lab' | 'window' | 'windows'} Need
 */

const oldestNode = [20, 19];

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldestNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new Error(`Node ${oldestNode.join('.')} or later is needed; this is ${process.versions.node}.`);
}

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} Locked
 * @typedef {Record<string, Locked>} Packages by their path from the project's folder
 */

/** True when all that is locked is installed in its version; packages for other platforms may be absent. */
export function holdsLocked(/** @type {Packages} */ installed, /** @type {Packages} */ locked) {
  return Object.entries(locked).every(([path, { version, optional, devOptional }]) => {
    if (path === '' || installed[path]?.version === version) return true;
    return installed[path] === undefined && (optional === true || devOptional === true);
  });
}

function packagesOf(/** @type {string} */ file) {
  const lock = /** @type {{ packages: Packages }} */ (JSON.parse(readFileSync(join(root, file), 'utf8')));
  return lock.packages;
}

/** npm keeps its own record of what it installed. */
const record = 'node_modules/.package-lock.json';

async function installPackages() {
  if (existsSync(join(root, record)) && holdsLocked(packagesOf(record), packagesOf('package-lock.json'))) return;
  say('Installing npm packages.');
  const npm = npmCommand();
  const code = await run(
    npm.command,
    [...npm.before, 'ci', '--no-audit', '--no-fund', '--loglevel=error', '--no-update-notifier'],
    {
      shell: npm.shell,
      // npm's own summary must not reach the standard output of the command that we prepare.
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (code !== 0) throw new Error('npm could not install the packages.');
}

async function installElectron() {
  const { ensureElectron } = await import('./ensure-electron.mjs');
  const outcome = await ensureElectron();
  if (!outcome.ok) throw new Error(outcome.why);
}

/**
 * Installs what is missing on this machine, one line for each step that had something to do. Throws when something
 * can't be done without; a missing system package is only named, since what needs it can be left out.
 *
 * @param {readonly Need[]} needs
 */
export async function setUp(needs) {
  checkNode();
  await installPackages();
  if (needs.includes('electron')) await installElectron();
  await ensureSystemPackages(needs);
}
