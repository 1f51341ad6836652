import { failure } from '../../app/model/result.ts';
import { accountName } from '../../app/model/target.ts';
import type { BeginSecurityContext } from '../ntlm/security-context.ts';
import type { Credentials } from '../smb1/client.ts';
import type { CheckContext } from './check.ts';

/** Who the run signs in as, with the password or the tokens that it was given for this once. */
export function credentialsOf({ request, password, beginSecurityContext }: CheckContext): Credentials {
  if (beginSecurityContext !== undefined) return { kind: 'token', begin: beginSecurityContext };
  const { account } = request.target;
  if (account.kind === 'anonymous') return { kind: 'anonymous' };
  if (account.kind === 'current-user') return { kind: 'token', begin: nobodyMakesTokens };
  return { kind: 'user', domain: account.domain, user: account.user, password: password ?? '' };
}

/** The account in the words of the report. */
export function whoSignsIn({ request }: Pick<CheckContext, 'request'>): {
  readonly account: 'anonymous' | 'user';
  readonly user?: string;
} {
  const { account } = request.target;
  if (account.kind === 'anonymous') return { account: 'anonymous' };
  const user = accountName(account);
  return { account: 'user', ...(user === '' ? {} : { user }) };
}

/** This PC makes no tokens for its user: the sign-in fails with that, and is never made as somebody else. */
const nobodyMakesTokens: BeginSecurityContext = () => ({
  next: () => Promise.resolve(failure({ reason: 'no-token', detail: 'SSPI' })),
});
