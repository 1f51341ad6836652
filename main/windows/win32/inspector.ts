import type { Clock } from '../../clock.ts';
import type { Schedule } from '../../schedule.ts';
import { absentWindows } from '../absent.ts';
import type { WindowsInspector } from '../inspector.ts';
import { openLanManager } from './lan-manager.ts';
import { openOperatingSystem } from './operating-system.ts';
import { openRegistry } from './registry.ts';
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
    ...openLanManager(win32, time.schedule),
  };
}
