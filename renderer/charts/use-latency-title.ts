import type { ChartSamples } from '../../app/contract.ts';
import { useWords } from '../services.tsx';

/** What the echoes show, as a sentence: losses first, then how slow, then how steady; `isShort` for a narrow card. */
export function useLatencyTitle(samples: ChartSamples | null, isShort = false): string {
  const { say } = useWords();
  if (samples === null) return '';
  const { count, lost, p50, max } = samples.latency;
  if (lost > 0) return say('window.chart.echo-lost', { lost, sent: count });
  if (p50 === null || max === null) return say('window.chart.echo-few', { answered: count });
  if (max <= p50 * 10) return say('window.chart.echo-steady', { p50 });
  if (isShort) return say('window.chart.echo-half', { p50 });
  return say('window.chart.echo-spikes', { p50, max });
}
