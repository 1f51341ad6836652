import { message } from '../message.ts';
import { overProtocol, seriesName, statusWords } from '../terms.ts';
import type { Words } from './words.ts';

/** One sentence each. */
export const sessionWords: Words<
  | 'signed-in'
  | 'sign-in-refused'
  | 'signing-demanded'
  | 'encryption-demanded'
  | 'authentication-unsupported'
  | 'tree-connected'
  | 'tree-refused'
  | 'session-alive'
  | 'session-deleted'
  | 'stale-session-answer'
  | 'unexpected-status'
> = {
  'signed-in': (seen) => {
    const user = seen.user ?? '';
    if (seen.account === 'anonymous') return overProtocol(seen, message('observation.signed-in.anonymous'));
    if (seen.guest) return overProtocol(seen, message('observation.signed-in.guest', { user }));
    return overProtocol(seen, message(`observation.signed-in.${seen.signed ? 'signed' : 'user'}`, { user }));
  },
  'sign-in-refused': (seen) => {
    const status = statusWords(seen.status);
    return overProtocol(
      seen,
      seen.account === 'anonymous'
        ? message('observation.sign-in-refused.anonymous', { status })
        : message('observation.sign-in-refused.user', { user: seen.user ?? '', status }),
    );
  },
  'signing-demanded': (seen) => overProtocol(seen, message('observation.signing-demanded')),
  'encryption-demanded': (seen) => {
    const what =
      seen.share === undefined ? message('encryption.session') : message('encryption.share', { share: seen.share });
    const status = seen.status === undefined ? '' : statusWords(seen.status);
    return message(`observation.encryption-demanded.${seen.without}`, { what, status });
  },
  'authentication-unsupported': (seen) =>
    overProtocol(
      seen,
      seen.why === 'ntlm-blocked'
        ? message('observation.authentication-unsupported.ntlm-blocked', {
            status: seen.status === undefined ? '' : statusWords(seen.status),
          })
        : message(`observation.authentication-unsupported.${seen.why}`),
    ),
  'tree-connected': (seen) => overProtocol(seen, message('observation.tree-connected', { share: seen.share })),
  'tree-refused': ({ share, status, protocol }) =>
    overProtocol({ protocol }, message('observation.tree-refused', { share, status: statusWords(status) })),
  'session-alive': (seen) => overProtocol(seen, message(`observation.${seen.kind}`)),
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
