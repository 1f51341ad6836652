/** What a case that should not have happened looks like: enough to run it again. */
export interface Finding {
  readonly number: number;
  readonly fault: string;
  readonly how: readonly string[];
  /** What the server said. */
  readonly bytes: Buffer;
}

/** One reply may cost at most so many bytes of memory. */
export const mostBytes = 2 * 1024 * 1024;

/** The text of whatever was thrown. */
export function thrown(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
