import type { Result } from '../model/result.ts';
import { failure, success } from '../model/result.ts';
import type { SessionState } from '../model/observations/windows-sessions.ts';
import { stateOfWord } from './session-words.ts';

/** A row of `query session`, `qwinsta` or `query user`, as somebody pasted it. */
export interface PastedSession {
  readonly session: number;
  /** "console", "rdp-tcp#3"; empty for a disconnected one. */
  readonly station: string;
  /** Without a domain, which these tools do not tell; empty where nobody is signed in. */
  readonly user: string;
  /** The tool cuts names off at the width of their column, and this one is as long. */
  readonly userMayBeCut: boolean;
  readonly state: SessionState;
  /** The word was not known, and the state follows from the other rows. */
  readonly inferred: boolean;
  /** As it stood there. */
  readonly stateWord: string;
  /** Marked with ">": the session in which the tool was run. */
  readonly current: boolean;
}

export interface PastedSessions {
  readonly sessions: readonly PastedSession[];
  /** Lines with text that are no row, the heading among them. */
  readonly otherLines: number;
}

/** `empty`: nothing but space. `no-rows`: text, but no row in it; nothing follows about sessions. */
export type PastedFailure = { readonly kind: 'empty' } | { readonly kind: 'no-rows' };

const MOST_CHARACTERS = 200_000;
const MOST_ROWS = 5_000;
/** A row has some 80. */
const LONGEST_ROW = 1_000;
/** Ids of listeners begin here (observed, on every Windows since Vista). */
const FIRST_LISTENER = 65_536;
/** `query session` shows so many characters of a name. */
const USER_WIDTH = 19;

interface Row {
  readonly current: boolean;
  /** What stands before the id: one or two columns; the first is empty where the line begins with space. */
  readonly columns: readonly string[];
  readonly session: number;
  readonly stateWord: string;
}

/**
 * Reads the pasted output of `query session`, `qwinsta` or `query user`, in any language. Rows are known by their numeric
 * id, since the widths of columns differ and names may hold spaces. States in a language that is not known are inferred
 * from rows whose state is always the same, or stay unknown.
 */
export function parseQuerySession(pasted: string): Result<PastedSessions, PastedFailure> {
  const lines = pasted
    .slice(0, MOST_CHARACTERS)
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll(/[^\P{Cc}\t]/gu, ' ').trimEnd())
    .filter((line) => line !== '');
  if (lines.length === 0) return failure({ kind: 'empty' });
  const rows = lines.flatMap((line) => readRow(line) ?? []).slice(0, MOST_ROWS);
  if (rows.length === 0) return failure({ kind: 'no-rows' });
  const users = rows.some(({ columns: [, second = ''] }) => isStation(second));
  const placed = rows.map((row) => ({ ...row, ...place(row, users) }));
  const always = wordsOfCertainRows(placed);
  return success({
    sessions: placed.map(({ session, station, user, stateWord, current }) => {
      const known = stateOfWord(stateWord);
      const inferred = always.get(stateWord.toLowerCase()) ?? certainState({ session, station, user, current });
      return {
        session,
        station,
        user,
        userMayBeCut: user.length >= USER_WIDTH,
        state: known ?? inferred ?? 'unknown',
        inferred: known === null && inferred !== null,
        stateWord,
        current,
      };
    }),
    otherLines: lines.length - rows.length,
  });
}

/** The id is the first number with two spaces and a word behind it; names have single spaces within. */
const spacedRow = /^(.*?\s)(\d{1,10})(?:\s\s|\t)\s*([^\d\s].*)$/u;
/** Where spaces were lost on the way: the last number that a word follows, the word being a state. */
const tightRow = /^(.*\s)(\d{1,10})\s([^\d\s]\S*)(?:\s|$)/u;

function readRow(line: string): Row | null {
  const found = line.length > LONGEST_ROW ? null : (spacedRow.exec(line) ?? knownTightRow(line));
  if (found === null) return null;
  const [, before = '', id = '', after = ''] = found;
  const session = Number(id);
  if (session > 0xffffffff) return null;
  const current = before.startsWith('>');
  // The first character is the mark's, unless it was lost in pasting.
  const columns = (current || before.startsWith(' ') ? before.slice(1) : before).split(/\s{2,}|\t/);
  const [stateWord = ''] = after.split(/\s{2,}|\t/);
  return { current, columns: columns.map((column) => column.trim()), session, stateWord: stateWord.trim() };
}

function knownTightRow(line: string): RegExpExecArray | null {
  const found = tightRow.exec(line);
  return found !== null && stateOfWord(found[3] ?? '') !== null ? found : null;
}

const stations = /^(services|console|(?:rdp|ica|tcp)-\S+|[0-9a-f]{6,}\.\.\.|\S+#\d+)$/i;

function isStation(text: string): boolean {
  return stations.test(text);
}

/** Which column is which: `query user` has the name first, and a session that is left has no station. */
function place(row: Row, users: boolean): { readonly station: string; readonly user: string } {
  const [first = '', ...others] = row.columns.filter((column, index) => index === 0 || column !== '');
  const second = others.join(' ');
  if (users) return { user: first, station: second };
  if (first === '' || second !== '') return { station: first, user: second };
  // One column at the edge: where the leading space was lost in pasting, it is a user.
  return isStation(first) || stateOfWord(row.stateWord) !== 'disconnected'
    ? { station: first, user: '' }
    : { station: '', user: first };
}

type Placed = Pick<PastedSession, 'session' | 'station' | 'user' | 'current'>;

/** Windows' own rows are always in the same state, and whoever runs the tool is at work. */
function certainState({ session, station, user, current }: Placed): SessionState | null {
  if (session >= FIRST_LISTENER && user === '') return 'listen';
  if (session === 0 && user === '' && station !== 'console') return 'disconnected';
  if (current && user !== '') return 'active';
  return null;
}

/** What the words for those states are in the language of the pasted text. */
function wordsOfCertainRows(
  rows: readonly (Placed & { readonly stateWord: string })[],
): ReadonlyMap<string, SessionState> {
  return new Map(
    rows.flatMap((row) => {
      const state = certainState(row);
      return state === null || row.stateWord === '' ? [] : [[row.stateWord.toLowerCase(), state] as const];
    }),
  );
}
