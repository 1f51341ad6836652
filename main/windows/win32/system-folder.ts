import type { Native, Win32 } from './win32.ts';

/** "C:\Windows\System32", asked of Windows: environment and PATH are the user's. */
export type SystemFolder = () => string;

const characters = 260;

export function openSystemFolder({ bind }: Win32): SystemFolder {
  const get = bind('kernel32.dll', 'uint32_t __stdcall GetSystemDirectoryW(void *into, uint32_t characters)') as Native<
    [into: Buffer, characters: number],
    number
  >;
  return () => {
    const into = Buffer.alloc(2 * characters);
    return into.subarray(0, 2 * get.now(into, characters).value).toString('utf16le');
  };
}
