import { startedBefore } from '../../knowledge/server-start.ts';
import type { ObservationOf } from '../../model/observation.ts';
import { message } from '../../wording/message.ts';
import type { Facts } from '../facts.ts';
import type { Judgement, Rule } from '../rule.ts';
import { judgeRestartByEvents } from './windows-events.ts';

/** What the machine behind the address does to sessions: it starts anew, or mistakes clients (facts.md A2, H 5 and 22). */
export const serverRules: readonly Rule[] = [
  {
    cause: 'server-restarted',
    judge: (facts) => {
      const changes = facts.all('server-changed');
      if (changes.length === 0) return judgeRestartByEvents(facts);
      const { host } = facts.request.target;
      if (changes.some(({ returned }) => returned)) {
        return {
          confidence: 'possible',
          detail: 'taking-turns',
          summary: message('cause.server-restarted.summary.taking-turns', { host }),
          next: message('cause.server-restarted.next.other-machine'),
          evidence: changes,
        };
      }
      const started = changes.find((change) => change.what === 'start-time' && !startedBefore(change));
      return started === undefined ? anotherMachine(facts, changes) : startedAgain(facts, started);
    },
  },
  {
    cause: 'clientguid-collision',
    judge: (facts) => {
      const seen = facts.all('clientguid-answer').filter(lostByItsGuid);
      const [first] = seen;
      if (first === undefined) return null;
      const { host } = facts.request.target;
      return {
        // We repeated it ourselves; or it was random, and then nobody else can have had it.
        confidence: 'possible',
        detail: first.guid === 'repeated' ? 'provoked' : 'fresh',
        summary: message(`cause.clientguid-collision.summary.${first.guid}`, { host, dialect: first.dialect }),
        next: message('cause.clientguid-collision.next'),
        evidence: seen,
      };
    },
  },
];

function lostByItsGuid({ answer, then }: ObservationOf<'clientguid-answer'>): boolean {
  return answer === 'session-deleted' && then === 'accepted';
}

/** What of this run a restart would explain. */
function losses(facts: Facts): Judgement['evidence'] {
  return [...facts.all('session-deleted'), ...facts.all('connection-cut')];
}

function startedAgain(facts: Facts, started: ObservationOf<'server-changed'>): Judgement {
  const { host } = facts.request.target;
  return {
    confidence: 'confirmed',
    detail: 'start-time',
    summary: message('cause.server-restarted.summary.start-time', { host, after: started.after }),
    next: message('cause.server-restarted.next'),
    evidence: [started, ...losses(facts)],
  };
}

/** Only something of ours that was lost as well speaks for a restart; else two machines may share the address. */
function anotherMachine(facts: Facts, changes: readonly ObservationOf<'server-changed'>[]): Judgement {
  const { host } = facts.request.target;
  const lost = losses(facts);
  const detail = changes.some(({ what }) => what === 'guid') ? 'server-guid' : 'other-start';
  return {
    confidence: lost.length > 0 && detail === 'server-guid' ? 'likely' : 'possible',
    detail,
    summary: message(`cause.server-restarted.summary.${detail}`, { host }),
    next: message('cause.server-restarted.next.other-machine'),
    evidence: [...changes, ...lost],
  };
}
