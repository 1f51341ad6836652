/** An event that names the user of a session. */
export interface NamedSession {
  readonly session: number;
  readonly user: string;
  /** ISO 8601. */
  readonly at: string;
}

/** How long after the end of a session Windows still writes whose it was. */
const AFTERTHOUGHT_MS = 5_000;

/**
 * Whose session a number stood for at a time: numbers are given again, so the latest event before it counts, or one right
 * after it. Null where no event says.
 */
export function sessionOwner(named: readonly NamedSession[], session: number, at: string): string | null {
  const until = Date.parse(at) + AFTERTHOUGHT_MS;
  const fitting = named.filter((one) => one.session === session && Date.parse(one.at) <= until);
  const latest = fitting.reduce<NamedSession | null>(
    (best, one) => (best === null || Date.parse(one.at) > Date.parse(best.at) ? one : best),
    null,
  );
  return latest?.user ?? null;
}
