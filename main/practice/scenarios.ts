import type { PracticeScenario } from '../../app/model/target.ts';

/** How a scenario differs from a server on which all is well. */
export interface ScenarioBehaviour {
  /** What an SMB1-only NEGOTIATE meets. Current Windows with SMB1 off closes without a word ([MS-SMB2] 3.3.5.3.2). */
  readonly smb1: 'served' | 'closed';
  /** How late each answer is, in milliseconds; null answers at once. */
  readonly delay: Delay | null;
  /** After so many echoes a connection stays open and silent; null never. */
  readonly silentAfterEchoes: number | null;
}

/** `least` to `least + spread`, evenly; once in `oneIn` answers up to `more` on top. */
export interface Delay {
  readonly least: number;
  readonly spread: number;
  readonly oneIn: number;
  readonly more: number;
}

const fine: ScenarioBehaviour = { smb1: 'served', delay: null, silentAfterEchoes: null };

/** What the practice server can play. */
export const scenarios: Readonly<Record<PracticeScenario, ScenarioBehaviour>> = {
  healthy: fine,
  slow: { ...fine, delay: { least: 155, spread: 40, oneIn: 30, more: 500 } },
  'smb1-disabled': { ...fine, smb1: 'closed' },
  stalled: { ...fine, silentAfterEchoes: 40 },
};

/** How late the next answer is, in milliseconds. `random` gives numbers from 0 to below 1. */
export function delayOf({ least, spread, oneIn, more }: Delay, random: () => number): number {
  const usual = least + spread * random();
  return random() * oneIn < 1 ? usual + more * random() : usual;
}
