const LONGEST = 80;

/** The beginning of bytes of an unknown service as text, control characters as spaces; empty when it is not text. */
export function printableText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, LONGEST)).toString('latin1');
  const printable = text.replace(/[^\x20-\x7e]/g, '').length;
  return printable * 2 < text.length ? '' : text.replace(/[^\x20-\x7e]+/g, ' ').trim();
}
