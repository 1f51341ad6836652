import type { ActionResult } from '../model/action.ts';
import type { Message } from '../model/message.ts';
import { message } from './message.ts';

/** How an action ended, in one sentence; a half-done one lists its steps besides. */
export function actionResultMessage(result: ActionResult): Message {
  switch (result.outcome) {
    case 'done':
    case 'declined':
    case 'half-done':
    case 'cancelled':
      return message(`action.result.${result.outcome}`);
    case 'denied':
    case 'server-gone':
    case 'failed':
      return message(`action.result.${result.outcome}`, { api: result.api, code: result.code });
    case 'changed-since':
      return message('action.result.changed-since', { what: result.what });
    case 'refused':
      return message('action.result.refused', { why: message(`action.refused.${result.why}`) });
    case 'unanswered':
      return message('action.result.unanswered', { waited: result.waitedMs });
  }
}

/** The steps behind that sentence: what was done, then what was not. */
export function actionSteps(result: ActionResult): readonly Message[] {
  switch (result.outcome) {
    case 'done':
      return result.notes;
    case 'half-done':
      return [...result.did, ...result.didNot];
    case 'declined':
    case 'cancelled':
    case 'denied':
    case 'server-gone':
    case 'failed':
    case 'changed-since':
    case 'refused':
    case 'unanswered':
      return [];
  }
}
