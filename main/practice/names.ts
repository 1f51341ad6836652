/** What this server calls itself. */
export const serverName = 'PRACTICE';
export const domainName = 'WORKGROUP';
export const nativeOs = 'Session Doctor';
export const nativeLanMan = 'Session Doctor practice server';

/** The one account, its name in any case, in any domain. It opens nothing but this server. */
export const account = { user: 'practice', password: 'practice' } as const;

/** A share: whom it lets in, and what it is. */
export interface Share {
  readonly name: string;
  readonly service: 'IPC' | 'A:';
  readonly nativeFileSystem: string;
  readonly anonymous: boolean;
}

export const shares: readonly Share[] = [
  { name: 'IPC$', service: 'IPC', nativeFileSystem: '', anonymous: true },
  { name: 'Practice', service: 'A:', nativeFileSystem: 'NTFS', anonymous: false },
];
