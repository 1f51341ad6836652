import type { ActionPlan, ActionRequest, ActionResult } from '../../../app/model/action.ts';
import { ActionPlan as PlanSchema, ActionRecord } from '../../../app/model/action.ts';
import { createActions } from '../../../main/actions/actions.ts';
import type { Elevate } from '../../../main/actions/actions.ts';
import type { AuditLine } from '../../../main/actions/audit.ts';
import { actionResultMessage, actionSteps } from '../../../app/wording/action-result.ts';
import { faultsOf } from '../../app/wording/words.ts';
import type { FakePc } from './fake-pc.ts';

/** The actions of a PC that exists in a test only, and the lines of its audit. */
export function actionsOf(pc: FakePc, elevate?: Elevate) {
  const audit: AuditLine[] = [];
  const actions = createActions(pc.context, {
    audit: (line) => {
      audit.push(line);
      return Promise.resolve(true);
    },
    elevate: elevate ?? (() => Promise.reject(new Error('Nobody expected a question for an administrator.'))),
  });
  return { actions, audit };
}

/** A plan that there has to be; its words are complete and it fits the schema that others read. */
export async function planned(pc: FakePc, request: ActionRequest): Promise<ActionPlan> {
  const plan = await actionsOf(pc).actions.plan(request);
  if (!plan.ok) throw new Error(`refused: ${JSON.stringify(plan.error)}`);
  const { title, does, breaks, warnings, undo } = PlanSchema.parse(plan.value);
  const faults = [title, ...does, ...breaks, ...warnings, undo].flatMap(faultsOf);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return plan.value;
}

/** Why there is no plan. */
export async function unplanned(pc: FakePc, request: ActionRequest): Promise<ActionResult> {
  const plan = await actionsOf(pc).actions.plan(request);
  return plan.ok ? Promise.reject(new Error('It was planned.')) : plan.error;
}

/** Plans, consents and runs; `between` is what happens while a person reads the plan. */
export async function consented(
  pc: FakePc,
  request: ActionRequest,
  between: () => void = () => undefined,
): Promise<ActionResult> {
  const { actions } = actionsOf(pc);
  const plan = await actions.plan(request);
  if (!plan.ok) throw new Error(`refused: ${JSON.stringify(plan.error)}`);
  between();
  const record = ActionRecord.parse(await actions.run(request, plan.value.consent));
  const faults = [actionResultMessage(record.result), ...actionSteps(record.result)].flatMap(faultsOf);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return record.result;
}
