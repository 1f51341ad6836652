/*
 * How Win32 lays out memory on x64: little-endian, pointers of eight bytes. Structures that hold text point into the
 * buffer which they stand in; these helpers follow such a pointer only where it stays inside.
 */

/** The UTF-16 text of `octets`, up to its first null if there is one; an odd last byte is left out. */
export function wideText(octets: Buffer): string {
  const text = octets.subarray(0, octets.length & ~1).toString('utf16le');
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** Several texts, each with its null, up to an empty one or the end of `octets`: REG_MULTI_SZ and its like. */
export function wideTexts(octets: Buffer): readonly string[] {
  const all = octets
    .subarray(0, octets.length & ~1)
    .toString('utf16le')
    .split('\0');
  const end = all.indexOf('');
  return end < 0 ? all : all.slice(0, end);
}

/** Memory that Windows filled, and the address where it lay, for the pointers in it. */
export interface Memory {
  readonly octets: Buffer;
  readonly address: bigint;
}

/** What follows an absolute pointer up to the end of the memory; null for the null pointer and one that leads outside. */
export function followed({ octets, address }: Memory, pointerOffset: number): Buffer | null {
  if (pointerOffset + 8 > octets.length) return null;
  const offset = octets.readBigUInt64LE(pointerOffset) - address;
  return offset < 0n || offset >= BigInt(octets.length) ? null : octets.subarray(Number(offset));
}

/** The text behind an absolute pointer; empty where there is none. */
export function followedText(memory: Memory, pointerOffset: number): string {
  const octets = followed(memory, pointerOffset);
  return octets === null ? '' : wideText(octets);
}
