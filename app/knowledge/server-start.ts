/** A new time of start, and the clock of the server itself when the old one was told. */
interface NewStart {
  readonly what: 'guid' | 'start-time';
  readonly after: string;
  readonly serverTimeBefore?: string | undefined;
}

/**
 * Whether a new time of start proves no restart: by the server's own clock it lies before the earlier answer, or that
 * clock is not known. A machine that started then can't be the one that answered.
 */
export function startedBefore({ what, after, serverTimeBefore }: NewStart): boolean {
  return what === 'start-time' && (serverTimeBefore === undefined || Date.parse(after) <= Date.parse(serverTimeBefore));
}
