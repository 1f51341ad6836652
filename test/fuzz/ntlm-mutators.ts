import type { Chooser } from './choose.ts';

/** Offset and size. */
type Field = readonly [at: number, size: 2 | 4];

/** Fields of a CHALLENGE message ([MS-NLMP] 2.2.1.2). */
const challengeFields: readonly [Field, ...Field[]] = [
  [8, 4],
  [12, 2],
  [14, 2],
  [16, 4],
  [20, 4],
  [40, 2],
  [42, 2],
  [44, 4],
];
const targetInfoAt = 40;
const avTimestamp = 7;

/** Breaks the NTLMSSP message inside a message, where there is one. */
export function breakNtlm(message: Buffer, choose: Chooser): Buffer {
  const start = message.indexOf('NTLMSSP\0', 0, 'latin1');
  if (start < 0 || start + 48 > message.length) return message;
  const copy = Buffer.from(message);
  if (choose.chance(0.5)) {
    const [at, size] = choose.one(challengeFields);
    const highest = 2 ** (8 * size) - 1;
    const rest = copy.length - start;
    const wanted = choose.one([
      0,
      1,
      3,
      7,
      48,
      56,
      rest - 1,
      rest,
      rest + 1,
      highest,
      (highest + 1) / 2,
      choose.below(rest),
    ]);
    copy.writeUIntLE(Math.min(highest, Math.floor(wanted)), start + at, size);
    return copy;
  }
  return breakAvPairs(copy, start, choose);
}

/** Breaks one AV_PAIR ([MS-NLMP] 2.2.2.1): id (2), length (2), value. */
function breakAvPairs(copy: Buffer, start: number, choose: Chooser): Buffer {
  const first = start + copy.readUInt32LE(start + targetInfoAt + 4);
  const end = Math.min(copy.length, first + copy.readUInt16LE(start + targetInfoAt));
  const places: number[] = [];
  for (let at = first; at + 4 <= end; at += 4 + copy.readUInt16LE(at + 2)) places.push(at);
  const at = places[choose.below(places.length)];
  if (at === undefined) return copy;
  switch (choose.below(4)) {
    case 0:
      copy.writeUInt16LE(choose.one([0, 1, 2, 6, avTimestamp, 9, 10, 0x7fff, 0xffff]), at);
      break;
    case 1:
      copy.writeUInt16LE(choose.one([0, 1, 7, 8, 9, end - at, end - at - 4, 0xffff]), at + 2);
      break;
    case 2:
      // A clock that is not eight bytes long, or nobody's end of the list.
      copy.writeUInt16LE(avTimestamp, at);
      break;
    default:
      copy.fill(choose.one([0x00, 0xff]), at, Math.min(end, at + 4));
  }
  return copy;
}
