import { sd } from '../theme/tokens.ts';

/** Where Recharts puts a mark, px. */
interface Mark {
  readonly cx?: number | undefined;
  readonly cy?: number | undefined;
}

/** A single request. */
export function Diamond({ cx = 0, cy = 0 }: Mark) {
  return <path d={`M${cx} ${cy - 4}l4 4-4 4-4-4z`} fill={sd.card} stroke={sd.data3} strokeWidth={1.5} />;
}

/** A request without an answer. */
export function Cross({ cx = 0, cy = 0 }: Mark) {
  const path = `M${cx - 4} ${cy - 4}l8 8m0-8l-8 8`;
  return <path d={path} stroke={sd.data2} strokeWidth={1.75} />;
}
