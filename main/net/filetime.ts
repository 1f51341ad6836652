/** Between 1601-01-01, where FILETIME begins ([MS-DTYP] 2.3.3), and 1970-01-01. */
const epochDifferenceMs = 11_644_473_600_000n;

/** The time in a FILETIME (100 ns since 1601, UTC); null for 0 and for what is negative as a signed number. */
export function dateFromFiletime(filetime: bigint): Date | null {
  if (filetime === 0n || filetime >= 1n << 63n) return null;
  return new Date(Number(filetime / 10_000n - epochDifferenceMs));
}

/** The FILETIME of a date. */
export function filetimeFromDate(date: Date): bigint {
  return (BigInt(date.getTime()) + epochDifferenceMs) * 10_000n;
}
