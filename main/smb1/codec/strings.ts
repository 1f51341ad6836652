/**
 * Strings in messages, [MS-CIFS] 2.2.1.1: null-terminated; Unicode ones begin at an even distance from the header.
 * Every function takes and gives offsets from the start of the header.
 */

/** Bytes of a null-terminated string put at `at`, with the padding before it. */
export function stringSize(text: string, at: number, unicode: boolean): number {
  return unicode ? (at & 1) + 2 * text.length + 2 : Buffer.byteLength(text, 'latin1') + 1;
}

/** Writes a null-terminated string into a zero-filled message; gives the offset behind it. */
export function writeString(message: Buffer, at: number, text: string, unicode: boolean): number {
  const start = unicode ? at + (at & 1) : at;
  message.write(text, start, unicode ? 'utf16le' : 'latin1');
  return at + stringSize(text, at, unicode);
}

/**
 * The string at `at` and the offset behind it. Servers leave out the last terminator, or cut it in half, so a
 * string may also end where the bytes end.
 */
export function readString(
  message: Buffer,
  at: number,
  end: number,
  unicode: boolean,
): { readonly text: string; readonly next: number } {
  if (!unicode) {
    const terminator = message.subarray(0, end).indexOf(0, at);
    const stop = terminator < 0 ? end : terminator;
    return { text: message.toString('latin1', Math.min(at, end), stop), next: Math.min(stop + 1, end) };
  }
  const start = Math.min(at + (at & 1), end);
  let stop = start;
  while (stop + 1 < end && message.readUInt16LE(stop) !== 0) stop += 2;
  return { text: message.toString('utf16le', start, stop), next: Math.min(stop + 2, end) };
}
