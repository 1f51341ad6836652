import type { Clock } from '../clock.ts';
import type { Schedule } from '../schedule.ts';
import { absentWindows } from './absent.ts';
import type { WindowsInspector } from './inspector.ts';
import { win32Inspector } from './win32/inspector.ts';

/** What asks the Windows that we run on; on another platform, or without the library for it, nothing is available. */
export async function createWindowsInspector(
  platform: NodeJS.Platform,
  time: { readonly clock: Clock; readonly schedule: Schedule },
): Promise<WindowsInspector> {
  if (platform !== 'win32') return absentWindows();
  try {
    const { default: koffi } = await import('koffi');
    return win32Inspector(koffi, time);
  } catch (error) {
    return absentWindows(error instanceof Error ? error.message : String(error));
  }
}
