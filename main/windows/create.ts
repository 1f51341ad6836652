import type { Clock } from '../clock.ts';
import type { Schedule } from '../schedule.ts';
import { absentWindows } from './absent.ts';
import type { BeginSecurityContext } from '../ntlm/security-context.ts';
import type { WindowsInspector } from './inspector.ts';
import { win32Inspector } from './win32/inspector.ts';
import { openSspi } from './win32/sspi.ts';
import { openWin32 } from './win32/win32.ts';

/**
 * What asks the Windows that we run on; undefined on another platform. Where koffi can't be loaded, every reader says
 * why.
 */
export async function createWindowsInspector(
  platform: NodeJS.Platform,
  time: { readonly clock: Clock; readonly schedule: Schedule },
): Promise<WindowsInspector | undefined> {
  if (platform !== 'win32') return undefined;
  try {
    const { default: koffi } = await import('koffi');
    return win32Inspector(koffi, time);
  } catch (error) {
    return absentWindows(error instanceof Error ? error.message : String(error));
  }
}

/** What signs in as whoever runs this process; undefined where Windows, or koffi for it, is not there. */
export async function createCurrentUser(platform: NodeJS.Platform): Promise<BeginSecurityContext | undefined> {
  if (platform !== 'win32') return undefined;
  try {
    const { default: koffi } = await import('koffi');
    return openSspi(openWin32(koffi));
  } catch {
    return undefined;
  }
}
