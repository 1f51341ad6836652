import { message } from '../message.ts';
import { seriesName, statusWords } from '../terms.ts';
import type { Words } from './words.ts';

/** One sentence each. */
export const expiryWords: Words<'session-expired' | 'expired-answer' | 'reauthenticated' | 'session-outlived-ticket'> =
  {
    'session-expired': (seen) => {
      const params = { command: seriesName(seen.series), status: statusWords(seen.status) };
      return seen.afterMs === undefined
        ? message('observation.session-expired', params)
        : message('observation.session-expired.awaited', { ...params, after: seen.afterMs });
    },
    'expired-answer': (seen) => {
      const command = seriesName(seen.series);
      if (seen.answer !== 'status') return message(`observation.expired-answer.${seen.answer}`, { command });
      return message(`observation.expired-answer.${seen.letThrough ? 'let-through' : 'refused'}`, {
        command,
        status: statusWords(seen.status),
      });
    },
    reauthenticated: (seen) => {
      if (!seen.accepted) return message('observation.reauthenticated.refused', { status: statusWords(seen.status) });
      const kept = seen.sameUid && seen.treeWorks && seen.fileWorks !== false;
      if (!kept) return message('observation.reauthenticated.lost');
      return message(seen.fileWorks === true ? 'observation.reauthenticated' : 'observation.reauthenticated.tree');
    },
    'session-outlived-ticket': (seen) =>
      message(`observation.session-outlived-ticket.${seen.dynamicReauth ? 'asked' : 'not-asked'}`, {
        after: seen.afterMs,
      }),
  };
