import { isSlowWork } from '../../../app/knowledge/slow-work.ts';
import type { SeriesId } from '../../../app/model/exchange.ts';
import type { SmbStatus } from '../../../app/model/status.ts';
import type { Exchanged } from '../../net/exchange.ts';
import type { CheckContext, CheckEnd } from '../check.ts';
import { cancelled, done } from '../check.ts';
import { settle } from '../trouble.ts';

/** A file or folder on a share: with backslashes and none in front, empty for the share's root. */
export interface Place {
  readonly share: string;
  readonly path: string;
  /** Whether this run made it or wants to. */
  readonly own: boolean;
}

/** What came of one step. */
export type Step<Reply> =
  | { readonly kind: 'reply'; readonly reply: Reply; readonly exchange: string }
  | { readonly kind: 'refused'; readonly status: SmbStatus; readonly end: CheckEnd }
  /** Nothing more can be done: the trouble is noted, or the check was cancelled. */
  | { readonly kind: 'over'; readonly end: CheckEnd };

/** Work on one file, told step by step. */
export interface FileWork {
  /** Takes the answer to one step; a refusal is noted unless `expected` knows its status. */
  readonly step: <Reply>(
    place: Place,
    exchanged: Exchanged<Reply>,
    expected?: (status: SmbStatus) => boolean,
  ) => Promise<Step<Reply>>;
  /** Notes all that was answered, if anything was. */
  readonly sumUp: (place: Place, bytes: number) => void;
}

/** Begins to take down work on files for `smb1-files`. */
export function fileWork(context: CheckContext): FileWork {
  const { recorder } = context;
  const steps: SeriesId[] = [];
  let totalMs = 0;
  return {
    step: async (place, exchanged, expected = () => false) => {
      const { series } = exchanged.record;
      const outcome = await settle(
        context,
        'smb1-files',
        exchanged,
        place.own || place.path === '' ? {} : { path: place.path },
      );
      const { ms, exchange } = outcome;
      if (outcome.kind === 'cancelled') return { kind: 'over', end: cancelled };
      if (outcome.kind === 'noted') return { kind: 'over', end: done };
      totalMs += ms;
      if (outcome.kind === 'reply') {
        steps.push(series);
        if (isSlowWork({ series, ms })) {
          const { status } = exchanged.record;
          const { path } = place;
          const echoes = { sent: 0, answered: 0 };
          recorder.observe('smb1-files', 'work-answered', { series, path, status, ms, echoes, exchange });
        }
        return { kind: 'reply', reply: outcome.reply, exchange };
      }
      const { status } = outcome;
      if (!expected(status))
        recorder.observe('smb1-files', 'file-step-refused', { ...place, series, status, ms, exchange });
      return { kind: 'refused', status, end: done };
    },
    sumUp: ({ share, path, own }, bytes) => {
      if (steps.length === 0) return;
      const how = own ? 'written' : 'read';
      recorder.observe('smb1-files', 'file-work', { share, path, how, steps, bytes, ms: totalMs });
    },
  };
}

/** A path as requests carry it. */
export function wirePath(...parts: readonly string[]): string {
  return `\\${parts.filter((part) => part !== '').join('\\')}`;
}

/** The folder that a path lies in; empty for the share's root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('\\')));
}
