import { wideText } from '../layouts/memory.ts';
import type { Native, Win32 } from './win32.ts';

/** A window that stands by itself on this desktop. */
export interface TopLevelWindow {
  readonly handle: bigint;
  readonly pid: number;
  readonly visible: boolean;
  readonly title: string;
}

const titleCharacters = 512;

/** Lists the windows of this process's desktop from front to back, through user32.dll. None of them is waited for. */
export function openTopLevelWindows({ bind, koffi }: Win32): () => readonly TopLevelWindow[] {
  const user32 = (prototype: string) => bind('user32.dll', `int32_t __stdcall ${prototype}`);
  const enumWindows = user32('EnumWindows(void *callback, intptr_t parameter)') as Native<
    [callback: bigint, parameter: 0],
    number
  >;
  const getPid = user32('GetWindowThreadProcessId(void *window, void *pid)') as Native<
    [window: bigint, pid: Buffer],
    number
  >;
  const isVisible = user32('IsWindowVisible(void *window)') as Native<[window: bigint], number>;
  // Reads what Windows keeps of a window, and does not ask the program, which may hang.
  const getText = user32('InternalGetWindowText(void *window, void *into, int32_t characters)') as Native<
    [window: bigint, into: Buffer, characters: number],
    number
  >;
  const callbackType = koffi.pointer(koffi.proto('int32_t', ['void *', 'intptr_t']));

  return () => {
    const handles: bigint[] = [];
    const callback = koffi.register((handle: bigint) => {
      handles.push(handle);
      return 1;
    }, callbackType);
    try {
      enumWindows.now(callback, 0);
    } finally {
      koffi.unregister(callback);
    }
    return handles.map((handle) => {
      const [pid, title] = [Buffer.alloc(4), Buffer.alloc(2 * titleCharacters)];
      getPid.now(handle, pid);
      getText.now(handle, title, titleCharacters);
      return { handle, pid: pid.readUInt32LE(), visible: isVisible.now(handle).value !== 0, title: wideText(title) };
    });
  };
}
