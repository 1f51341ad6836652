import { message } from '../../wording/message.ts';
import { minuteOf } from '../../wording/observations/windows-sessions.ts';
import type { Facts } from '../facts.ts';
import type { WindowsEvent } from '../losses.ts';
import { endOf, isNear, losses, sessionEnds } from '../losses.ts';
import type { Judgement, Rule } from '../rule.ts';

const MINUTE_MS = 60_000;
/** What ends sessions and their end are logged this close together. */
const SERVICE_NEAR_MS = 2 * MINUTE_MS;
const SYSTEM_NEAR_MS = 5 * MINUTE_MS;
const DAY_MS = 1440 * MINUTE_MS;

/** facts.md F4, H 30 and 31: what the event logs tell of the end of the user's session. */
export const windowsEventRules: readonly Rule[] = [
  { cause: 'rdp-session-replaced', judge: judgeReplaced },
  { cause: 'rdp-service-restarted', judge: judgeServiceRestart },
];

/** How sure the log makes: it names the reason, but the numbers of its reasons are nowhere specified for it. */
const confidenceOf = ({ belongsTo }: WindowsEvent) => (belongsTo === 'user' ? 'likely' : 'possible');

/** The latest end of the user's session tells; earlier ones are no matter any more. */
function judgeReplaced(facts: Facts): Judgement | null {
  const [last] = sessionEnds(facts);
  if (last === undefined) return null;
  const ender = endOf(last);
  const { host } = facts.request.target;
  const shown = { session: String(last.session ?? ''), host, when: minuteOf(last.loggedAt) };
  if (ender === 'other-connection' || ender === 'other-session') {
    return {
      confidence: confidenceOf(last),
      detail: ender,
      summary: message('cause.rdp-session-replaced.summary', shown),
      next: message('cause.rdp-session-replaced.next'),
      evidence: [last],
    };
  }
  if (ender !== 'administrator') return null;
  return {
    confidence: 'possible',
    detail: ender,
    summary: message('cause.rdp-session-replaced.summary.administrator', shown),
    next: message('cause.rdp-session-replaced.next.administrator'),
    evidence: [last],
  };
}

/** The part of `rdp-time-limit` that the event log shows: the latest end came from a limit. */
export function judgeLimitByEvent(facts: Facts): Judgement | null {
  const [last] = sessionEnds(facts);
  const ender = last === undefined ? null : endOf(last);
  if (last === undefined || (ender !== 'idle-limit' && ender !== 'time-limit')) return null;
  const shown = { host: facts.request.target.host, when: minuteOf(last.loggedAt) };
  return {
    confidence: confidenceOf(last),
    detail: ender,
    summary: message(`cause.rdp-time-limit.summary.${ender}`, shown),
    next: message('cause.rdp-time-limit.next.event'),
    evidence: [last],
  };
}

/** A stop of the service that is part of the system's own is told as that. */
function judgeServiceRestart(facts: Facts): Judgement | null {
  const restarts = restartEvents(facts, 'target');
  const stops = facts
    .all('windows-event')
    .filter(({ machine, service }) => machine === 'target' && service === 'TermService')
    .filter(({ tells, serviceState }) => tells === 'service-crashed' || serviceState === 'stopped')
    .filter(({ loggedAt }) => !restarts.some((one) => isNear(one.loggedAt, loggedAt, SYSTEM_NEAR_MS)));
  const common = (stop: WindowsEvent) => ({
    detail: stop.tells === 'service-crashed' ? 'crashed' : 'stopped',
    summary: message('cause.rdp-service-restarted.summary', {
      host: facts.request.target.host,
      when: minuteOf(stop.loggedAt),
    }),
    next: message('cause.rdp-service-restarted.next'),
  });
  const ends = sessionEnds(facts).filter((end) => endOf(end) !== 'user');
  for (const end of ends) {
    const stop = stops.find(({ loggedAt }) => isNear(loggedAt, end.loggedAt, SERVICE_NEAR_MS));
    if (stop !== undefined) return { ...common(stop), confidence: confidenceOf(end), evidence: [stop, end] };
  }
  const recent = stops.find((stop) => isRecent(stop));
  if (recent === undefined || facts.request.symptom !== 'rdp-session-deleted') return null;
  return { ...common(recent), confidence: 'possible', evidence: [recent] };
}

/** The part of `server-restarted` that event logs show: of the server's, its file service's, or this PC's own restart. */
export function judgeRestartByEvents(facts: Facts): Judgement | null {
  const lost = losses(facts);
  const system = restartEvents(facts, 'target');
  const fileService = facts.all('windows-event').filter(({ machine, service, serviceState, tells }) => {
    const ended = serviceState === 'stopped' || tells === 'service-crashed';
    return machine === 'target' && service === 'LanmanServer' && ended;
  });
  const own = restartEvents(facts, 'this-pc');
  const candidates = [
    { detail: 'event-log', events: system },
    { detail: 'file-service', events: fileService },
    { detail: 'this-pc', events: own },
  ] as const;
  for (const { detail, events } of candidates) {
    for (const loss of lost) {
      const restart = events.find(({ loggedAt }) => isNear(loggedAt, loss.loggedAt, SYSTEM_NEAR_MS));
      if (restart !== undefined) return restarted(facts, detail, 'likely', [restart, loss]);
    }
  }
  const { symptom } = facts.request;
  if (symptom !== 'smb-session-deleted' && symptom !== 'rdp-session-deleted') return null;
  const recent = system.find(isRecent);
  if (recent !== undefined) return restarted(facts, 'event-log', 'possible', [recent]);
  // A PC that is started each morning is nothing odd.
  const crash = own.find((event) => event.tells === 'system-stopped-unexpectedly' && isRecent(event));
  return crash === undefined ? null : restarted(facts, 'this-pc', 'possible', [crash]);
}

function restarted(
  facts: Facts,
  detail: 'event-log' | 'file-service' | 'this-pc',
  confidence: Judgement['confidence'],
  evidence: readonly [WindowsEvent, ...(readonly WindowsEvent[])],
): Judgement {
  const shown = { host: facts.request.target.host, when: minuteOf(evidence[0].loggedAt) };
  return {
    confidence,
    detail,
    summary: message(`cause.server-restarted.summary.${detail}`, shown),
    next: message(detail === 'this-pc' ? 'cause.server-restarted.next.this-pc' : 'cause.server-restarted.next'),
    evidence,
  };
}

function restartEvents(facts: Facts, machine: WindowsEvent['machine']): readonly WindowsEvent[] {
  return facts.all('windows-event').filter((event) => event.machine === machine && event.tells.startsWith('system-'));
}

/** In the day before it was read. */
function isRecent({ at, loggedAt }: WindowsEvent): boolean {
  return isNear(at, loggedAt, DAY_MS);
}
