import { message } from '../message.ts';
import { byteCount, seriesName, statusWords } from '../terms.ts';
import type { Words } from './words.ts';

/** One sentence each. */
export const fileWords: Words<'file-work' | 'file-step-refused' | 'file-left-behind' | 'no-file-to-read'> = {
  'file-work': ({ how, share, path, bytes, steps }) =>
    message(`observation.file-work.${how}`, {
      share,
      path,
      bytes: byteCount(bytes),
      count: steps.length,
    }),
  'file-step-refused': ({ share, path, series, status }) =>
    message('observation.file-step-refused', {
      share,
      path,
      command: seriesName(series),
      status: statusWords(status),
    }),
  'file-left-behind': ({ share, path }) => message('observation.file-left-behind', { share, path }),
  'no-file-to-read': ({ share, path }) =>
    path === ''
      ? message('observation.no-file-to-read.root', { share })
      : message('observation.no-file-to-read.folder', { share, path }),
};
