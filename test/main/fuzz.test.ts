import { describe, expect, test } from 'vitest';
import { mostBytes } from '../fuzz/case.ts';
import { runClientCase } from '../fuzz/client-case.ts';
import { chooserFor } from '../fuzz/choose.ts';
import { runCodecCase } from '../fuzz/codec-case.ts';
import { leastCostOf } from '../fuzz/cost.ts';
import { goldenReplies } from '../fuzz/golden.ts';
import { startHostileListener } from '../fuzz/hostile-listener.ts';
import { breakMessage, mutators, split } from '../fuzz/mutators.ts';

/** Much work: a loaded machine takes its time. */
const patient = { timeout: 60_000 };
const seed = 445;

describe('a short run of the fuzzer', () => {
  test('finds nothing in the codec', patient, () => {
    const findings = Array.from({ length: 30_000 }, (_, number) => runCodecCase(seed, number));
    expect(findings.filter((finding) => finding !== null)).toEqual([]);
  });

  test('finds nothing in the client over a socket', patient, async () => {
    const listener = await startHostileListener();
    try {
      for (let number = 0; number < 60; number += 1) expect(await runClientCase(listener, seed, number)).toBeNull();
    } finally {
      await listener.stop();
    }
  });
});

describe('the fuzzer itself', () => {
  test('sees what work takes each time, and not what only the first time takes', () => {
    const held: Buffer[] = [];
    const cache = new Map<string, Buffer>();
    const megabytes = (count: number): Buffer => Buffer.alloc(count * 1024 * 1024, 1);
    expect(leastCostOf(() => held.push(megabytes(3))).bytes).toBeGreaterThan(mostBytes);
    expect(leastCostOf(() => void megabytes(3)).bytes).toBeGreaterThan(mostBytes);
    expect(leastCostOf(() => held.push(megabytes(1))).bytes).toBeLessThan(mostBytes);
    const once = (): void => {
      if (!cache.has('it')) cache.set('it', megabytes(3));
    };
    expect(leastCostOf(once).bytes).toBeLessThan(mostBytes);
    expect(held.length + cache.size).toBe(11);
  });

  test('makes the same case of the same seed and number', () => {
    const make = (number: number) =>
      breakMessage(goldenReplies[7] ?? Buffer.alloc(0), chooserFor(1, number), goldenReplies);
    expect(make(3)).toEqual(make(3));
    expect(make(3)).not.toEqual(make(4));
  });

  test.each(Object.entries(mutators))('breaks %s, and never the original', (_name, breakIt) => {
    const before = Buffer.concat(goldenReplies);
    let changed = 0;
    goldenReplies.forEach((reply, number) => {
      if (!breakIt(reply, chooserFor(seed, number), goldenReplies).equals(reply)) changed += 1;
    });
    expect(changed).toBeGreaterThan(5);
    expect(Buffer.concat(goldenReplies).equals(before)).toBe(true);
  });

  test('loses no byte when it cuts a stream into pieces', () => {
    for (let number = 0; number < 500; number += 1) {
      const bytes = goldenReplies[number % goldenReplies.length] ?? Buffer.alloc(0);
      expect(Buffer.concat(split(bytes, chooserFor(seed, number))).equals(bytes)).toBe(true);
    }
  });
});
