/** A stretch of time that is drawn, in ms, and where, in px. */
export interface AxisPiece {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
}

/** A time axis with the long empty stretches taken out. */
export interface CutAxis {
  readonly pieces: readonly AxisPiece[];
  /** What was left out, in ms. */
  readonly cuts: readonly { readonly from: number; readonly to: number }[];
}

/** A stretch is cut when it is this many times all that remains. */
const cutFactor = 8;
const mostCuts = 2;
/** Room for the two zigzags of a cut, px. */
export const cutWidth = 36;

/**
 * The axis from the first beginning to the last end of `spans`, over `width` px. Where one stretch in which nothing
 * begins or ends dwarfs the rest (a request that waits 40 s beside others of 1 ms), its middle is left out.
 */
export function cutAxis(spans: readonly { readonly start: number; readonly end: number }[], width: number): CutAxis {
  const edges = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((one, other) => one - other);
  const first = edges[0] ?? 0;
  const last = Math.max(edges.at(-1) ?? 1, first + 0.001);
  const gaps = edges.slice(1).map((to, index) => ({ from: edges[index] ?? first, to }));
  const cuts: { readonly from: number; readonly to: number }[] = [];
  let kept = last - first;
  for (const gap of gaps.toSorted((one, other) => other.to - other.from - (one.to - one.from))) {
    const long = gap.to - gap.from;
    const rest = kept - long;
    if (cuts.length === mostCuts || long <= cutFactor * rest || rest <= 0) break;
    // A little of the stretch stays at both ends, so that bars run visibly into the cut.
    const stub = Math.min(long / 4, rest * 0.1);
    cuts.push({ from: gap.from + stub, to: gap.to - stub });
    kept = rest + 2 * stub;
  }
  cuts.sort((one, other) => one.from - other.from);
  const scale = Math.max(1, width - cuts.length * cutWidth) / kept;
  const pieces: AxisPiece[] = [];
  let from = first;
  let left = 0;
  for (const cut of [...cuts, { from: last, to: last }]) {
    const right = left + (cut.from - from) * scale;
    pieces.push({ from, to: cut.from, left, right });
    from = cut.to;
    left = right + cutWidth;
  }
  return { pieces, cuts };
}

/** Where a time stands on the axis, px; times inside a cut stand inside its gap. */
export function axisPosition(time: number, { pieces }: CutAxis): number {
  let previous: AxisPiece | undefined;
  for (const piece of pieces) {
    if (time < piece.from) {
      if (previous === undefined) return piece.left;
      const share = (time - previous.to) / (piece.from - previous.to);
      return previous.right + share * (piece.left - previous.right);
    }
    if (time <= piece.to) {
      const share = piece.to === piece.from ? 0 : (time - piece.from) / (piece.to - piece.from);
      return piece.left + share * (piece.right - piece.left);
    }
    previous = piece;
  }
  return previous?.right ?? 0;
}

/** Round times for the axis' labels, about one each 90 px; a piece too short for one is named by its beginning. */
export function axisTicks({ pieces }: CutAxis): readonly number[] {
  const pixels = pieces.reduce((sum, piece) => sum + piece.right - piece.left, 0);
  const time = pieces.reduce((sum, piece) => sum + piece.to - piece.from, 0);
  const step = roundStep((time / Math.max(1, pixels)) * 90);
  return pieces.flatMap((piece, index) => {
    const start = Math.ceil(piece.from / step) * step;
    const count = Math.max(0, Math.floor((piece.to - start) / step + 1e-9) + 1);
    const inside = Array.from({ length: count }, (_, tick) => Number((start + tick * step).toPrecision(12)));
    return index > 0 || inside.length === 0 ? [piece.from] : inside;
  });
}

/** Round times from 0 to `end` on an axis without cuts, about `count` of them. */
export function timeTicks(end: number, count: number): readonly number[] {
  const step = roundStep(end / count);
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** The next 1, 2 or 5 times a power of ten that is at least so large. */
export function roundStep(atLeast: number): number {
  const decade = 10 ** Math.floor(Math.log10(atLeast));
  return [1, 2, 5, 10].map((factor) => factor * decade).find((step) => step >= atLeast * 0.999) ?? decade * 10;
}
