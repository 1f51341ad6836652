const HOUR_MS = 3_600_000;
const hoursInWeek = 168;
/** 1970-01-01 was a Thursday; the week of logon hours begins on Sunday. */
const firstHour = 4 * 24;

/** Whether an account may be used at a time, and when its hours end, or ended last. */
export interface LogonHours {
  readonly hours: 'any' | 'within' | 'outside';
  /** Null where every hour is allowed, or none ever was. */
  readonly end: Date | null;
}

/** `bits`: one for each hour of the week in UTC, Sunday 0 h first, lowest bit first ([MS-ADA2] logonHours). */
export function logonHoursAt(bits: Uint8Array | null, time: Date): LogonHours {
  if (bits === null) return { hours: 'any', end: null };
  const hour = Math.floor(time.getTime() / HOUR_MS);
  const allowed = (at: number): boolean => {
    const ofWeek = (((at + firstHour) % hoursInWeek) + hoursInWeek) % hoursInWeek;
    return ((bits[ofWeek >> 3] ?? 0) & (1 << (ofWeek & 7))) !== 0;
  };
  const within = allowed(hour);
  for (let away = 1; away <= hoursInWeek; away++) {
    const at = within ? hour + away : hour - away;
    if (allowed(at) !== within)
      return { hours: within ? 'within' : 'outside', end: new Date((within ? at : at + 1) * HOUR_MS) };
  }
  return { hours: within ? 'any' : 'outside', end: null };
}
