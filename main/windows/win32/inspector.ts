import type { Clock } from '../../clock.ts';
import type { Schedule } from '../../schedule.ts';
import { absentWindows } from '../absent.ts';
import type { WindowsInspector } from '../inspector.ts';
import { openAccount } from './account.ts';
import { openConnections } from './connections.ts';
import { openEvents } from './events.ts';
import { openDefaultRdp } from './default-rdp.ts';
import { openLanManager } from './lan-manager.ts';
import { openOperatingSystem } from './operating-system.ts';
import { openProcesses } from './processes.ts';
import { openReadPath } from './read-path.ts';
import { openRegistry } from './registry.ts';
import { openSavedCredentialNames } from './saved-credentials.ts';
import { openServices } from './services.ts';
import { openSessions } from './sessions.ts';
import { openTcpTable } from './tcp-table.ts';
import { openTickets } from './tickets.ts';
import type { Koffi } from './win32.ts';
import { openWin32 } from './win32.ts';

/** Asks this Windows, through Win32. Functions are looked up when they are first called. */
export function win32Inspector(
  koffi: Koffi,
  time: { readonly clock: Clock; readonly schedule: Schedule },
): WindowsInspector {
  const win32 = openWin32(koffi);
  const registry = openRegistry(win32, time.schedule);
  return {
    ...absentWindows(),
    operatingSystem: openOperatingSystem(win32, registry, time),
    registry,
    processes: openProcesses(win32, time.schedule),
    sessions: openSessions(win32, time.schedule),
    service: openServices(win32, time.schedule),
    tcpTable: openTcpTable(win32, time.schedule),
    defaultRdpFile: openDefaultRdp(win32, time.schedule),
    tickets: openTickets(win32, time.schedule),
    events: openEvents(win32, time.schedule),
    connections: openConnections(win32, time.schedule),
    readPath: openReadPath(win32, time),
    savedCredentialNames: openSavedCredentialNames(win32, time.schedule),
    account: openAccount(win32, time.schedule),
    ...openLanManager(win32, time.schedule),
  };
}
