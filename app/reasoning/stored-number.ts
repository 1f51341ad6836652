import type { StoredValue } from '../model/stored-value.ts';

/** A value of the registry as the number that it was meant to be. */
export type StoredNumber =
  | { readonly kind: 'absent' }
  | { readonly kind: 'number'; readonly value: number; readonly inRange: boolean }
  /** What stands there instead, as a person would read it out. */
  | { readonly kind: 'wrong-type'; readonly shown: string };

interface Bounds {
  readonly range: { readonly min: number; readonly max: number } | null;
  /** Allowed beside the range. */
  readonly also?: readonly number[] | undefined;
}

/** Windows takes numbers from a REG_DWORD only: the same digits as text count for nothing. */
export function readStoredNumber(stored: StoredValue | undefined, { range, also = [] }: Bounds): StoredNumber {
  if (stored === undefined) return { kind: 'absent' };
  if (stored.type !== 'REG_DWORD') return { kind: 'wrong-type', shown: shownOf(stored) };
  const { value } = stored;
  const inRange = range === null || also.includes(value) || (value >= range.min && value <= range.max);
  return { kind: 'number', value, inRange };
}

const MOST_SHOWN = 80;

/** "REG_SZ “90”": type and content, short enough for a line. */
function shownOf(stored: Exclude<StoredValue, { type: 'REG_DWORD' }>): string {
  if (stored.type === 'REG_BINARY' || stored.type === 'other') {
    const type = stored.type === 'other' ? `type ${String(stored.code)}` : stored.type;
    return `${type}, ${String(stored.value.length)} bytes`;
  }
  const text = stored.type === 'REG_MULTI_SZ' ? stored.value.join(', ') : String(stored.value);
  return `${stored.type} “${text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text}”`;
}
