import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The programs that the lab uses, and the Debian package that brings each. */
export const labPrograms = {
  smbd: 'samba',
  pdbedit: 'samba-common-bin',
  smbclient: 'smbclient',
  tshark: 'tshark',
  taskset: 'util-linux',
  setpriv: 'util-linux',
  setsid: 'util-linux',
  impacket: 'python3-impacket',
  krb5kdc: 'krb5-kdc',
  kdb5_util: 'krb5-kdc',
  'kadmin.local': 'krb5-admin-server',
  kinit: 'krb5-user',
} as const;
export type LabProgram = keyof typeof labPrograms;

/** Daemons live where the PATH of an ordinary user does not look. */
const systemDirectories = ['/usr/sbin', '/usr/local/sbin', '/sbin'];

const found = new Map<LabProgram, string | undefined>();

/**
 * Where a program is, as a full path, or undefined when it is not on this machine. For `impacket` it is the path of the
 * Python that can import it.
 */
export function findProgram(name: LabProgram): string | undefined {
  if (!found.has(name)) found.set(name, name === 'impacket' ? pythonWithImpacket() : executable(name));
  return found.get(name);
}

/** The same for a caller which cannot go on without it. Throws with the package to install. */
export function programPath(name: LabProgram): string {
  const path = findProgram(name);
  if (path === undefined) throw new Error(`${name} is not installed (Debian package ${labPrograms[name]})`);
  return path;
}

function executable(name: string): string | undefined {
  const directories = [...(process.env['PATH'] ?? '').split(delimiter), ...systemDirectories];
  return directories.map((directory) => join(directory, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The Python first on the PATH need not be the one for which the package was installed. */
function pythonWithImpacket(): string | undefined {
  const candidates = [executable('python3'), '/usr/bin/python3'].filter((path) => path !== undefined);
  return candidates.find((python) => spawnSync(python, ['-c', 'import impacket.smbserver']).status === 0);
}
