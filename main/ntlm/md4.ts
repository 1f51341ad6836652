/**
 * MD4, [RFC 1320]. NTLM's password hash needs it, and Node's OpenSSL has it no more while Electron's BoringSSL still
 * does: our own behaves the same in both.
 */

/** Step shifts of the three rounds, [RFC 1320] 3.4. */
const shifts = [
  [3, 7, 11, 19],
  [3, 5, 9, 13],
  [3, 9, 11, 15],
] as const;

/** The order in which each round takes the words of a block. */
const wordOrder = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
  [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
] as const;

const constants = [0, 0x5a827999, 0x6ed9eba1] as const;

/** The MD4 digest of `input`, 16 bytes. */
export function md4(input: Uint8Array): Buffer {
  const padded = Buffer.alloc(Math.ceil((input.length + 9) / 64) * 64);
  padded.set(input);
  padded[input.length] = 0x80;
  padded.writeBigUInt64LE(BigInt(input.length) * 8n, padded.length - 8);

  const state: [number, number, number, number] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < padded.length; block += 64) digestBlock(state, padded, block);

  const digest = Buffer.alloc(16);
  state.forEach((word, index) => digest.writeUInt32LE(word, 4 * index));
  return digest;
}

function digestBlock(state: [number, number, number, number], bytes: Buffer, block: number): void {
  let [a, b, c, d] = state;
  for (const round of [0, 1, 2] as const) {
    wordOrder[round].forEach((word, step) => {
      const sum = a + mix(round, b, c, d) + bytes.readUInt32LE(block + 4 * word) + constants[round];
      const shift = shifts[round][(step & 3) as 0 | 1 | 2 | 3];
      const rotated = (sum << shift) | ((sum | 0) >>> (32 - shift));
      [a, b, c, d] = [d, rotated, b, c];
    });
  }
  state[0] = (state[0] + a) >>> 0;
  state[1] = (state[1] + b) >>> 0;
  state[2] = (state[2] + c) >>> 0;
  state[3] = (state[3] + d) >>> 0;
}

/** F, G and H of [RFC 1320] 3.4. */
function mix(round: 0 | 1 | 2, x: number, y: number, z: number): number {
  if (round === 0) return (x & y) | (~x & z);
  return round === 1 ? (x & y) | (x & z) | (y & z) : x ^ y ^ z;
}
