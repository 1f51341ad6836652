import type { TimerRow } from '../knowledge/timer-row.ts';
import { timers } from '../knowledge/timers.ts';
import type { StoredProblem } from '../model/observations/windows-settings.ts';
import type { StoredValue } from '../model/stored-value.ts';
import type { TimerId } from '../model/timer.ts';
import { readStoredNumber } from './stored-number.ts';

/** What a timer is set to and what it works with, in the unit of its row. */
export interface TimerReading {
  readonly configured: number | null;
  readonly effective: number | null;
  readonly default: number | null;
  readonly source: 'registry' | 'default' | 'server';
  readonly problem?: StoredProblem;
  readonly stored?: string;
}

/** What is known of a timer besides its row. */
export interface TimerFacts {
  readonly stored: StoredValue | undefined;
  /** It stands where nobody looks for it. */
  readonly astray?: 'wrong-hive' | 'wrong-key' | undefined;
  /** What the running service says; null where it was not asked or does not tell. */
  readonly reported: number | null;
  /** The build of Windows; null where it is not known, and then no default stands in for what is not set. */
  readonly build: number | null;
  /** The timer that this one's default is derived from. */
  readonly derivedFrom?: number | null | undefined;
}

/**
 * A timer from the registry and from the service itself. What the service says counts before what stands in the
 * registry; what Windows makes of a number out of range, or of a text, is not known.
 */
export function readTimer(id: TimerId, facts: TimerFacts): TimerReading {
  const row = timers[id];
  const { reported } = facts;
  const own = defaultOf(row, facts);
  const stored = readStoredNumber(facts.stored, row);
  if (stored.kind === 'absent') {
    return {
      configured: null,
      effective: reported ?? own,
      default: own,
      source: reported === null ? 'default' : 'server',
      ...(facts.astray === undefined ? {} : { problem: facts.astray }),
    };
  }
  const source = reported === null ? 'registry' : 'server';
  if (stored.kind === 'wrong-type') {
    const { shown } = stored;
    return { configured: null, effective: reported, default: own, source, problem: 'wrong-type', stored: shown };
  }
  const configured = stored.value;
  if (!stored.inRange) return { configured, effective: reported, default: own, source, problem: 'out-of-range' };
  const effective = reported ?? configured;
  return {
    configured,
    effective,
    default: own,
    source,
    ...(effective === configured ? {} : { problem: 'not-in-force' }),
  };
}

/** What Windows takes without a value; null where its build, or the timer that this one goes by, is not known. */
function defaultOf({ defaults, derived }: TimerRow, { build, derivedFrom }: TimerFacts): number | null {
  if (derived !== undefined) {
    return derivedFrom === undefined || derivedFrom === null ? null : derived.times * derivedFrom;
  }
  if (build === null) return null;
  return defaults.findLast(({ fromBuild }) => fromBuild <= build)?.value ?? null;
}
