import { timerKeys } from '../../../app/knowledge/timer-row.ts';
import type { RegistryKey } from '../../windows/registry.ts';
import { valueOf } from '../../windows/registry.ts';
import type { Check, CheckContext } from '../check.ts';
import { done } from '../check.ts';
import { ownRegistry } from '../registry-keys.ts';
import type { Registry } from '../registry-keys.ts';
import { inspectWindows } from '../this-pc.ts';

const servicesKey = 'SYSTEM\\CurrentControlSet\\Services';
/** The redirector of SMB1, a driver that the Workstation service loads. */
const smb1Driver = 'mrxsmb10';
const DISABLED = 4;

/** Reads whether Windows itself on this PC speaks SMB1, and how it signs (facts.md E). */
export const windowsSmbCheck: Check = {
  id: 'windows-smb',
  run: (context) =>
    inspectWindows(context, 'windows-smb', async (inspection) => {
      const registry = ownRegistry(inspection);
      await noteSmb1Client(context, registry);
      const client = await registry.key('HKLM', timerKeys.workstation);
      const server = await registry.key('HKLM', timerKeys.server);
      if (client !== undefined) noteSigning(context, 'client', client);
      if (server !== undefined) {
        noteSmb1Server(context, server);
        noteSigning(context, 'server', server);
      }
      return done;
    }),
};

async function noteSmb1Client({ recorder }: CheckContext, registry: Registry): Promise<void> {
  const driver = await registry.key('HKLM', `${servicesKey}\\${smb1Driver}`);
  const workstation = await registry.key('HKLM', `${servicesKey}\\LanmanWorkstation`);
  if (driver === undefined) return;
  const start = valueOf(driver, 'Start');
  const startValue = start?.type === 'REG_DWORD' ? start.value : null;
  const dependsOn = workstation === undefined ? undefined : valueOf(workstation, 'DependOnService');
  const depends =
    dependsOn?.type === 'REG_MULTI_SZ' ? dependsOn.value.some((name) => name.toLowerCase() === smb1Driver) : null;
  // Without the service that loads it, nothing follows from a driver that is not there.
  if (driver === null && depends === null) return;
  recorder.observe('windows-smb', 'smb1-client', {
    state: driver === null ? 'not-installed' : clientState(startValue, depends),
    start: startValue,
    depends,
  });
}

function clientState(start: number | null, depends: boolean | null): 'on' | 'off' | 'unknown' {
  if (start === DISABLED) return 'off';
  return start !== null && depends === true ? 'on' : 'unknown';
}

function noteSmb1Server({ recorder }: CheckContext, key: RegistryKey | null): void {
  const set = flagOf(key, 'SMB1');
  recorder.observe('windows-smb', 'smb1-server', { state: set === null ? 'not-set' : set ? 'on' : 'off' });
}

function noteSigning({ recorder }: CheckContext, role: 'client' | 'server', key: RegistryKey | null): void {
  recorder.observe('windows-smb', 'smb-signing', {
    role,
    required: flagOf(key, 'RequireSecuritySignature'),
    enabled: flagOf(key, 'EnableSecuritySignature'),
  });
}

/** A number that is on with anything but 0; null where it does not stand, or is no number. */
function flagOf(key: RegistryKey | null, name: string): boolean | null {
  const value = valueOf(key, name);
  return value?.type === 'REG_DWORD' ? value.value !== 0 : null;
}
