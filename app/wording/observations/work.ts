import type { Message } from '../../model/message.ts';
import { message } from '../message.ts';
import { seriesName, statusWords } from '../terms.ts';
import type { Words } from './words.ts';

/** What was worked on: the user's path, or whatever the check chose. */
export function workedOn({ path }: { readonly path?: string | undefined }): Message | string {
  return path ?? message('work.share');
}

/** One sentence each. */
export const workWords: Words<'work-answered' | 'oplock-break' | 'vc-collision'> = {
  'work-answered': (seen) => {
    const { answered, sent } = seen.echoes;
    if (seen.series === 'smb1.notify-change') {
      return message('observation.work-answered.notification', { answered, sent });
    }
    const base = { command: seriesName(seen.series), what: workedOn(seen) };
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
        return message(`observation.oplock-break.opened.${seen.acknowledged ? 'given-up' : 'kept'}`);
      case 'refused':
        return message('observation.oplock-break.refused', { status: statusWords(seen.status) });
      case 'not-tried':
      case 'no-answer':
        return message(`observation.oplock-break.${seen.outcome}`);
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
