/** The ends of a logarithmic axis in milliseconds: whole decades. */
export interface LogRange {
  readonly low: number;
  readonly high: number;
}

/**
 * The decades that hold all `values`, at least two of them. `before` is what the axis showed last: while a run goes on
 * an axis only grows.
 */
export function logRange(values: readonly number[], before?: LogRange): LogRange {
  let low = before?.low ?? Infinity;
  let high = before?.high ?? 0;
  for (const value of values) {
    if (value <= 0) continue;
    low = Math.min(low, 10 ** Math.floor(Math.log10(value)));
    high = Math.max(high, 10 ** Math.ceil(Math.log10(value) + 1e-9));
  }
  if (high === 0) return { low: 0.1, high: 10 };
  return { low, high: Math.max(high, low * 100) };
}

/** Each decade of the range, ends included. */
export function decades({ low, high }: LogRange): readonly number[] {
  const count = Math.round(Math.log10(high / low));
  // Through a power and not by repeated multiplication, which would drift off the round numbers.
  return Array.from({ length: count + 1 }, (_, index) => Number((low * 10 ** index).toPrecision(6)));
}

/** Where a value stands between `top` (highest) and `top + height` (lowest), in px; values outside stay at the edge. */
export function logPosition(value: number, { low, high }: LogRange, top: number, height: number): number {
  const share = (Math.log10(Math.max(value, low)) - Math.log10(low)) / (Math.log10(high) - Math.log10(low));
  return top + height * (1 - Math.min(1, share));
}

/** Moves labels of `gap` px apart without changing their order, as near to where they belong as that allows. */
export function spread(positions: readonly number[], gap: number, bottom: number): readonly number[] {
  const order = positions.map((at, index) => ({ at, index })).sort((one, other) => one.at - other.at);
  let previous = -Infinity;
  for (const label of order) {
    label.at = Math.max(label.at, previous + gap);
    previous = label.at;
  }
  let limit = bottom;
  for (const label of order.toReversed()) {
    label.at = Math.min(label.at, limit);
    limit = label.at - gap;
  }
  const placed = positions.map(() => 0);
  for (const { at, index } of order) placed[index] = at;
  return placed;
}
