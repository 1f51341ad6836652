import type { Schedule } from '../schedule.ts';
import { absentActuator } from './absent-actuator.ts';
import type { WindowsActuator } from './actuator.ts';
import type { ElevationMeans } from './elevation.ts';
import { win32Actuator } from './win32/actuator.ts';
import { win32Elevation } from './win32/elevation.ts';
import { openWin32 } from './win32/win32.ts';

/** What changes the Windows that we run on, and what asks for an administrator; null where there is none to ask for. */
export interface WindowsHands {
  readonly actuator: WindowsActuator;
  readonly elevation: ElevationMeans | null;
}

/** On another platform, or without the library for Windows, nothing can be changed. `pid` is this process's. */
export async function createWindowsHands(
  platform: NodeJS.Platform,
  schedule: Schedule,
  pid: number,
): Promise<WindowsHands> {
  if (platform !== 'win32') return { actuator: absentActuator(), elevation: null };
  try {
    const { default: koffi } = await import('koffi');
    const win32 = openWin32(koffi);
    return { actuator: win32Actuator(win32, schedule), elevation: win32Elevation(win32, schedule, pid) };
  } catch (error) {
    return { actuator: absentActuator(error instanceof Error ? error.message : String(error)), elevation: null };
  }
}
