/** The middle one; of an even number the lower of the two in the middle. Throws when there is none. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1];
  if (middle === undefined) throw new Error('no value was measured');
  return middle;
}
