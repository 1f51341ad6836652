/** A seeded source of numbers, the same on every machine (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}

const awkward = [0x00, 0x01, 0x7f, 0x80, 0xff];

/** `bytes` with one to four of them changed, mostly to values that break length fields, or with its end cut off. */
export function mutate(bytes: Buffer, random: () => number): Buffer {
  const below = (limit: number): number => Math.floor(random() * limit);
  const copy = Buffer.from(bytes);
  for (let change = below(4); change >= 0; change -= 1) {
    copy[below(copy.length)] = random() < 0.5 ? (awkward[below(awkward.length)] ?? 0) : below(256);
  }
  return random() < 0.2 ? copy.subarray(0, below(copy.length + 1)) : copy;
}
