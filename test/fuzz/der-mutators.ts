import type { Chooser } from './choose.ts';

/** Where an element's tag, length and content stand. */
interface Place {
  readonly at: number;
  readonly lengthAt: number;
  readonly contentAt: number;
  readonly end: number;
  readonly depth: number;
}

const outerTags: readonly number[] = [0x60, 0xa1];
const isConstructed = (tag: number): boolean => (tag & 0x20) !== 0;
const lengths = [
  [0x80],
  [0x81, 0xff],
  [0x82, 0xff, 0xff],
  [0x84, 0xff, 0xff, 0xff, 0xff],
  [0x84, 0x7f, 0xff, 0xff, 0xff],
  [0x88, 0, 0, 0, 0, 0, 0, 0, 1],
  [0xff],
  [0x00],
] as const;

/** Breaks the SPNEGO token of a message, where it has one. Written apart from the project's own DER on purpose. */
export function breakDer(message: Buffer, choose: Chooser): Buffer {
  const start = tokenIn(message);
  if (start === null) return message;
  const places = placesFrom(message, start, message.length, 0).slice(0, 64);
  const place = places[choose.below(places.length)];
  if (place === undefined) return message;
  const before = message.subarray(0, place.at);
  const whole = message.subarray(place.at, place.end);
  const content = message.subarray(place.contentAt, place.end);
  const after = message.subarray(place.end);
  switch (choose.below(6)) {
    case 0: {
      const length = Buffer.from(lengths[choose.below(lengths.length)] ?? [0]);
      return withLength(message, Buffer.concat([message.subarray(0, place.lengthAt), length, content, after]));
    }
    case 1: {
      const copy = Buffer.from(message);
      copy[place.at] = choose.one([0x04, 0x06, 0x0a, 0x30, 0x60, 0xa0, 0xa1, 0xa2, 0xa3, 0x1f, 0xff]);
      return copy;
    }
    case 2:
      return withLength(message, Buffer.concat([before, nested(content, choose), after]));
    case 3: {
      const copies = Array.from({ length: choose.one([2, 70, 1_000]) }, () => whole);
      return withLength(message, Buffer.concat([before, ...copies, after]).subarray(0, 65_000));
    }
    case 4:
      return withLength(message, Buffer.concat([before, after]));
    default: {
      const copy = Buffer.from(message);
      if (place.end > place.contentAt)
        copy[place.contentAt + choose.below(place.end - place.contentAt)] = choose.below(256);
      return copy;
    }
  }
}

/** One element inside another, as deep as there is room for. */
function nested(content: Buffer, choose: Chooser): Buffer {
  let inner = content;
  const tag = choose.one([0x30, 0xa0, 0xa1, 0x60]);
  for (let depth = choose.one([1, 10, 200, 1_000]); depth > 0 && inner.length < 60_000; depth -= 1) {
    const head = inner.length < 0x80 ? [tag, inner.length] : [tag, 0x82, inner.length >> 8, inner.length & 0xff];
    inner = Buffer.concat([Buffer.from(head), inner]);
  }
  return inner;
}

/** The blob's and the bytes' lengths made to fit again, so that it is the token that is looked at. */
function withLength(original: Buffer, changed: Buffer): Buffer {
  const copy = Buffer.from(changed);
  const byteCountAt = 33 + 2 * (original[32] ?? 0);
  if (byteCountAt + 2 > copy.length) return copy;
  const grown = copy.length - original.length;
  copy.writeUInt16LE(Math.max(0, copy.length - byteCountAt - 2) & 0xffff, byteCountAt);
  if (original[4] === 0x73 && original[32] === 4) {
    copy.writeUInt16LE(Math.max(0, original.readUInt16LE(39) + grown) & 0xffff, 39);
  }
  return copy;
}

/** Where a SPNEGO token begins: behind the header, one of its outer tags with a length that fits. */
function tokenIn(message: Buffer): number | null {
  for (let at = 33; at + 2 < message.length; at += 1) {
    if (!outerTags.includes(message[at] ?? 0)) continue;
    const place = placeAt(message, at, message.length, 0);
    if (place !== null && place.end - place.contentAt > 8) return at;
  }
  return null;
}

function placeAt(bytes: Buffer, at: number, end: number, depth: number): Place | null {
  const first = bytes[at + 1];
  if (first === undefined || at + 2 > end) return null;
  const digits = first < 0x80 ? 0 : first & 0x7f;
  const contentAt = at + 2 + digits;
  if (digits > 4 || contentAt > end) return null;
  const length = digits === 0 ? first & 0x7f : bytes.readUIntBE(at + 2, digits);
  if (contentAt + length > end) return null;
  return { at, lengthAt: at + 1, contentAt, end: contentAt + length, depth };
}

function placesFrom(bytes: Buffer, start: number, end: number, depth: number): readonly Place[] {
  const place = placeAt(bytes, start, end, depth);
  if (place === null) return [];
  const inner: Place[] = [];
  if (isConstructed(bytes[start] ?? 0) && depth < 12) {
    for (let at = place.contentAt; at < place.end;) {
      const found = placesFrom(bytes, at, place.end, depth + 1);
      const [first] = found;
      if (first === undefined) break;
      inner.push(...found);
      at = first.end;
    }
  }
  return [place, ...inner];
}
