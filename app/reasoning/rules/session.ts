import type { ObservationOf } from '../../model/observation.ts';
import { limitStatuses, signInStatuses, treeStatuses } from '../../knowledge/sign-in-statuses.ts';
import { seriesName, statusWords } from '../../wording/terms.ts';
import { message } from '../../wording/message.ts';
import type { Facts } from '../facts.ts';
import type { Judgement, Rule } from '../rule.ts';
import { judgeFileAccess } from './files.ts';
import { judgeOwnSession } from './windows-user-side.ts';

/** facts.md A1, A2, H 6 and 7: the sign-in, the share, and a session that is gone. */
export const sessionRules: readonly Rule[] = [
  {
    cause: 'session-deleted',
    judge: (facts) => {
      const seen = facts.first('session-deleted');
      if (seen === undefined) return judgeOwnSession(facts);
      if (seen.series === 'smb2.session-setup') return deletedAtSignIn(facts, seen);
      const since = seen.sinceLastSuccessMs;
      const said = {
        host: facts.request.target.host,
        command: seriesName(seen.series),
        status: statusWords(seen.status),
      };
      return {
        confidence: 'confirmed',
        summary:
          since === null
            ? message('cause.session-deleted.summary', said)
            : message('cause.session-deleted.summary.since', { ...said, since }),
        next: message('cause.session-deleted.next'),
        evidence: [...facts.all('signed-in'), seen],
      };
    },
  },
  {
    cause: 'authentication-unsupported',
    judge: (facts) => {
      const seen = facts.first('authentication-unsupported');
      if (seen === undefined) return null;
      const { host } = facts.request.target;
      return {
        confidence: 'confirmed',
        detail: seen.why,
        summary:
          seen.why === 'ntlm-blocked'
            ? message('cause.authentication-unsupported.summary.ntlm-blocked', {
                host,
                status: seen.status === undefined ? '' : statusWords(seen.status),
              })
            : message(`cause.authentication-unsupported.summary.${seen.why}`, { host }),
        next: message('cause.authentication-unsupported.next'),
        evidence: [seen],
      };
    },
  },
  {
    cause: 'account-restricted',
    judge: (facts) => {
      const seen = facts.first('sign-in-refused');
      const row = seen === undefined ? undefined : signInStatuses[seen.status.name];
      if (seen?.account !== 'user' || row?.cause !== 'account-restricted') return null;
      return {
        confidence: row.confidence,
        detail: row.detail,
        summary: message('cause.account-restricted.summary', {
          host: facts.request.target.host,
          user: seen.user ?? '',
          restriction: { id: `restriction.${row.detail}` },
          status: statusWords(seen.status),
        }),
        next: message('cause.account-restricted.next'),
        evidence: [seen],
      };
    },
  },
  {
    cause: 'session-limit',
    judge: (facts) => {
      const evidence = [...facts.all('sign-in-refused'), ...facts.all('tree-refused')].filter(
        ({ status }) => limitStatuses[status.name] !== undefined,
      );
      const [first] = evidence;
      const limit = first === undefined ? undefined : limitStatuses[first.status.name];
      if (first === undefined || limit === undefined) return null;
      return {
        confidence: 'confirmed',
        detail: limit,
        summary: message(`cause.session-limit.summary.${limit}`, {
          host: facts.request.target.host,
          status: statusWords(first.status),
        }),
        next: message('cause.session-limit.next'),
        evidence,
      };
    },
  },
  {
    cause: 'logon-failed',
    judge: (facts) => {
      const seen = facts.first('sign-in-refused');
      const row = seen === undefined ? undefined : signInStatuses[seen.status.name];
      if (seen?.account !== 'user' || row?.cause !== 'logon-failed') return null;
      return {
        confidence: row.confidence,
        detail: row.detail,
        summary: message('cause.logon-failed.summary', {
          host: facts.request.target.host,
          user: seen.user ?? '',
          status: statusWords(seen.status),
        }),
        next: message('cause.logon-failed.next'),
        evidence: [seen],
      };
    },
  },
  {
    cause: 'signing-required',
    judge: (facts) => {
      const seen = facts.first('signing-demanded');
      if (seen === undefined) return null;
      const signedIn = facts.first('signed-in');
      // A guest has no key to sign with; that the user was taken for one is the matter.
      const guest = signedIn?.account === 'user' && signedIn.guest;
      return {
        confidence: guest ? 'likely' : 'confirmed',
        summary: message('cause.signing-required.summary', {
          host: facts.request.target.host,
          protocol: seen.protocol === 'smb2' ? 'SMB2' : 'SMB1',
        }),
        next: message(guest ? 'cause.mapped-to-guest.next' : 'cause.signing-required.next'),
        evidence: [...facts.all('smb1-negotiated'), seen],
      };
    },
  },
  {
    cause: 'encryption-required',
    judge: (facts) => {
      const evidence = facts.all('encryption-demanded').filter(({ without }) => without !== 'granted');
      const seen = evidence.find(({ without }) => without === 'refused') ?? evidence[0];
      if (seen === undefined) return null;
      const { host } = facts.request.target;
      const { share, status } = seen;
      const what = share === undefined ? message('encryption.session') : message('encryption.share', { share });
      const shown = share === undefined ? {} : { detail: share };
      const next = message('cause.encryption-required.next');
      if (status === undefined) {
        const summary = message('cause.encryption-required.summary.not-tried', { host, what });
        return { confidence: 'likely', ...shown, summary, next, evidence };
      }
      const summary = message('cause.encryption-required.summary', { host, what, status: statusWords(status) });
      return { confidence: 'confirmed', ...shown, summary, next, evidence };
    },
  },
  {
    cause: 'mapped-to-guest',
    judge: (facts) => {
      const seen = facts.first('signed-in');
      if (seen?.account !== 'user' || !seen.guest) return null;
      return {
        confidence: 'confirmed',
        summary: message('cause.mapped-to-guest.summary', {
          host: facts.request.target.host,
          user: seen.user ?? '',
        }),
        next: message('cause.mapped-to-guest.next'),
        evidence: [seen],
      };
    },
  },
  {
    cause: 'share-not-found',
    judge: (facts) => {
      const evidence = refusedTrees(facts, 'share-not-found');
      const [first] = evidence;
      if (first === undefined) return null;
      return {
        confidence: 'confirmed',
        detail: first.share,
        summary: message('cause.share-not-found.summary', refusal(facts, first)),
        next: message('cause.share-not-found.next'),
        evidence,
      };
    },
  },
  {
    cause: 'access-denied',
    judge: (facts) => {
      const evidence = refusedTrees(facts, 'access-denied');
      const [first] = evidence;
      if (first === undefined) return judgeFileAccess(facts);
      const signedIn = facts.first('signed-in');
      const common = { detail: first.share, evidence };
      if (signedIn?.account === 'user' && signedIn.guest) {
        // It was a guest who was refused; the user has not been tried.
        const user = signedIn.user ?? '';
        return {
          ...common,
          confidence: 'possible',
          summary: message('cause.access-denied.summary.guest', { ...refusal(facts, first), user }),
          next: message('cause.mapped-to-guest.next'),
        };
      }
      const anonymous = facts.request.target.account.kind === 'anonymous';
      return {
        ...common,
        confidence: anonymous ? 'possible' : 'confirmed',
        summary: message('cause.access-denied.summary', refusal(facts, first)),
        next: message(anonymous ? 'cause.access-denied.next.anonymous' : 'cause.access-denied.next'),
      };
    },
  },
];

type TreeRefused = ObservationOf<'tree-refused'>;

function refusedTrees(facts: Facts, cause: 'share-not-found' | 'access-denied'): readonly TreeRefused[] {
  return facts.all('tree-refused').filter((seen) => treeStatuses[seen.status.name] === cause);
}

function refusal(facts: Facts, { share, status }: TreeRefused): { host: string; share: string; status: string } {
  return { host: facts.request.target.host, share, status: statusWords(status) };
}

/** No session had been opened yet, and each try had a ClientGuid of its own: what was deleted can't have been ours. */
function deletedAtSignIn(facts: Facts, seen: ObservationOf<'session-deleted'>): Judgement {
  const { host } = facts.request.target;
  return {
    confidence: 'likely',
    detail: 'at-sign-in',
    summary: message('cause.session-deleted.summary.at-sign-in', { host, status: statusWords(seen.status) }),
    next: message('cause.session-deleted.next.at-sign-in'),
    evidence: [...facts.all('clientguid-answer').filter(({ guid }) => guid === 'fresh'), seen],
  };
}
