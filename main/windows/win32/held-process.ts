import { success } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { HeldProcess, WindowsActuator } from '../actuator.ts';
import { openProcessHandles, processAccess } from './process-handle.ts';
import { heldTo } from './read.ts';
import type { Native, Win32 } from './win32.ts';
import { openTopLevelWindows } from './windows-on-screen.ts';

const WM_CLOSE = 0x0010;
const betweenLooksMs = 50;
/** What OpenProcess says of a pid that nobody has. */
const ERROR_INVALID_PARAMETER = 87;

/** Holds a process open and ends it, through kernel32.dll and user32.dll. */
export function openHeldProcesses(win32: Win32, schedule: Schedule): WindowsActuator['holdProcess'] {
  const handles = openProcessHandles(win32);
  const windowsOnScreen = openTopLevelWindows(win32);
  const postMessage = win32.bind(
    'user32.dll',
    'int32_t __stdcall PostMessageW(void *window, uint32_t message, uintptr_t wide, intptr_t long)',
  ) as Native<[window: bigint, message: number, wide: 0, long: 0], number>;

  const held = (process: bigint, pid: number): HeldProcess => ({
    // Posted, not sent: a program that hangs does not answer.
    askToClose: () =>
      windowsOnScreen().filter(
        (window) => window.pid === pid && window.visible && postMessage.now(window.handle, WM_CLOSE, 0, 0).value !== 0,
      ).length,
    ends: (ms) =>
      new Promise((resolve) => {
        const look = (leftMs: number): void => {
          if (handles.hasEnded(process)) resolve(true);
          else if (leftMs <= 0) resolve(false);
          else schedule(Math.min(leftMs, betweenLooksMs), () => look(leftMs - betweenLooksMs));
        };
        look(ms);
      }),
    terminate: () => handles.terminate(process),
    release: () => {
      handles.close(process);
    },
  });

  return (pid, createdAt, options) =>
    heldTo(options, schedule, () => {
      const opened = handles.open(pid, processAccess.end);
      if (!opened.ok) {
        const nobody = opened.error.kind === 'api' && opened.error.code === ERROR_INVALID_PARAMETER;
        return nobody ? success(null) : opened;
      }
      if (handles.createdAt(opened.value) === createdAt && !handles.hasEnded(opened.value)) {
        return success(held(opened.value, pid));
      }
      handles.close(opened.value);
      return success(null);
    });
}
