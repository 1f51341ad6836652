import { seededRandom } from '../main/mutations.ts';

/** Chance that a seed decides. */
export interface Chooser {
  /** A whole number from 0 to `limit` - 1. */
  readonly below: (limit: number) => number;
  readonly one: <Value>(values: readonly [Value, ...Value[]]) => Value;
  readonly chance: (probability: number) => boolean;
  readonly random: () => number;
}

/** The choices of one case: the same for the same seed and number, whatever cases ran before. */
export function chooserFor(seed: number, number: number): Chooser {
  const random = seededRandom((Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) | 0);
  const below = (limit: number): number => Math.floor(random() * limit);
  return {
    below,
    one: (values) => values[below(values.length)] ?? values[0],
    chance: (probability) => random() < probability,
    random,
  };
}
