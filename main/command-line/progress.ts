import { checks } from '../../app/knowledge/checks.ts';
import type { Message } from '../../app/model/message.ts';
import type { Observation } from '../../app/model/observation.ts';
import type { RunEvent } from '../../app/model/run.ts';
import { message } from '../../app/wording/message.ts';
import { describeObservation } from '../../app/wording/observation.ts';

/** One line for each check that ends, with what it saw last; null for events that need no line. */
export function createProgressLines(): (event: RunEvent) => Message | null {
  let last: Observation | null = null;
  return (event) => {
    if (event.type === 'observation') last = event.observation;
    if (event.type !== 'check-finished') return null;
    const { id, outcome, why, durationMs } = event.result;
    const check = message(checks[id].label);
    if (outcome === 'done' && last?.check === id) {
      return message('cli.check.done', { check, result: describeObservation(last), took: durationMs });
    }
    const ended = message(`cli.outcome.${outcome}`);
    if (why === undefined) return message('cli.check.done', { check, result: ended, took: durationMs });
    return message('cli.check.not-done', { check, outcome: ended, why });
  };
}
