/** As much DER ([X.690] 8, 10) as SPNEGO needs: one-byte tags, definite lengths of at most four bytes. */
import type { Result } from '../../app/model/result.ts';
import { success } from '../../app/model/result.ts';
import type { Malformed } from '../malformed.ts';
import { malformed } from '../malformed.ts';

export const tags = {
  octetString: 0x04,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  sequence: 0x30,
  application: 0x60,
} as const;

/** [n] EXPLICIT. */
export function contextTag(number: number): number {
  return 0xa0 | number;
}

export interface Element {
  readonly tag: number;
  readonly content: Buffer;
}

/** One element around its parts. */
export function encodeElement(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...encodeLength(content.length)]), content]);
}

function encodeLength(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const digits =
    length > 0xffff ? [length >>> 16, length >>> 8, length] : length > 0xff ? [length >>> 8, length] : [length];
  return [0x80 | digits.length, ...digits.map((digit) => digit & 0xff)];
}

/** The elements that lie one behind the other in `bytes`, at most `limit`. */
export function decodeElements(bytes: Buffer, limit: number): Result<readonly Element[], Malformed> {
  const elements: Element[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (elements.length === limit) return malformed('DER', 'too-many');
    const extent = contentExtent(bytes, at + 1);
    if (extent === null) return malformed('DER length', 'beyond-end');
    elements.push({ tag: bytes.readUInt8(at), content: bytes.subarray(extent.start, extent.end) });
    at = extent.end;
  }
  return success(elements);
}

function contentExtent(bytes: Buffer, at: number): { readonly start: number; readonly end: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  const digits = first < 0x80 ? 0 : first & 0x7f;
  const start = at + 1 + digits;
  if (first === 0x80 || digits > 4 || start > bytes.length) return null;
  const end = start + (digits === 0 ? first : bytes.readUIntBE(at + 1, digits));
  return end > bytes.length ? null : { start, end };
}

/** Bytes of an object identifier, "1.3.6.1.5.5.2", without tag and length. */
export function encodeOid(oid: string): Buffer {
  const [first = 0, second = 0, ...rest] = oid.split('.').map(Number);
  return Buffer.from([40 * first + second, ...rest.flatMap(base128)]);
}

function base128(arc: number): readonly number[] {
  const digits = [arc & 0x7f];
  for (let rest = arc >>> 7; rest > 0; rest >>>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}
