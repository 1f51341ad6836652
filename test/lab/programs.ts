import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The programs that the lab uses, and the Debian package that brings each. */
export const labPrograms = {
  smbd: 'samba',
  pdbedit: 'samba-common-bin',
  smbclient: 'smbclient',
  xrdp: 'xrdp',
  tshark: 'tshark',
  /** For a network of one's own with a TUN device: `unshare`, where the kernel lets users do that. */
  namespace: 'iproute2',
  taskset: 'util-linux',
  setpriv: 'util-linux',
  setsid: 'util-linux',
  impacket: 'python3-impacket',
  krb5kdc: 'krb5-kdc',
  kdb5_util: 'krb5-kdc',
  'kadmin.local': 'krb5-admin-server',
  kinit: 'krb5-user',
  wine: 'wine',
  /** What signs in for Wine. */
  ntlm_auth: 'winbind',
} as const;
export type LabProgram = keyof typeof labPrograms;

/** Daemons live where the PATH of an ordinary user does not look. */
const systemDirectories = ['/usr/sbin', '/usr/local/sbin', '/sbin'];

const found = new Map<LabProgram, string | undefined>();

/**
 * Where a program is, as a full path, or undefined when it is not on this machine. For `impacket` it is the path of the
 * Python that can import it, for `namespace` that of unshare.
 */
export function findProgram(name: LabProgram): string | undefined {
  if (!found.has(name)) found.set(name, search(name));
  return found.get(name);
}

function search(name: LabProgram): string | undefined {
  if (name === 'impacket') return pythonWithImpacket();
  return name === 'namespace' ? unshareWithTunnel() : executable(name);
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

/** Some kernels and containers let nobody make a namespace, and some have no TUN device. */
function unshareWithTunnel(): string | undefined {
  const unshare = executable('unshare');
  const trial = ['--map-root-user', '--net', 'ip', 'tuntap', 'add', 'dev', 'tun0', 'mode', 'tun'];
  return unshare !== undefined && spawnSync(unshare, trial).status === 0 ? unshare : undefined;
}

/** The Python first on the PATH need not be the one for which the package was installed. */
function pythonWithImpacket(): string | undefined {
  const candidates = [executable('python3'), '/usr/bin/python3'].filter((path) => path !== undefined);
  return candidates.find((python) => spawnSync(python, ['-c', 'import impacket.smbserver']).status === 0);
}
