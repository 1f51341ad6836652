import { ERROR_INVALID_LOGON_HOURS, ERROR_UNEXP_NET_ERR, win32ErrorName } from '../../knowledge/win32-errors.ts';
import type { ObservationOf } from '../../model/observation.ts';
import { message } from '../../wording/message.ts';
import { minuteOf } from '../../wording/observations/windows-sessions.ts';
import type { Facts } from '../facts.ts';
import { isNear, losses } from '../losses.ts';
import type { Judgement, Rule } from '../rule.ts';

const STATUS_USER_SESSION_DELETED = 0xc000_0203;
const MINUTE_MS = 60_000;
/** A session outlives its ticket by the server's scan, five minutes at most, and what is used of it meanwhile. */
const TICKET_NEAR_MS = 10 * MINUTE_MS;
const HOURS_NEAR_MS = 15 * MINUTE_MS;

/** facts.md D, H 24 and 25: when the user's ticket and the account's hours ended, beside when the session was lost. */
export const windowsUserSideRules: readonly Rule[] = [
  { cause: 'kerberos-ticket-expiry', judge: judgeTickets },
  { cause: 'logon-hours-forced', judge: judgeHours },
];

type Ticket = ObservationOf<'kerberos-ticket'>;
const hasEnded = ({ leftMs }: Ticket): boolean => leftMs !== null && leftMs <= 0;

/** Windows gets a new service ticket by itself, but not without a good ticket-granting one. */
function judgeTickets(facts: Facts): Judgement | null {
  const granting = facts.all('kerberos-ticket').filter(({ use }) => use === 'ticket-granting');
  const forTarget = facts.all('kerberos-ticket').filter(({ use }) => use === 'target');
  if (granting.length > 0 && granting.every(hasEnded)) return expired(facts, granting, 'ticket-granting');
  if (forTarget.length > 0 && forTarget.every(hasEnded)) return expired(facts, forTarget, 'service');
  return null;
}

function expired(facts: Facts, tickets: readonly Ticket[], detail: 'ticket-granting' | 'service'): Judgement | null {
  const last = tickets.reduce((a, b) => (Date.parse(b.endsAt ?? '') > Date.parse(a.endsAt ?? '') ? b : a));
  const { endsAt } = last;
  if (endsAt === null) return null;
  const loss = losses(facts).find(({ loggedAt }) => isNear(loggedAt, endsAt, TICKET_NEAR_MS));
  const asked = facts.request.symptom === 'smb-session-expired' || facts.first('session-expired') !== undefined;
  // A service ticket that has ended is replaced at the next use, so alone it explains nothing.
  if (detail === 'service' && loss === undefined && !asked) return null;
  const sure = loss !== undefined || (detail === 'ticket-granting' && asked);
  return {
    confidence: sure ? 'likely' : 'possible',
    detail,
    summary: message(`cause.kerberos-ticket-expiry.summary.${detail}`, {
      server: last.server,
      when: minuteOf(endsAt),
    }),
    next: message('cause.kerberos-ticket-expiry.next'),
    evidence: [last, ...(loss === undefined ? [] : [loss]), ...facts.all('session-expired')],
  };
}

function judgeHours(facts: Facts): Judgement | null {
  const limits = facts.first('account-limits');
  const path = facts.all('path-read').find(({ error }) => error === ERROR_INVALID_LOGON_HOURS);
  if (limits?.hours !== 'outside') {
    if (path === undefined) return null;
    const error = win32ErrorName(path.error);
    return {
      confidence: 'likely',
      detail: 'refused',
      summary: message('cause.logon-hours-forced.summary.refused', { path: path.path, error }),
      next: message('cause.logon-hours-forced.next'),
      evidence: [path],
    };
  }
  const { user, hoursEnd } = limits;
  const loss =
    hoursEnd === null ? undefined : losses(facts).find(({ loggedAt }) => isNear(loggedAt, hoursEnd, HOURS_NEAR_MS));
  return {
    confidence: loss === undefined && path === undefined ? 'possible' : 'likely',
    summary:
      hoursEnd === null
        ? message('cause.logon-hours-forced.summary.never', { user })
        : message('cause.logon-hours-forced.summary', { user, when: minuteOf(hoursEnd) }),
    next: message('cause.logon-hours-forced.next'),
    evidence: [limits, ...(loss === undefined ? [] : [loss]), ...(path === undefined ? [] : [path])],
  };
}

/** The part of `session-deleted` that the user's own connection and the SMB client's log show. */
export function judgeOwnSession(facts: Facts): Judgement | null {
  const { host } = facts.request.target;
  const next = message('cause.session-deleted.next');
  const lost = facts
    .all('windows-event')
    .filter(
      ({ forTarget, tells }) => forTarget === true && (tells === 'smb-session-lost' || tells === 'smb-share-lost'),
    );
  const deleted = lost.find(({ code }) => code === STATUS_USER_SESSION_DELETED);
  if (deleted !== undefined) {
    const summary = message('cause.session-deleted.summary.event', { host, when: minuteOf(deleted.loggedAt) });
    return { confidence: 'confirmed', detail: 'event-log', summary, next, evidence: [deleted] };
  }
  const path = facts.all('path-read').find(({ error }) => error === ERROR_UNEXP_NET_ERR);
  const down = facts.all('user-connection').filter(({ forTarget, state }) => forTarget && downStates.has(state));
  if (path !== undefined) {
    const summary = message('cause.session-deleted.summary.path', {
      path: path.path,
      error: win32ErrorName(path.error),
    });
    const beside = [...down, ...lost.slice(0, 1)];
    const confidence = beside.length > 0 ? 'likely' : 'possible';
    return { confidence, detail: 'own-connection', summary, next, evidence: [path, ...beside] };
  }
  const open = lost.find(({ loggedAt }) => !cameBack(facts, loggedAt));
  if (open === undefined || facts.request.symptom !== 'smb-session-deleted') return null;
  const summary = message('cause.session-deleted.summary.lost', { host, when: minuteOf(open.loggedAt) });
  return { confidence: 'possible', detail: 'event-log', summary, next, evidence: [open, ...down] };
}

/** Windows shows an idle connection as disconnected too, so by itself this is nothing. */
const downStates: ReadonlySet<string> = new Set(['disconnected', 'network-error', 'reconnecting']);

function cameBack(facts: Facts, lostAt: string): boolean {
  return facts
    .all('windows-event')
    .some(
      ({ tells, forTarget, loggedAt }) =>
        forTarget === true &&
        (tells === 'smb-session-back' || tells === 'smb-share-back') &&
        Date.parse(loggedAt) >= Date.parse(lostAt),
    );
}

/** The user's path could not be read, for whatever reason: nothing is healthy then. */
export function pathTrouble(facts: Facts): ObservationOf<'path-read'> | ObservationOf<'path-not-answered'> | undefined {
  return facts.all('path-read').find(({ error }) => error !== 0) ?? facts.first('path-not-answered');
}

/** What there is to say where nothing else was wrong. */
export function judgePathTrouble(facts: Facts): Judgement | null {
  const seen = pathTrouble(facts);
  if (seen === undefined) return null;
  const failed = seen.kind === 'path-read';
  return {
    confidence: 'possible',
    detail: failed ? 'path-failed' : 'path-silent',
    summary: failed
      ? message('cause.inconclusive.summary.path-failed', { path: seen.path, error: win32ErrorName(seen.error) })
      : message('cause.inconclusive.summary.path-silent', { path: seen.path, ms: seen.ms }),
    next: message('cause.inconclusive.next.path'),
    evidence: [seen],
  };
}
