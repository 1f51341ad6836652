const pattern = /(^|\\)session-doctor-[0-9a-f]{16}\.tmp$/;

/** The name of a temporary file that a run makes on a share; `unique` is 16 hex digits. */
export function temporaryFileName(unique: string): string {
  return `session-doctor-${unique}.tmp`;
}

/** Whether a path on a share leads to such a file, of which nobody else knows. */
export function isTemporaryFile(path: string): boolean {
  return pattern.test(path);
}
