import type { BelongsTo } from '../model/observations/windows-sessions.ts';
import type { Account } from '../model/target.ts';

/** A user as Windows names one: the domain empty where it is not known. */
export interface UserName {
  readonly domain: string;
  readonly user: string;
}

/** "DOMAIN\name", "name@domain" or "name". */
export function userNameOf(text: string): UserName {
  const backslash = text.indexOf('\\');
  if (backslash >= 0) return { domain: text.slice(0, backslash), user: text.slice(backslash + 1) };
  const at = text.lastIndexOf('@');
  if (at > 0) return { domain: text.slice(at + 1), user: text.slice(0, at) };
  return { domain: '', user: text };
}

/**
 * Whom the run is about: who was named for the sign-in, else who is signed in here (`here`, "DOMAIN\name"). Null where
 * neither is known.
 */
export function subjectOf(account: Account, here: string | null): UserName | null {
  if (account.kind === 'user') {
    return account.domain === '' ? userNameOf(account.user) : { domain: account.domain, user: account.user };
  }
  return here === null || here === '' ? null : userNameOf(here);
}

/**
 * Whether somebody is the user that the run is about. Names are compared without case, domains only where both are known;
 * "CORP" and "corp.example" are one, since Windows shows either.
 */
export function whose(owner: UserName | null, subject: UserName | null): BelongsTo {
  if (owner === null) return 'unknown';
  if (owner.user === '') return 'system';
  if (subject === null) return 'unknown';
  if (!isSameText(owner.user, subject.user)) return 'other';
  const [a, b] = [labelOf(owner.domain), labelOf(subject.domain)];
  return a === '' || b === '' || isSameText(a, b) ? 'user' : 'other';
}

/** The first label of a domain, which is usually its NetBIOS name; "." stands for the machine's own. */
function labelOf(domain: string): string {
  return domain === '.' ? '' : (domain.split('.')[0] ?? '');
}

function isSameText(a: string, b: string): boolean {
  return a.toLocaleLowerCase('en') === b.toLocaleLowerCase('en');
}
