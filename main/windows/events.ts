export interface EventQuery {
  /** "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational". */
  readonly channel: string;
  readonly ids: readonly number[];
  /** ISO 8601. */
  readonly since: string;
  readonly most: number;
}

export interface LoggedEvent {
  readonly channel: string;
  readonly provider: string;
  readonly id: number;
  /** ISO 8601. */
  readonly at: string;
  readonly recordId: number;
  /** EventData and UserData by name (or by position: "0"), as text. */
  readonly data: Readonly<Record<string, string>>;
}
