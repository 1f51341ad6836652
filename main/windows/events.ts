export interface EventQuery {
  /** "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational". */
  readonly channel: string;
  readonly ids: readonly number[];
  /** Providers, where a channel is shared by many whose ids mean different things. */
  readonly providers?: readonly string[];
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

/**
 * The query in the XPath that Windows' event log understands. It takes little more than twenty conditions at once, so a
 * query has few ids.
 */
export function eventXpath({ ids, providers, since }: EventQuery): string {
  const wanted = ids.map((id) => `EventID=${String(id)}`).join(' or ');
  const from = providers?.map((name) => `@Name='${name}'`).join(' or ');
  const provider = from === undefined ? '' : ` and Provider[${from}]`;
  return `*[System[(${wanted})${provider} and TimeCreated[@SystemTime>='${since}']]]`;
}
