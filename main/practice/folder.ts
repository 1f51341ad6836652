/** A file of the practice share, in memory. */
export interface StoredFile {
  readonly name: string;
  readonly data: Buffer;
}

/** Most files, and most bytes of one. */
export const folderLimits = { files: 32, bytes: 65_536 } as const;

const welcome = 'This file is on the practice server of Session Doctor. There is no other disk behind it.\r\n';

/** The folder as a new connection finds it, by name in capitals. */
export function newFolder(): Map<string, StoredFile> {
  return new Map([['WELCOME.TXT', { name: 'Welcome.txt', data: Buffer.from(welcome) }]]);
}

/** The key of a path from the share's root; empty for the root itself. Folders in folders there are none. */
export function keyOf(path: string): string {
  return path.replace(/^\\+/, '').toUpperCase();
}

/** The files that a pattern picks: all of them, or the one of that name. */
export function matching(files: ReadonlyMap<string, StoredFile>, pattern: string): readonly StoredFile[] {
  const key = keyOf(pattern);
  if (key === '*' || key === '*.*') return [...files.values()];
  const file = files.get(key);
  return file === undefined ? [] : [file];
}

/** `file` with `data` written at `offset`; null when it would grow too large. */
export function written(file: StoredFile, offset: bigint, data: Buffer): StoredFile | null {
  const end = offset + BigInt(data.length);
  if (end > BigInt(folderLimits.bytes)) return null;
  const grown = Buffer.alloc(Math.max(file.data.length, Number(end)));
  file.data.copy(grown);
  data.copy(grown, Number(offset));
  return { ...file, data: grown };
}
