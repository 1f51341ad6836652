import type { Account } from '../account.ts';

/** USER_INFO_2 (lmaccess.h) on x64. Its password is always null when it is read. */
export const userInfo2Bytes = 152;
const accountExpiresOffset = 104;
const unitsPerWeekOffset = 112;
export const logonHoursOffset = 120;
const TIMEQ_FOREVER = 0xffff_ffff;
/** One bit for each hour of a week, Sunday 0 h UTC first, the lowest bit of each byte first. */
export const hoursInWeek = 168;
export const logonHoursBytes = hoursInWeek / 8;

/**
 * The limits of an account from USER_INFO_2 and what its pointer to the logon hours leads to (null where it leads
 * nowhere). Null when the structure is too short.
 */
export function decodeUserInfo2(octets: Buffer, user: string, logonHours: Buffer | null): Account | null {
  if (octets.length < userInfo2Bytes) return null;
  const expires = octets.readUInt32LE(accountExpiresOffset);
  const perHour = octets.readUInt32LE(unitsPerWeekOffset) === hoursInWeek;
  const hours = perHour && logonHours?.length === logonHoursBytes ? Uint8Array.from(logonHours) : null;
  return {
    user,
    logonHours: hours === null || hours.every((eight) => eight === 0xff) ? null : hours,
    expiresAt: expires === TIMEQ_FOREVER || expires === 0 ? null : new Date(1000 * expires).toISOString(),
  };
}
