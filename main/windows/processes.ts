export interface ProcessEntry {
  readonly pid: number;
  readonly imageName: string;
  /** Null where this account may not ask. */
  readonly path: string | null;
  readonly commandLine: string | null;
  readonly windowTitle: string | null;
  /** DOMAIN\name. */
  readonly owner: string | null;
  readonly ownerSid: string | null;
  readonly sessionId: number | null;
  /** ISO 8601; with the pid it names one process for good, since pids are used again. */
  readonly createdAt: string | null;
}
