/** Between 1601-01-01, where FILETIME begins ([MS-DTYP] 2.3.3), and 1970-01-01. */
const epochDifferenceMs = 11_644_473_600_000n;

/** The time in a FILETIME (100 ns since 1601, UTC); null for 0 and for what no Date can hold. */
export function dateFromFiletime(filetime: bigint): Date | null {
  if (filetime === 0n) return null;
  const date = new Date(Number(filetime / 10_000n - epochDifferenceMs));
  return Number.isNaN(date.getTime()) ? null : date;
}

/** The FILETIME of a date. */
export function filetimeFromDate(date: Date): bigint {
  return (BigInt(date.getTime()) + epochDifferenceMs) * 10_000n;
}
