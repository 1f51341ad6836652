/**
 * A time in the shortest form that a person would say, of a given locale's numbers: "0.42 ms", "38.4 s", "3 min 06 s".
 * `ms` is in milliseconds.
 */
export function formatDuration(ms: number, locale: string): string {
  const number = (value: number, digits: number): string =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  if (ms < 1) return `${number(ms, 2)} ms`;
  if (ms < 100) return `${number(ms, 1)} ms`;
  if (ms < 9_999.5) return `${number(ms, 0)} ms`;
  if (ms < 59_950) return `${number(ms / 1000, 1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${number(Math.floor(seconds / 60), 0)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
