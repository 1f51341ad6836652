import type { ActionId, Rights, Risk } from '../model/action.ts';
import type { CheckId } from '../model/check.ts';

interface ActionRow {
  readonly risk: Risk;
  /** On this PC; on a server it takes an administrator of that server instead. */
  readonly rights: Exclude<Rights, 'server-administrator'>;
  /** The app leads there, a person does it. */
  readonly guided: boolean;
  /** What shows whether it helped. */
  readonly verify: readonly CheckId[];
}

const smb = ['resolve', 'tcp', 'smb1-session', 'smb2-session'] as const;
const remoteDesktop = ['windows-services', 'windows-ports', 'rdp-negotiate', 'rdp-tls'] as const;

/**
 * Every action, gentlest first among those for one purpose. Rights as learn.microsoft.com gives them for the commands
 * logoff, net stop, ipconfig, nbtstat, netsh, net use, cmdkey and klist; which of them Windows asks of whom is on the
 * list of what only Windows itself can prove.
 */
export const actionRows: Readonly<Record<ActionId, ActionRow>> = {
  'end-rdp-client': { risk: 'low', rights: 'user', guided: false, verify: ['windows-mstsc'] },
  'open-rdp-client': { risk: 'none', rights: 'user', guided: false, verify: ['windows-mstsc'] },
  'log-off-session': { risk: 'high', rights: 'administrator', guided: false, verify: ['windows-sessions'] },
  'restart-remote-desktop': { risk: 'high', rights: 'administrator', guided: false, verify: remoteDesktop },
  'flush-dns': { risk: 'none', rights: 'user', guided: false, verify: ['resolve', 'tcp'] },
  'flush-netbios-names': { risk: 'none', rights: 'administrator', guided: false, verify: ['resolve', 'tcp'] },
  'flush-neighbours': { risk: 'none', rights: 'administrator', guided: false, verify: ['tcp'] },
  'purge-tickets': { risk: 'low', rights: 'user', guided: false, verify: ['windows-tickets', ...smb] },
  'forget-credential': { risk: 'low', rights: 'user', guided: false, verify: ['windows-mstsc', ...smb] },
  'delete-connection': { risk: 'low', rights: 'user', guided: false, verify: ['windows-connections', ...smb] },
  'set-timer': { risk: 'low', rights: 'administrator', guided: false, verify: ['windows-timers'] },
  'restore-timer': { risk: 'low', rights: 'administrator', guided: false, verify: ['windows-timers'] },
  'test-account': { risk: 'low', rights: 'administrator', guided: true, verify: [...smb, 'rdp-negotiate'] },
  'network-reset': { risk: 'high', rights: 'administrator', guided: true, verify: [...smb, 'rdp-negotiate'] },
};
