import type { ExistingConnection } from '../connections.ts';

/** USE_INFO_2 (lmuse.h) on x64. The password that it has room for is never looked at. */
export const useInfo2Bytes = 56;

/** USE_OK to USE_RECONN, in their order. */
const statuses = ['ok', 'paused', 'disconnected', 'network-error', 'connecting', 'reconnecting'] as const;

/** Row `index` of what NetUseEnum wrote at level 2; `textAt` follows its pointers. Null when there is no such row. */
export function decodeUseInfo2(
  octets: Buffer,
  index: number,
  textAt: (address: bigint) => string,
): ExistingConnection | null {
  const row = index * useInfo2Bytes;
  if (octets.length < row + useInfo2Bytes) return null;
  const text = (offset: number): string => textAt(octets.readBigUInt64LE(row + offset));
  const [user, domain] = [text(40), text(48)];
  return {
    drive: text(0),
    remote: text(8),
    status: statuses[octets.readUInt32LE(row + 24)] ?? 'unknown',
    user: domain === '' || user === '' ? user : `${domain}\\${user}`,
  };
}
