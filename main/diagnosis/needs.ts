import type { CheckId } from '../../app/model/check.ts';
import { checks } from '../../app/knowledge/checks.ts';
import { message } from '../../app/wording/message.ts';
import type { CheckEnd } from './check.ts';
import { skipped } from './check.ts';

/** A check that could not be run because another one brought nothing to build on. */
export function needs(check: CheckId): CheckEnd {
  return skipped(message('check.why.needs', { check: message(checks[check].label) }));
}
