import type { ActionId, ActionPlan, ActionRequest, ActionResult, NotDone, RequestOf } from '../../app/model/action.ts';
import type { Result } from '../../app/model/result.ts';
import type { Clock } from '../clock.ts';
import type { Schedule } from '../schedule.ts';
import type { WindowsActuator } from '../windows/actuator.ts';
import type { ReadOptions } from '../windows/failure.ts';
import type { WindowsInspector } from '../windows/inspector.ts';

/** What an action works with. */
export interface ActionContext {
  readonly windows: WindowsInspector;
  readonly actuator: WindowsActuator;
  readonly clock: Clock;
  readonly schedule: Schedule;
  /** For each reading and each single change; the signal breaks an action off between its steps. */
  readonly options: ReadOptions;
}

/** What an action says of itself; what its row in the table says is added to it. */
export type Description = Pick<ActionPlan, 'title' | 'does' | 'commands' | 'breaks' | 'warnings' | 'undo'> & {
  readonly rights?: ActionPlan['rights'];
  readonly risk?: ActionPlan['risk'];
};

/** An action that is ready: what would happen, and what makes it happen. */
export interface Prepared {
  readonly description: Description;
  readonly run: () => Promise<ActionResult>;
}

/**
 * Looks at Windows as it is now and prepares the action; what must not or can't be done is refused here already. What
 * is prepared twice from the same state is described in the same words. A request that names this PC has null for it.
 */
export type Action<Request extends ActionRequest> = (
  context: ActionContext,
  request: Request,
) => Promise<Result<Prepared, NotDone>>;

/** One for each kind of request. */
export type ActionTable = { readonly [Id in ActionId]: Action<RequestOf<Id>> };
