import { valueOf } from '../../windows/registry.ts';
import type { Check } from '../check.ts';
import { done } from '../check.ts';
import type { Inspection } from '../this-pc.ts';
import { inspectWindows } from '../this-pc.ts';

const listenerKey = 'SYSTEM\\CurrentControlSet\\Control\\Terminal Server\\WinStations\\RDP-Tcp';
/** 0xD3D, what Remote Desktop listens on where nothing else is configured. */
const DEFAULT_PORT = 3389;

/** Looks who listens on the port that Remote Desktop of this PC is to have, beside the process of its service. */
export const windowsPortsCheck: Check = {
  id: 'windows-ports',
  run: (context) =>
    inspectWindows(context, 'windows-ports', async (inspection) => {
      const { windows, read, targetIsHere, notRead } = inspection;
      const machine = targetIsHere ? 'target' : 'this-pc';
      const port = await configuredPort(inspection);
      const table = await windows.tcpTable(read);
      if (!table.ok) {
        notRead(table.error, { machine, reading: 'tcp-table' });
        return done;
      }
      const service = await windows.service(null, 'TermService', read);
      if (!service.ok) notRead(service.error, { machine, reading: 'service', name: 'TermService' });
      const running = service.ok && service.value?.state === 'running' ? service.value : null;
      context.recorder.observe('windows-ports', 'rdp-listener', {
        machine,
        port: port ?? DEFAULT_PORT,
        configured: port !== null,
        listeners: table.value
          .filter(({ state, localPort }) => state === 'listen' && localPort === (port ?? DEFAULT_PORT))
          .map(({ localAddress, pid }) => ({ address: localAddress, pid: knownPid(pid) })),
        servicePid: knownPid(running?.pid ?? null),
      });
      return done;
    }),
};

/** PortNumber of the listener; null where it is not set or is none. */
async function configuredPort({ windows, read, notRead, targetIsHere }: Inspection): Promise<number | null> {
  const key = await windows.registry.key(null, 'HKLM', listenerKey, read);
  if (!key.ok) {
    notRead(key.error, { machine: targetIsHere ? 'target' : 'this-pc', reading: 'registry', name: listenerKey });
    return null;
  }
  const value = valueOf(key.value, 'PortNumber');
  return value?.type === 'REG_DWORD' && value.value > 0 && value.value < 65_536 ? value.value : null;
}

/** Process 0 is nobody's: it stands for a pid that was not told. */
function knownPid(pid: number | null): number | null {
  return pid === 0 ? null : pid;
}
