import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { WindowsFailure } from '../failure.ts';
import { encodeShellExecuteInfo, joinedWords, startedProcess } from '../layouts/shell-execute.ts';
import { win32Failure } from './read.ts';
import type { Native, Win32 } from './win32.ts';

/** Opens something as the shell does; gives the handle of the new process, if there is one, which its taker closes. */
export type ShellExecute = (
  verb: 'open' | 'runas',
  file: string,
  words: readonly string[],
) => Promise<Result<bigint | null, WindowsFailure>>;

/** ShellExecuteExW of shell32.dll, on a thread of its own: with "runas" it waits for a person. */
export function openShellExecute({ bind, koffi }: Win32): ShellExecute {
  const execute = bind('shell32.dll', 'int32_t __stdcall ShellExecuteExW(void *info)') as Native<
    [info: Buffer],
    number
  >;
  return async (verb, file, words) => {
    const texts = [verb, file, joinedWords(words)].map((text) => Buffer.from(`${text}\0`, 'utf16le'));
    const [verbAt = 0n, fileAt = 0n, parametersAt = 0n] = texts.map((text) => koffi.address(text));
    const info = encodeShellExecuteInfo({ verb: verbAt, file: fileAt, parameters: parametersAt });
    const executed = await execute.elsewhere(info);
    // The texts are read until here; nothing else holds them.
    const whole = texts.every(({ length }) => length > 0) && executed.value !== 0;
    return whole ? success(startedProcess(info)) : win32Failure('ShellExecuteExW', executed.lastError);
  };
}
