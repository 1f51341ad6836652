import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureSystemPackages } from './setup/system-packages.mjs';
import { npmCommand, root, run, say } from './run.mjs';

/**
 * What a command needs on the machine: `lab` and `window` are the system packages that tests with real servers and
 * with a window need.
 *
 * @typedef {'electron' | 'lab' | 'window'} Need
 */

const oldestNode = [20, 19];

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldestNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new Error(`Node ${oldestNode.join('.')} or later is needed; this is ${process.versions.node}.`);
}

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} Locked
 * @param {string} file
 */
function lockedPackages(file) {
  const lock = /** @type {{ packages: Record<string, Locked> }} */ (JSON.parse(readFileSync(file, 'utf8')));
  return lock.packages;
}

/** True when node_modules holds what the lockfile says; packages for other platforms may be absent. */
function packagesInstalled() {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = lockedPackages(record);
  return Object.entries(lockedPackages(join(root, 'package-lock.json'))).every(([path, { version, ...locked }]) => {
    if (path === '' || installed[path]?.version === version) return true;
    return installed[path] === undefined && (locked.optional === true || locked.devOptional === true);
  });
}

async function installPackages() {
  if (packagesInstalled()) return;
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
