import type { SeriesId } from '../../model/exchange.ts';
import type { Message } from '../../model/message.ts';
import { message } from '../message.ts';
import { seriesName, statusWords } from '../terms.ts';
import type { Words } from './words.ts';

/** What was worked on: the user's path, or whatever the check chose. */
export function workedOn({ path }: { readonly path?: string | undefined }): Message | string {
  return path ?? message('work.share');
}

/** Work that is about no file or folder. */
const ofNoFile: ReadonlySet<SeriesId> = new Set([
  'smb1.session-setup',
  'smb1.tree-connect',
  'smb2.session-setup',
  'smb2.tree-connect',
]);

/** A request, and what it was about, as the beginning of a sentence tells it. */
function subjectOf(seen: { readonly series: SeriesId; readonly path?: string | undefined }): Message {
  const command = seriesName(seen.series);
  return ofNoFile.has(seen.series) ? command : message('work.on', { command, what: workedOn(seen) });
}

/** One sentence each. */
export const workWords: Words<'work-answered' | 'oplock-break' | 'vc-collision'> = {
  'work-answered': (seen) => {
    const { answered, sent } = seen.echoes;
    if (seen.series === 'smb1.notify-change') {
      return message('observation.work-answered.notification', { answered, sent });
    }
    const { ms } = seen;
    const base = { work: subjectOf(seen), ms };
    if (seen.status.value !== 0) {
      return message('observation.work-answered.status', { ...base, status: statusWords(seen.status) });
    }
    return sent === 0
      ? message('observation.work-answered', base)
      : message('observation.work-answered.echoes', { ...base, answered, sent });
  },
  'oplock-break': (seen) => {
    switch (seen.outcome) {
      case 'opened':
        return message(`observation.oplock-break.opened.${seen.acknowledged ? 'given-up' : 'kept'}`, { ms: seen.ms });
      case 'refused':
        return message('observation.oplock-break.refused', { status: statusWords(seen.status), ms: seen.ms });
      case 'no-answer':
        return message('observation.oplock-break.no-answer', { ms: seen.ms });
      case 'not-tried':
        return message('observation.oplock-break.not-tried');
    }
  },
  'vc-collision': (seen) => {
    switch (seen.outcome) {
      case 'cut':
        return message('observation.vc-collision.cut', { end: message(`end.${seen.end ?? 'error'}`) });
      case 'session-deleted':
        return message('observation.vc-collision.session-deleted', { status: statusWords(seen.status) });
      case 'survived':
      case 'no-answer':
        return message(`observation.vc-collision.${seen.outcome}`);
    }
  },
};
