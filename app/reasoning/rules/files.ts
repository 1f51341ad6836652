import type { FileObstacle } from '../../knowledge/file-statuses.ts';
import { fileObstacles } from '../../knowledge/file-statuses.ts';
import type { Message } from '../../model/message.ts';
import type { ObservationOf } from '../../model/observation.ts';
import { message } from '../../wording/message.ts';
import { seriesName, statusWords } from '../../wording/terms.ts';
import type { Facts } from '../facts.ts';
import type { Judgement } from '../rule.ts';

type Refused = ObservationOf<'file-step-refused'>;

/**
 * `access-denied`, where the share let us in and a file did not. That a temporary file may not be made says little about
 * the user's trouble: many shares are for reading.
 */
export function judgeFileAccess(facts: Facts): Judgement | null {
  const evidence = refusals(facts).filter((seen) => obstacleOf(seen) === 'access-denied');
  const seen = evidence.find(({ own }) => !own) ?? evidence[0];
  if (seen === undefined) return null;
  const common = { detail: seen.share, evidence };
  if (seen.own) {
    return {
      ...common,
      confidence: 'possible',
      summary: message('cause.access-denied.summary.write', words(facts, seen)),
      next: message('cause.access-denied.next.write'),
    };
  }
  return {
    ...common,
    confidence: facts.first('signed-in')?.guest === true ? 'possible' : 'confirmed',
    summary: message('cause.access-denied.summary.file', { ...words(facts, seen), path: seen.path }),
    next: message('cause.access-denied.next'),
  };
}

/** A file that could not be worked on for a reason that is no fault of session or share; null where there is none. */
export function judgeFileObstacle(facts: Facts): Pick<Judgement, 'detail' | 'summary' | 'next' | 'evidence'> | null {
  for (const seen of refusals(facts)) {
    const obstacle = obstacleOf(seen);
    if (obstacle === undefined || obstacle === 'access-denied') continue;
    const params = { ...words(facts, seen), path: seen.path };
    return {
      detail: obstacle,
      summary: message(`cause.inconclusive.summary.${obstacle}`, params),
      next: message(`cause.inconclusive.next.${obstacle}`),
      evidence: [seen],
    };
  }
  return null;
}

/** The next step of a verdict, with the file that has to be cleared away where this run could not. */
export function nextWithLeftover(facts: Facts, next: Message): Message {
  const left = facts.first('file-left-behind');
  if (left === undefined) return next;
  return message('cause.next.file-left-behind', { next, path: left.path, share: left.share });
}

function refusals(facts: Facts): readonly Refused[] {
  return facts.all('file-step-refused');
}

function obstacleOf({ status }: Refused): FileObstacle | undefined {
  return fileObstacles[status.name];
}

function words(facts: Facts, { share, series, status }: Refused) {
  return { host: facts.request.target.host, share, command: seriesName(series), status: statusWords(status) };
}
