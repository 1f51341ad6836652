import { useStore } from 'zustand';
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
  const samples = useChartSamples('smb1.echo', 300);
  const title = useLatencyTitle(samples, true);
  if (samples === null || samples.total === 0) return null;
  return (
    <ChartCard
      title={title}
      subtitle={words.say('window.chart.live-subtitle', { shown: samples.samples.length, total: samples.total })}
      chart={<LatencyChart echo={samples} others={[]} run={state} height={150} compact />}
      table={sampleTable([samples], state, words)}
    />
  );
}
