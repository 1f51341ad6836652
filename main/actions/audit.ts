import type { ActionPlan, ActionRequest, ActionResult } from '../../app/model/action.ts';

/** Written before anything is done, with all that was shown and consented to. */
interface LineBefore {
  readonly phase: 'before';
  /** ISO 8601. */
  readonly at: string;
  /** DOMAIN\name of whom this process runs as; null where Windows does not say. */
  readonly by: string | null;
  readonly plan: ActionPlan;
}

/** Written when it has ended. */
interface LineAfter {
  readonly phase: 'after';
  readonly at: string;
  readonly by: string | null;
  readonly request: ActionRequest;
  /** The plan's. */
  readonly consent: string;
  readonly result: ActionResult;
}

export type AuditLine = LineBefore | LineAfter;

/** Takes an audit line; false when it could not be kept. Nothing is done without the line before it. */
export type AuditSink = (line: AuditLine) => Promise<boolean>;
