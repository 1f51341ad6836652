/** A pointer of a made-up structure to a text that stands behind it. */
export interface TextPointer {
  readonly text: string;
}

/** What a made-up structure has in a row: numbers of 2, 4 or 8 bytes, bytes as they are, and pointers to texts. */
export type Member = { readonly size: 2 | 4 | 8; readonly value: number | bigint } | Buffer | TextPointer | null;

export const word = (value: number): Member => ({ size: 2, value });
export const dword = (value: number): Member => ({ size: 4, value });
export const qword = (value: bigint): Member => ({ size: 8, value });
/** A pointer to text with its null; several nulls are given in the text. */
export const text = (value: string): Member => ({ text: value });
/** The null pointer. */
export const nullPointer: Member = null;

/** Text in an array of so many characters, filled with what nobody must read. */
export function characters(value: string, count: number): Buffer {
  return Buffer.from(`${value}\0`.padEnd(count, '\u2603'), 'utf16le');
}

function sizeOf(member: Member): number {
  if (member === null || 'text' in member) return 8;
  return Buffer.isBuffer(member) ? member.length : member.size;
}

/**
 * Lays out structures as an x64 compiler does: each number and pointer at a multiple of its size, each structure
 * ended at a multiple of eight if it has pointers. The texts follow all of them, the last one first.
 */
export function layOut(
  structures: readonly (readonly Member[])[],
  address: bigint,
): { readonly octets: Buffer; readonly address: bigint } {
  const head: { readonly offset: number; readonly member: Member }[] = [];
  let end = 0;
  const align = (to: number): void => {
    end = Math.ceil(end / to) * to;
  };
  for (const structure of structures) {
    for (const member of structure) {
      if (!Buffer.isBuffer(member)) align(sizeOf(member));
      head.push({ offset: end, member });
      end += sizeOf(member);
    }
    align(structure.some((member) => !Buffer.isBuffer(member) && sizeOf(member) === 8) ? 8 : 4);
  }
  const octets = [Buffer.alloc(end)];
  const [fixed = Buffer.alloc(0)] = octets;
  for (const { offset, member } of head.toReversed()) {
    if (member === null) continue;
    if (Buffer.isBuffer(member)) member.copy(fixed, offset);
    else if ('text' in member) {
      fixed.writeBigUInt64LE(address + BigInt(end), offset);
      const text = Buffer.from(`${member.text}\0`, 'utf16le');
      octets.push(text);
      end += text.length;
    } else if (member.size === 8) fixed.writeBigUInt64LE(BigInt(member.value), offset);
    else fixed.writeUIntLE(Number(member.value), offset, member.size);
  }
  return { octets: Buffer.concat(octets), address };
}
