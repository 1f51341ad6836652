import { valueOf } from '../../windows/registry.ts';
import type { ActionContext } from '../action.ts';

/** Where Windows says that programs for all users are; the environment, which a user can change, is not asked. */
const key = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion';
const names = ['ProgramFilesDir', 'ProgramFilesDir (x86)'];

/** The folders for programs that are installed for all users; only administrators write there. */
export async function programFolders({
  windows,
  options,
}: Pick<ActionContext, 'windows' | 'options'>): Promise<readonly string[]> {
  const read = await windows.registry.key(null, 'HKLM', key, options);
  if (!read.ok) return [];
  return names.flatMap((name) => {
    const value = valueOf(read.value, name);
    return value?.type === 'REG_SZ' ? [value.value] : [];
  });
}

/**
 * Whether a program lies below one of the folders, by its path as Windows writes it. What a user can write to could be
 * anybody's program by the time it runs as an administrator.
 */
export function isBelow(image: string, folders: readonly string[]): boolean {
  const path = image.toLowerCase();
  // A drive's own letter first: no share, no device path. No step back, no stream, no short name.
  if (!/^[a-z]:\\[^:/]+$/.test(path) || /\\\.{1,2}(?:\\|$)|~/.test(path)) return false;
  return folders.some((folder) => {
    const wanted = folder.toLowerCase().replace(/\\+$/, '');
    return /^[a-z]:\\[^\\]/.test(wanted) && path.startsWith(`${wanted}\\`);
  });
}
