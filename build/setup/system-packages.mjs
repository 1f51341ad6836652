import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture, say } from '../run.mjs';

/**
 * A system package: its name on Debian (the first that the release knows), what needs it, what is left out without
 * it, and how to find it by what it brings, whoever packaged it.
 *
 * @typedef {{ command: string } | { library: string } | { python: string }} Sign
 * @typedef {{ names: readonly string[], need: 'lab' | 'window' | 'windows', without: string, sign: Sign }} SystemPackage
 */

const servers = 'tests against real servers';
const kerberos = 'tests with Kerberos tickets';
const window = 'tests of the window';
const windows = 'tests on Windows, which Wine stands in for,';

/** @type {readonly SystemPackage[]} */
const systemPackages = [
  { names: ['samba'], need: 'lab', without: servers, sign: { command: 'smbd' } },
  { names: ['smbclient'], need: 'lab', without: servers, sign: { command: 'smbclient' } },
  { names: ['python3-impacket'], need: 'lab', without: servers, sign: { python: 'impacket' } },
  { names: ['krb5-kdc'], need: 'lab', without: kerberos, sign: { command: 'krb5kdc' } },
  { names: ['krb5-admin-server'], need: 'lab', without: kerberos, sign: { command: 'kadmin.local' } },
  { names: ['krb5-user'], need: 'lab', without: kerberos, sign: { command: 'kinit' } },
  { names: ['libgssapi-krb5-2'], need: 'lab', without: kerberos, sign: { library: 'libgssapi_krb5.so.2' } },
  { names: ['xrdp'], need: 'lab', without: servers, sign: { command: 'xrdp' } },
  { names: ['tshark'], need: 'lab', without: 'the judging of our packets', sign: { command: 'tshark' } },
  { names: ['wine'], need: 'windows', without: windows, sign: { command: 'wine' } },
  { names: ['winbind'], need: 'windows', without: windows, sign: { command: 'ntlm_auth' } },
  { names: ['xvfb'], need: 'window', without: window, sign: { command: 'Xvfb' } },
  { names: ['libgtk-3-0', 'libgtk-3-0t64'], need: 'window', without: window, sign: { library: 'libgtk-3.so.0' } },
  { names: ['libnss3'], need: 'window', without: window, sign: { library: 'libnss3.so' } },
  { names: ['libasound2', 'libasound2t64'], need: 'window', without: window, sign: { library: 'libasound.so.2' } },
  { names: ['libgbm1'], need: 'window', without: window, sign: { library: 'libgbm.so.1' } },
  { names: ['libxss1'], need: 'window', without: window, sign: { library: 'libXss.so.1' } },
  {
    names: ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
    need: 'window',
    without: window,
    sign: { library: 'libatk-bridge-2.0.so.0' },
  },
  { names: ['libdrm2'], need: 'window', without: window, sign: { library: 'libdrm.so.2' } },
  { names: ['libcups2', 'libcups2t64'], need: 'window', without: window, sign: { library: 'libcups.so.2' } },
  { names: ['libxkbcommon0'], need: 'window', without: window, sign: { library: 'libxkbcommon.so.0' } },
];

/** Servers live in folders that an ordinary user's PATH leaves out. */
const programFolders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/sbin'];
const libraryTool = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((path) => existsSync(path)) ?? 'ldconfig';

const hasCommand = (/** @type {string} */ command) =>
  programFolders.some((folder) => existsSync(join(folder, command)));

/** True where Windows programs can be run: Wine, and what signs in for it. */
export function hasWine() {
  return hasCommand('wine') && hasCommand('ntlm_auth');
}

/** The Python first on the PATH need not be the one for which Debian's packages are installed. */
async function canImport(/** @type {string} */ module) {
  for (const python of ['python3', '/usr/bin/python3']) {
    const { code } = await capture(python, ['-c', `import ${module}`]);
    if (code === 0) return true;
  }
  return false;
}

/** @returns {Promise<SystemPackage[]>} */
async function missingPackages(/** @type {readonly SystemPackage[]} */ wanted) {
  const libraries = (await capture(libraryTool, ['-p'])).output;
  const found = await Promise.all(
    wanted.map(async ({ sign }) => {
      if ('command' in sign) return hasCommand(sign.command);
      if ('library' in sign) return libraries.includes(`\t${sign.library} `);
      return canImport(sign.python);
    }),
  );
  return wanted.filter((_, index) => found[index] === false);
}

/** The name under which this Debian release offers a package, if it does. */
async function offeredName(/** @type {SystemPackage} */ { names }) {
  for (const name of names) {
    const { output } = await capture('apt-cache', ['policy', name]);
    if (/Candidate: (?!\(none\))/.test(output)) return name;
  }
  return undefined;
}

const startPolicy = '/usr/sbin/policy-rc.d';

/**
 * Installs packages by apt without starting the services they bring: tests start their own servers.
 *
 * @param {readonly SystemPackage[]} missing
 */
async function install(missing) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await capture('apt-get', ['update', '-q'], { env: environment });
  if (update.code !== 0) return;
  const offered = await Promise.all(missing.map(offeredName));
  const names = offered.filter((name) => name !== undefined);
  if (names.length === 0) return;
  say(`Installing system packages: ${names.join(' ')}.`);
  const guards = !existsSync(startPolicy);
  if (guards) writeFileSync(startPolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await capture(
      'apt-get',
      ['install', '-y', '-q', '-o', 'DPkg::Lock::Timeout=300', '--no-install-recommends', ...names],
      { env: environment },
    );
  } finally {
    if (guards) rmSync(startPolicy);
  }
}

/**
 * Sees to the system packages that the given needs call for: installs them when we are root on Debian or a relative,
 * else names those that are missing and what will be skipped. Only Linux has any.
 *
 * @param {readonly string[]} needs
 */
export async function ensureSystemPackages(needs) {
  if (process.platform !== 'linux') return;
  const wanted = systemPackages.filter(({ need }) => needs.includes(need));
  if (wanted.length === 0) return;
  let missing = await missingPackages(wanted);
  if (missing.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    await install(missing);
    missing = await missingPackages(wanted);
  }
  for (const { names, without } of missing) say(`Missing: ${names[0] ?? ''}. Without it, ${without} are skipped.`);
}
