import { useStore } from 'zustand';
import { echoSeries } from '../../charts/echo-lines.ts';
import { LatencyChart } from '../../charts/latency-chart.tsx';
import { sampleTable } from '../../charts/sample-table.ts';
import { useChartSamples } from '../../charts/use-chart-samples.ts';
import { useLatencyTitle } from '../../charts/use-latency-title.ts';
import { ChartCard } from '../../parts/chart-card.tsx';
import { useServices, useWords } from '../../services.tsx';

/** The echoes while they are measured. */
export function LiveEcho() {
  const { run } = useServices();
  const words = useWords();
  const state = useStore(run);
  const echoes = useChartSamples(echoSeries, 300);
  // The one that is measured now came last.
  const samples = echoes.at(-1) ?? null;
  const title = useLatencyTitle(samples, true);
  if (samples === null || samples.total === 0) return null;
  return (
    <ChartCard
      title={title}
      subtitle={words.say('window.chart.live-subtitle', { shown: samples.samples.length, total: samples.total })}
      chart={<LatencyChart echoes={[samples]} others={[]} run={state} height={150} compact />}
      table={sampleTable([samples], state, words)}
    />
  );
}
