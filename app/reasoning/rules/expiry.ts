import { message } from '../../wording/message.ts';
import { seriesName, statusWords } from '../../wording/terms.ts';
import type { Facts } from '../facts.ts';
import type { Judgement, Rule } from '../rule.ts';

/** facts.md D, H 24: a session that ended with its ticket. */
export const expiryRules: readonly Rule[] = [
  {
    cause: 'session-expired',
    judge: (facts) => metOnTheWay(facts) ?? provoked(facts),
  },
];

/** A session of ours ended while we were after something else: that is the very thing. */
function metOnTheWay(facts: Facts): Judgement | null {
  const seen = facts.all('session-expired').find(({ check }) => check !== 'smb1-expiry');
  if (seen === undefined) return null;
  return {
    confidence: 'confirmed',
    summary: message('cause.session-expired.summary', {
      host: facts.request.target.host,
      command: seriesName(seen.series),
      status: statusWords(seen.status),
    }),
    next: message('cause.session-expired.next'),
    evidence: [...facts.all('signed-in'), seen],
  };
}

/**
 * That a session ends with its ticket when one waits for it shows what the server does, not what befell the user: every
 * server that follows the specification does it. So it counts only where the user saw just that, or where the session
 * could not be continued, and is `possible` at most.
 */
function provoked(facts: Facts): Judgement | null {
  const seen = facts.first('session-expired');
  if (seen === undefined) return null;
  const again = facts.first('reauthenticated');
  const refused = again?.accepted === false ? again : undefined;
  if (refused === undefined && facts.request.symptom !== 'smb-session-expired') return null;
  const { host } = facts.request.target;
  return {
    confidence: 'possible',
    ...(refused === undefined ? {} : { detail: 'sign-in-again-refused' }),
    summary:
      refused === undefined
        ? message('cause.session-expired.summary.provoked', {
            host,
            status: statusWords(seen.status),
            after: seen.afterMs ?? 0,
          })
        : message('cause.session-expired.summary.refused', { host, status: statusWords(refused.status) }),
    next: message('cause.session-expired.next'),
    evidence: [seen, ...facts.all('reauthenticated')],
  };
}
