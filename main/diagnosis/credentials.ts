import type { Credentials } from '../smb1/client.ts';
import type { CheckContext } from './check.ts';

/** Who the run signs in as, with the password or the tokens that it was given for this once. */
export function credentialsOf({ request, password, beginSecurityContext }: CheckContext): Credentials {
  if (beginSecurityContext !== undefined) return { kind: 'token', begin: beginSecurityContext };
  const { account } = request.target;
  if (account.kind === 'anonymous') return { kind: 'anonymous' };
  return { kind: 'user', domain: account.domain, user: account.user, password: password ?? '' };
}

/** The account in the words of the report. */
export function whoSignsIn({ request }: Pick<CheckContext, 'request'>): {
  readonly account: 'anonymous' | 'user';
  readonly user?: string;
} {
  const { account } = request.target;
  if (account.kind === 'anonymous') return { account: 'anonymous' };
  return { account: 'user', user: account.domain === '' ? account.user : `${account.domain}\\${account.user}` };
}
