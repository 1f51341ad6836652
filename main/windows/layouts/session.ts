import { dateFromFiletime } from '../../net/filetime.ts';
import type { SessionInfo } from '../sessions.ts';
import { sessionStates } from '../sessions.ts';
import { wideText } from './memory.ts';

/** WTS_SESSION_INFO_1W (wtsapi32.h): three DWORDs, then five pointers to texts that lie anywhere. */
export const sessionRowBytes = 56;
/** WTSINFOEXW: its level, then WTSINFOEX_LEVEL1_W. */
const sessionDetailBytes = 232;
/** A farm of terminal servers has fewer. */
const mostSessions = 10_000;

/** One row of WTSEnumerateSessionsExW. The texts are where the addresses say, not in the row; 0n for none. */
export interface SessionRow {
  readonly id: number;
  readonly state: SessionInfo['state'];
  readonly stationAt: bigint;
  readonly clientAt: bigint;
  readonly userAt: bigint;
  readonly domainAt: bigint;
}

/** Whether so many rows may be believed, and so may be read: Windows always has at least its own session 0. */
export function believableCount(count: number): boolean {
  return count > 0 && count <= mostSessions;
}

/** The rows of a list; null when the memory holds less than `count` of them. */
export function decodeSessionRows(octets: Buffer, count: number): readonly SessionRow[] | null {
  if (octets.length < count * sessionRowBytes) return null;
  return Array.from({ length: count }, (_, index) => {
    const row = octets.subarray(index * sessionRowBytes, (index + 1) * sessionRowBytes);
    return {
      id: row.readUInt32LE(8),
      state: sessionStates[row.readUInt32LE(4)] ?? 'unknown',
      stationAt: row.readBigUInt64LE(16),
      clientAt: row.readBigUInt64LE(24),
      userAt: row.readBigUInt64LE(32),
      domainAt: row.readBigUInt64LE(40),
    };
  });
}

/** What WTSQuerySessionInformationW (WTSSessionInfoEx) adds to a row. */
export type SessionDetail = Pick<
  SessionInfo,
  'user' | 'domain' | 'logonAt' | 'connectedAt' | 'disconnectedAt' | 'lastInputAt'
>;

/** User and times of session `id`; null when it is another session's, of another level, or too short. */
export function decodeSessionDetail(octets: Buffer, id: number): SessionDetail | null {
  if (octets.length < sessionDetailBytes || octets.readUInt32LE(0) !== 1 || octets.readUInt32LE(8) !== id) return null;
  return {
    user: wideText(octets.subarray(86, 128)),
    domain: wideText(octets.subarray(128, 164)),
    logonAt: timeAt(octets, 168),
    connectedAt: timeAt(octets, 176),
    disconnectedAt: timeAt(octets, 184),
    lastInputAt: timeAt(octets, 192),
  };
}

/** A FILETIME; 0 stands for never. */
function timeAt(octets: Buffer, offset: number): string | null {
  return dateFromFiletime(octets.readBigUInt64LE(offset))?.toISOString() ?? null;
}
