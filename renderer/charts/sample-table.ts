import type { ChartSamples } from '../../app/contract.ts';
import { seriesName } from '../../app/wording/terms.ts';
import type { ChartTable } from '../parts/chart-card.tsx';
import { clockTime } from '../parts/run-words.ts';
import type { Words } from '../services.tsx';
import type { RunFacts } from '../state/run.ts';

/** The drawn samples as a table: request, time of sending, milliseconds or "no answer"; in order of sending. */
export function sampleTable(series: readonly ChartSamples[], run: RunFacts, { say, translate }: Words): ChartTable {
  const rows = series.flatMap(({ series: id, samples }) => samples.map(([atMs, ms]) => ({ id, atMs, ms })));
  rows.sort((one, other) => one.atMs - other.atMs);
  return {
    head: [say('window.chart.request'), say('window.pane.sent'), say('window.chart.milliseconds')],
    rows: rows.map(({ id, atMs, ms }) => [
      translate(seriesName(id)),
      clockTime(run, atMs),
      ms === null ? say('window.pane.no-answer') : ms.toFixed(3),
    ]),
  };
}
