import type { ObservationOf } from '../../app/model/observation.ts';
import { IdleVariant } from '../../app/model/observations/idle.ts';
import type { Report } from '../../app/model/report.ts';
import { formatDuration } from '../../app/wording/duration.ts';
import { message } from '../../app/wording/message.ts';
import { idleCell } from '../../app/wording/observations/idle.ts';
import type { Translate } from '../../app/wording/translator.ts';
import { alignColumns } from './columns.ts';

/** The silent connections of a run as lines: a row for each time of silence, a column for each way; none without them. */
export function idleTable({ observations }: Report, translate: Translate): readonly string[] {
  const seen = observations.filter(
    (one): one is ObservationOf<'idle-connection'> & { summary: string } => one.kind === 'idle-connection',
  );
  if (seen.length === 0) return [];
  const variants = IdleVariant.options.filter((variant) => seen.some((one) => one.variant === variant));
  const times = [...new Set(seen.map(({ plannedMs }) => plannedMs))].sort((a, b) => a - b);
  const head = [
    translate(message('idle.table.silence')),
    ...variants.map((variant) => translate(message(`idle.column.${variant}`))),
  ];
  const rows = times.map((plannedMs) => [
    formatDuration(plannedMs, 'en'),
    ...variants.map((variant) => {
      const one = seen.find((candidate) => candidate.variant === variant && candidate.plannedMs === plannedMs);
      return one === undefined ? '' : translate(idleCell(one));
    }),
  ]);
  return ['', translate(message('idle.table.title')), ...alignColumns([head, ...rows], 'left')];
}
