import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../../app/model/result.ts';
import { failure, success } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { WindowsFailure } from '../failure.ts';
import type { WindowsInspector } from '../inspector.ts';
import { rdpFileText } from '../rdp-file-text.ts';
import { heldTo, win32Failure } from './read.ts';
import type { Native, Pointer, Win32 } from './win32.ts';

/** FOLDERID_Documents, {FDD39AD0-238F-46AF-ADB4-6C85480369C7}. */
const documents = Buffer.from('d09ad3fd8f23af46adb46c85480369c7', 'hex');
const mostBytes = 16_384;

/** Default.rdp lies, hidden, where this user's documents do, which may be on a server. */
export function openDefaultRdp(win32: Win32, schedule: Schedule): WindowsInspector['defaultRdpFile'] {
  const { bind, textAt } = win32;
  const knownFolder = bind(
    'shell32.dll',
    'int32_t __stdcall SHGetKnownFolderPath(void *id, uint32_t flags, void *token, void *path)',
  ) as Native<[id: Buffer, flags: 0, token: null, path: Buffer], number>;
  const free = bind('ole32.dll', 'void __stdcall CoTaskMemFree(void *memory)') as Native<[memory: Pointer], undefined>;
  return (options) =>
    heldTo(options, schedule, async () => {
      const at = Buffer.alloc(8);
      const asked = await knownFolder.elsewhere(documents, 0, null, at);
      const address = at.readBigUInt64LE();
      const folder = textAt(address);
      free.now(address);
      if (asked.value !== 0) return win32Failure('SHGetKnownFolderPath', asked.value >>> 0);
      return readText(join(folder, 'Default.rdp'));
    });
}

async function readText(path: string): Promise<Result<string | null, WindowsFailure>> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(mostBytes), 0, mostBytes, 0);
      return success(rdpFileText(buffer.subarray(0, bytesRead)));
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return success(null);
    if (code === 'EACCES' || code === 'EPERM') return win32Failure('CreateFileW', ERROR_ACCESS_DENIED);
    return failure({ kind: 'not-available', detail: String(code) });
  }
}

const ERROR_ACCESS_DENIED = 5;
