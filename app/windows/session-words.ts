import type { SessionState } from '../model/observations/windows-sessions.ts';

/**
 * How `query session` calls the states, seen in outputs of Windows in these languages. Where a language is missing the
 * word is not known, not guessed.
 */
const words: readonly (readonly [language: string, Readonly<Partial<Record<SessionState, string>>>])[] = [
  ['en', { active: 'Active', disconnected: 'Disc', connected: 'Conn', listen: 'Listen' }],
  ['de', { active: 'Aktiv', disconnected: 'Getr.', listen: 'Abhör.' }],
  ['fr', { active: 'Actif', disconnected: 'Déco' }],
  ['es', { active: 'Activo', disconnected: 'Desc', listen: 'Escuchar' }],
  ['zh', { active: '运行中', disconnected: '断开', connected: '已连接', listen: '侦听' }],
  ['ru', { active: 'Активный', disconnected: 'Разъедин', listen: 'Прослуш' }],
];

const states: ReadonlyMap<string, SessionState> = new Map(
  words.flatMap(([, known]) =>
    Object.entries(known).map(([state, word]) => [word.toLowerCase(), state as SessionState] as const),
  ),
);

/** The state that a word stands for in any of the languages; null for one that is not known. */
export function stateOfWord(word: string): SessionState | null {
  return states.get(word.normalize('NFC').toLowerCase()) ?? null;
}
