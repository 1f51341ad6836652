const groups = [
  [3, 2, 1, 0],
  [5, 4],
  [7, 6],
  [8, 9],
  [10, 11, 12, 13, 14, 15],
] as const;

/** A GUID of 16 bytes ([MS-DTYP] 2.3.4.2) in its usual text form, "70726f62-6573-7276-0000-000000000000". */
export function guidText(bytes: Uint8Array): string {
  const digits = (index: number): string => (bytes[index] ?? 0).toString(16).padStart(2, '0');
  return groups.map((group) => group.map(digits).join('')).join('-');
}
