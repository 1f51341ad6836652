import { actionRows } from '../../app/knowledge/actions.ts';
import type { ActionPlan, ActionRecord, ActionRequest, ActionResult, NotDone } from '../../app/model/action.ts';
import { ElevatedRequest } from '../../app/model/action.ts';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import { message } from '../../app/wording/message.ts';
import type { Action, ActionContext, Prepared } from './action.ts';
import type { AuditSink } from './audit.ts';
import { consentFor } from './consent.ts';
import { machineMeant } from './here.ts';
import { changed, refused } from './outcome.ts';
import { actionTable } from './table.ts';

/** Has the elevated helper run an action that was consented to. */
export type Elevate = (request: ElevatedRequest, consent: string) => Promise<ActionResult>;

/** The fixes that change something, for whoever asks a person. */
export interface Actions {
  /** What exactly would happen, or why it would not. Changes nothing. */
  readonly plan: (request: ActionRequest) => Promise<Result<ActionPlan, NotDone>>;
  /** Runs what was shown by the plan that `consent` names, once. Never rejects. */
  readonly run: (request: ActionRequest, consent: string) => Promise<ActionRecord>;
}

export function createActions(
  context: ActionContext,
  { audit, elevate }: { readonly audit: AuditSink; readonly elevate: Elevate },
): Actions {
  const shown = new Set<string>();

  /** What would be done without a person's consent is not done. */
  const runAudited = async (request: ActionRequest, consent: string): Promise<ActionResult> => {
    if (!shown.delete(consent)) return refused('not-consented');
    const ready = await prepareAsShown(context, request, consent);
    if (!ready.ok) return ready.error;
    const system = await context.windows.operatingSystem(context.options);
    const by = system.ok ? system.value.user : null;
    const at = (): string => context.clock.now().toISOString();
    const { plan, run } = ready.value;
    if (!(await audit({ phase: 'before', at: at(), by, plan }))) return refused('no-audit');
    const elevated = ElevatedRequest.safeParse(plan.request);
    const needsHelper = plan.rights === 'administrator' && !(system.ok && system.value.elevated);
    const result = needsHelper && elevated.success ? await elevate(elevated.data, consent) : await run();
    await audit({ phase: 'after', at: at(), by, request: plan.request, consent, result });
    return result;
  };

  return {
    plan: async (request) => {
      const ready = await prepare(context, request);
      if (!ready.ok) return ready;
      shown.add(ready.value.plan.consent);
      return success(ready.value.plan);
    },
    run: async (request, consent) => {
      const { clock } = context;
      const [startedAt, start] = [clock.now().toISOString(), clock.monotonicMs()];
      const result = await runAudited(request, consent);
      return { request, startedAt, durationMs: clock.monotonicMs() - start, result };
    },
  };
}

/** Runs an action if it is still just what was consented to; for the elevated helper, which has no person of its own. */
export async function runAsShown(
  context: ActionContext,
  request: ActionRequest,
  consent: string,
): Promise<ActionResult> {
  const ready = await prepareAsShown(context, request, consent);
  return ready.ok ? ready.value.run() : ready.error;
}

interface Ready {
  readonly plan: ActionPlan;
  readonly run: () => Promise<ActionResult>;
}

async function prepareAsShown(
  context: ActionContext,
  request: ActionRequest,
  consent: string,
): Promise<Result<Ready, NotDone>> {
  const ready = await prepare(context, request);
  if (!ready.ok || ready.value.plan.consent === consent) return ready;
  return failure(changed(message('action.plan-differs')));
}

async function prepare(context: ActionContext, asked: ActionRequest): Promise<Result<Ready, NotDone>> {
  if (context.options.signal.aborted) return failure({ outcome: 'cancelled' });
  const request = 'machine' in asked ? { ...asked, machine: await machineMeant(context, asked.machine) } : asked;
  const prepared = await prepareAny(context, request);
  if (!prepared.ok) return prepared;
  const { description, run } = prepared.value;
  const { risk, rights, guided, verify } = actionRows[request.action];
  const plan = { request, risk, rights, guided, verify: [...verify], ...description };
  return success({ plan: { ...plan, consent: consentFor(plan) }, run });
}

/** The table's type pairs each id with its own requests; the compiler can't follow that through an index. */
function prepareAny(context: ActionContext, request: ActionRequest): Promise<Result<Prepared, NotDone>> {
  const action = actionTable[request.action] as Action<ActionRequest>;
  return action(context, request);
}
