import { checkOrder, checks } from '../../app/knowledge/checks.ts';
import type { CheckId } from '../../app/model/check.ts';
import type { Plan } from '../../app/model/plan.ts';

const DEFAULT_SAMPLES = 200;
const DEFAULT_DEADLINE_MS = 10_000;

/** What a person may ask of a plan; the rest is the default. */
export interface PlanWish {
  /** Only these, and what they need; when absent all checks that need not be asked for. */
  readonly checks?: readonly CheckId[] | undefined;
  readonly samples?: number | undefined;
  readonly deadlineMs?: number | undefined;
}

/** The checks of a run in their order. Every symptom is about the same path in this version, so all get the same. */
export function planRun(wish: PlanWish = {}): Plan {
  const wanted = new Set<CheckId>();
  const usual = checkOrder.filter((id) => checks[id].onRequest !== true);
  for (const id of wish.checks ?? usual) addWithNeeds(id, wanted);
  return {
    checks: checkOrder.filter((id) => wanted.has(id)),
    samples: wish.samples ?? DEFAULT_SAMPLES,
    deadlineMs: wish.deadlineMs ?? DEFAULT_DEADLINE_MS,
  };
}

function addWithNeeds(id: CheckId, wanted: Set<CheckId>): void {
  wanted.add(id);
  for (const need of checks[id].needs) addWithNeeds(need, wanted);
}
