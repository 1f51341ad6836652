import type { AppInfo } from '../../app/contract.ts';

const known: Readonly<Partial<Record<NodeJS.Platform, AppInfo['platform']>>> = {
  win32: 'win32',
  linux: 'linux',
  darwin: 'darwin',
};

/** The platform in the contract's words. */
export function appPlatform(platform: NodeJS.Platform): AppInfo['platform'] {
  return known[platform] ?? 'other';
}

/** The name of the user, empty where the system does not know one. `read` is `os.userInfo`. */
export function userName(read: () => { readonly username: string }): string {
  try {
    return read().username;
  } catch {
    return '';
  }
}
