import type { CheckId } from '../../app/model/check.ts';
import type { Message } from '../../app/model/message.ts';
import type { RunRequest } from '../../app/model/run.ts';
import type { Clock } from '../clock.ts';
import type { RunTap } from '../net/wire-tap.ts';
import type { BeginSecurityContext } from '../ntlm/security-context.ts';
import type { WindowsInspector } from '../windows/inspector.ts';
import type { Recorder } from './recorder.ts';
import type { Workbench } from './workbench.ts';

/** How a check ended, as it says itself. What a server does is never a failure of the check. */
export type CheckEnd =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'skipped'; readonly why: Message }
  | { readonly outcome: 'cancelled' };

/** What a check is given. */
export interface CheckContext {
  readonly request: RunRequest;
  /** For this run only; never written anywhere. */
  readonly password: string | undefined;
  /** Makes the tokens of sign-ins in place of a password; for this run only, too. */
  readonly beginSecurityContext?: BeginSecurityContext | undefined;
  readonly clock: Clock;
  /** Aborted when the run is stopped or this check is skipped. */
  readonly signal: AbortSignal;
  readonly recorder: Recorder;
  /** Where every byte of the run is told, when somebody wants them. */
  readonly tap?: RunTap | undefined;
  /** What this PC tells of itself; absent where it is not Windows. */
  readonly windows?: WindowsInspector | undefined;
  /** What earlier checks have built up, and what this one adds. */
  readonly bench: Workbench;
}

/** One probing step. */
export interface Check {
  readonly id: CheckId;
  readonly run: (context: CheckContext) => Promise<CheckEnd>;
}

export const done: CheckEnd = { outcome: 'done' };
export const cancelled: CheckEnd = { outcome: 'cancelled' };

/** A check that could not be run, and why. */
export function skipped(why: Message): CheckEnd {
  return { outcome: 'skipped', why };
}
