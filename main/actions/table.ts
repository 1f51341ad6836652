import type { ActionTable } from './action.ts';
import { flushDns, flushNeighbours, flushNetbiosNames, purgeTickets } from './caches.ts';
import { deleteConnection } from './delete-connection.ts';
import { endRdpClient } from './end-rdp-client.ts';
import { forgetCredential } from './forget-credential.ts';
import { networkReset, testAccount } from './guidance.ts';
import { logOffSession } from './log-off-session.ts';
import { openRdpClient } from './open-rdp-client.ts';
import { restoreTimer, setTimer } from './registry-timer.ts';
import { restartRemoteDesktop } from './restart-remote-desktop.ts';

/** Every action by its id. */
export const actionTable: ActionTable = {
  'end-rdp-client': endRdpClient,
  'open-rdp-client': openRdpClient,
  'log-off-session': logOffSession,
  'restart-remote-desktop': restartRemoteDesktop,
  'set-timer': setTimer,
  'restore-timer': restoreTimer,
  'flush-dns': flushDns,
  'flush-netbios-names': flushNetbiosNames,
  'flush-neighbours': flushNeighbours,
  'purge-tickets': purgeTickets,
  'delete-connection': deleteConnection,
  'forget-credential': forgetCredential,
  'network-reset': networkReset,
  'test-account': testAccount,
};
