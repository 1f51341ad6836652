import type { Clock } from '../clock.ts';
import type { StoredFile } from './folder.ts';
import { newFolder } from './folder.ts';
import type { ScenarioBehaviour } from './scenarios.ts';

/** What every connection of one server is given. */
export interface ServerParts {
  readonly behaviour: ScenarioBehaviour;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Buffer;
  /** 16 bytes, the same as long as the server runs. */
  readonly serverGuid: Buffer;
}

/** Who signed in. */
export type SignedInAs = 'anonymous' | 'user';

/** A session of one connection: signed in, half way there, or both when somebody signs in again. */
export interface SessionState {
  signedInAs: SignedInAs | null;
  /** The challenge that waits for its answer. */
  challenge: Buffer | null;
}

/** An open file; the name is that of the folder's map, null for the folder itself. */
export interface OpenFile {
  readonly name: string | null;
  readonly deleteOnClose: boolean;
}

/** What the server remembers of one connection. */
export interface ConnectionState {
  phase: 'new' | 'smb1' | 'smb2' | 'no-dialect';
  /** How sessions are set up, as NEGOTIATE said; the challenge of the older way. */
  security: { readonly kind: 'extended' } | { readonly kind: 'challenge'; readonly challenge: Buffer };
  readonly sessions: Map<number, SessionState>;
  /** Names of the shares by TID. */
  readonly trees: Map<number, string>;
  /** The files of the share, which is each connection's own, by name in capitals. */
  readonly files: Map<string, StoredFile>;
  /** By FID; all of them end with the connection. */
  readonly opens: Map<number, OpenFile>;
  /** The last number given to a session, a tree or an open file; none is given twice. */
  lastId: number;
  echoes: number;
}

/** A new connection. Windows begins to count UIDs here, too. */
export function newConnectionState(): ConnectionState {
  return {
    phase: 'new',
    security: { kind: 'extended' },
    sessions: new Map(),
    trees: new Map(),
    files: newFolder(),
    opens: new Map(),
    lastId: 2047,
    echoes: 0,
  };
}

/** A number for a new session or tree, or null when this connection has used them up. */
export function nextId(state: ConnectionState): number | null {
  if (state.lastId >= 0xfffe) return null;
  state.lastId += 1;
  return state.lastId;
}
