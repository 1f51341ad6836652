import type { FileObstacle } from '../../knowledge/file-statuses.ts';
import { emptyStatuses, fileObstacles } from '../../knowledge/file-statuses.ts';
import type { Message } from '../../model/message.ts';
import type { ObservationOf } from '../../model/observation.ts';
import { message } from '../../wording/message.ts';
import { seriesName, statusWords } from '../../wording/terms.ts';
import type { Facts } from '../facts.ts';
import type { Judgement } from '../rule.ts';

/** Work on a file that was refused, whichever check met it. */
interface Refused extends Pick<ObservationOf<'file-step-refused'>, 'share' | 'path' | 'own' | 'series' | 'status'> {
  readonly seen: ObservationOf<'file-step-refused'> | ObservationOf<'work-answered'>;
}

/**
 * `access-denied`, where the share let us in and a file did not. That a temporary file may not be made says little about
 * the user's trouble: many shares are for reading.
 */
export function judgeFileAccess(facts: Facts): Judgement | null {
  const denied = fileRefusals(facts).filter((refused) => obstacleOf(refused) === 'access-denied');
  const refused = denied.find(({ own }) => !own) ?? denied[0];
  if (refused === undefined) return null;
  const evidence = denied.map(({ seen }) => seen);
  if (refused.own) {
    const made = refused.series !== 'smb1.open';
    return {
      confidence: 'possible',
      detail: refused.share,
      summary: message(`cause.access-denied.summary.${made ? 'made' : 'write'}`, words(facts, refused)),
      next: message(`cause.access-denied.next.${made ? 'made' : 'write'}`),
      evidence,
    };
  }
  const anonymous = facts.request.target.account.kind === 'anonymous';
  return {
    confidence: anonymous || facts.first('signed-in')?.guest === true ? 'possible' : 'confirmed',
    detail: refused.path,
    summary: message('cause.access-denied.summary.file', { ...words(facts, refused), path: refused.path }),
    next: message(anonymous ? 'cause.access-denied.next.anonymous' : 'cause.access-denied.next'),
    evidence,
  };
}

/** A file that could not be worked on for a reason that is no fault of session or share; null where there is none. */
export function judgeFileObstacle(facts: Facts): Pick<Judgement, 'detail' | 'summary' | 'next' | 'evidence'> | null {
  // The user's own file goes before one of ours.
  for (const refused of fileRefusals(facts).toSorted((a, b) => Number(a.own) - Number(b.own))) {
    const obstacle = obstacleOf(refused);
    if (obstacle === undefined || obstacle === 'access-denied') continue;
    const params = { ...words(facts, refused), path: refused.path };
    return {
      detail: obstacle,
      summary: message(`cause.inconclusive.summary.${obstacle}`, params),
      next: message(`cause.inconclusive.next.${obstacle}`),
      evidence: [refused.seen],
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

/** All that was refused on files, but for those that a check chose itself without their mattering to the user. */
export function fileRefusals(facts: Facts): readonly Refused[] {
  const steps = facts.all('file-step-refused').map((seen): Refused => ({ ...seen, seen }));
  const share = facts.request.target.share ?? '';
  const work = facts.all('work-answered').flatMap((seen): readonly Refused[] => {
    const { path, series, status } = seen;
    if (path === undefined || status.value === 0 || isEmpty(seen)) return [];
    return [{ seen, share, path, own: false, series, status }];
  });
  return [...steps, ...work];
}

/** The file or folder was there to be worked on, and holds nothing. */
function isEmpty({ series, status }: ObservationOf<'work-answered'>): boolean {
  if (emptyStatuses.has(status.name)) return true;
  return series === 'smb1.find-first' && fileObstacles[status.name] === 'not-found';
}

function obstacleOf({ status }: Pick<Refused, 'status'>): FileObstacle | undefined {
  return fileObstacles[status.name];
}

function words(facts: Facts, { share, series, status }: Refused) {
  return { host: facts.request.target.host, share, command: seriesName(series), status: statusWords(status) };
}
