import { failure, success } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { ElevationMeans } from '../elevation.ts';
import { openNamedPipes } from './named-pipe.ts';
import { openProcessHandles } from './process-handle.ts';
import { heldTo } from './read.ts';
import { openShellExecute } from './shell-execute.ts';
import type { Win32 } from './win32.ts';

/** Starts our own program as administrator and talks to it, through Win32. `pid` is this process's. */
export function win32Elevation(win32: Win32, schedule: Schedule, pid: number): ElevationMeans {
  const handles = openProcessHandles(win32);
  const execute = openShellExecute(win32);
  return {
    pid,
    ownImage: () => handles.imageOf(handles.own()),
    ...openNamedPipes(win32, schedule, handles),
    runAsAdministrator: (file, words, options) =>
      heldTo(options, schedule, async (givenUp) => {
        const started = await execute('runas', file, words);
        if (!started.ok) return started;
        const process = started.value;
        if (process === null) {
          return failure({ kind: 'implausible', api: 'ShellExecuteExW', what: 'success without a process' });
        }
        const image = handles.imageOf(process);
        const release = (): void => handles.close(process);
        if (!image.ok || givenUp()) release();
        return image.ok ? success({ pid: handles.pidOf(process), image: image.value, release }) : image;
      }),
  };
}
