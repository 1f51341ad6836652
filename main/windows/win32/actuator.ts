import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { WindowsActuator } from '../actuator.ts';
import type { WindowsFailure } from '../failure.ts';
import { openCaches } from './caches.ts';
import { openHeldProcesses } from './held-process.ts';
import { openProcessHandles } from './process-handle.ts';
import { heldTo } from './read.ts';
import { openRegistryValues } from './registry-value.ts';
import { openServiceControl } from './service-control.ts';
import { openSessionControl } from './session-control.ts';
import { openShellExecute } from './shell-execute.ts';
import { openSystemFolder } from './system-folder.ts';
import { openUserConnections } from './user-connections.ts';
import type { Win32 } from './win32.ts';

/** Changes this Windows, through Win32. Functions are looked up when they are first called. */
export function win32Actuator(win32: Win32, schedule: Schedule): WindowsActuator {
  const handles = openProcessHandles(win32);
  const systemFolder = openSystemFolder(win32);
  const execute = openShellExecute(win32);
  const open = async (file: string, words: readonly string[]): Promise<Result<undefined, WindowsFailure>> => {
    const opened = await execute('open', file, words);
    if (!opened.ok) return opened;
    if (opened.value !== null) handles.close(opened.value);
    return success(undefined);
  };
  return {
    holdProcess: openHeldProcesses(win32, schedule),
    openRdpClient: (address, options) =>
      heldTo(options, schedule, () => open(`${systemFolder()}\\mstsc.exe`, [`/v:${address}`])),
    openSettings: (page, options) => heldTo(options, schedule, () => open(page, [])),
    ...openSessionControl(win32, schedule),
    ...openServiceControl(win32, schedule),
    ...openRegistryValues(win32, schedule),
    ...openCaches(win32, schedule, systemFolder),
    ...openUserConnections(win32, schedule),
  };
}
