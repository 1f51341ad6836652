import { message } from '../message.ts';
import { seriesName, statusWords } from '../terms.ts';
import type { Words } from './words.ts';

/** One sentence each. */
export const sessionWords: Words<
  | 'signed-in'
  | 'sign-in-refused'
  | 'signing-demanded'
  | 'authentication-unsupported'
  | 'tree-connected'
  | 'tree-refused'
  | 'session-alive'
  | 'session-deleted'
  | 'stale-session-answer'
  | 'unexpected-status'
> = {
  'signed-in': (seen) => {
    if (seen.account === 'anonymous') return message('observation.signed-in.anonymous');
    if (seen.guest) return message('observation.signed-in.guest', { user: seen.user ?? '' });
    return message(seen.signed ? 'observation.signed-in.signed' : 'observation.signed-in.user', {
      user: seen.user ?? '',
    });
  },
  'sign-in-refused': (seen) =>
    seen.account === 'anonymous'
      ? message('observation.sign-in-refused.anonymous', { status: statusWords(seen.status) })
      : message('observation.sign-in-refused.user', {
          user: seen.user ?? '',
          status: statusWords(seen.status),
        }),
  'signing-demanded': () => message('observation.signing-demanded'),
  'authentication-unsupported': (seen) =>
    seen.why === 'ntlm-blocked'
      ? message('observation.authentication-unsupported.ntlm-blocked', {
          status: seen.status === undefined ? '' : statusWords(seen.status),
        })
      : message(`observation.authentication-unsupported.${seen.why}`),
  'tree-connected': (seen) => message('observation.tree-connected', { share: seen.share }),
  'tree-refused': (seen) =>
    message('observation.tree-refused', { share: seen.share, status: statusWords(seen.status) }),
  'session-alive': (seen) => message(`observation.${seen.kind}`),
  'session-deleted': (seen) => message('observation.session-deleted', { status: statusWords(seen.status) }),
  'stale-session-answer': (seen) => {
    const request = { command: seriesName(seen.series), after: message(`stale.${seen.after ?? 'logoff'}`) };
    return seen.answer === 'status'
      ? message('observation.stale-session-answer.status', { ...request, status: statusWords(seen.status) })
      : message(`observation.stale-session-answer.${seen.answer}`, request);
  },
  'unexpected-status': (seen) =>
    message('observation.unexpected-status', {
      command: seriesName(seen.series),
      status: statusWords(seen.status),
    }),
};
