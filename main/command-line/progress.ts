import { checks } from '../../app/knowledge/checks.ts';
import type { CheckId } from '../../app/model/check.ts';
import type { Message } from '../../app/model/message.ts';
import type { Observation } from '../../app/model/observation.ts';
import type { CheckResult, RunEvent } from '../../app/model/run.ts';
import { message } from '../../app/wording/message.ts';
import { describeObservation } from '../../app/wording/observation.ts';

/**
 * Lines for what a run sees: one for each observation, of which a check's last also says how long the check took, and
 * one for each check that ended without any or otherwise than done.
 */
export function createProgressLines(): (event: RunEvent) => readonly Message[] {
  const over = new Set<CheckId>();
  let held: Observation | null = null;
  const release = (): readonly Message[] => {
    const lines = held === null ? [] : [sawLine(held)];
    held = null;
    return lines;
  };
  return (event) => {
    if (event.type === 'observation') {
      const lines = release();
      // What signing off brings to light belongs to a check that has ended before.
      if (over.has(event.observation.check)) return [...lines, sawLine(event.observation)];
      held = event.observation;
      return lines;
    }
    if (event.type !== 'check-finished') return [];
    const { result } = event;
    over.add(result.id);
    if (result.outcome !== 'done' || held?.check !== result.id) return [...release(), endLine(result)];
    const last = describeObservation(held);
    held = null;
    return [
      message('cli.check.done', { check: message(checks[result.id].label), result: last, took: result.durationMs }),
    ];
  };
}

function sawLine(seen: Observation): Message {
  return message('cli.check.saw', { check: message(checks[seen.check].label), result: describeObservation(seen) });
}

function endLine({ id, outcome, why, durationMs }: CheckResult): Message {
  const check = message(checks[id].label);
  const ended = message(`cli.outcome.${outcome}`);
  return why === undefined
    ? message('cli.check.done', { check, result: ended, took: durationMs })
    : message('cli.check.not-done', { check, outcome: ended, why });
}
