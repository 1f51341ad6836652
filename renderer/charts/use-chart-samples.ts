import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ChartSamples } from '../../app/contract.ts';
import type { SeriesId } from '../../app/model/exchange.ts';
import { useServices } from '../services.tsx';

/**
 * One series of the latest run, decimated to `maxPoints` by the process that holds the samples; null until it is there.
 * Asked again when main reports more samples, which it does four times a second at most.
 */
export function useChartSamples(series: SeriesId, maxPoints: number): ChartSamples | null {
  const { bridge, run } = useServices();
  const runId = useStore(run, (state) => state.runId);
  const count = useStore(run, (state) => state.sampleCounts[series] ?? 0);
  const ended = useStore(run, (state) => state.phase === 'ended');
  const [held, setHeld] = useState<{ readonly runId: number; readonly samples: ChartSamples } | null>(null);
  useEffect(() => {
    let wanted = true;
    if (runId !== null && count > 0) {
      bridge.chartSamples(runId, series, maxPoints).then(
        (samples) => {
          if (wanted && samples !== null) setHeld({ runId, samples });
        },
        () => undefined,
      );
    }
    return () => {
      wanted = false;
    };
  }, [bridge, runId, series, maxPoints, count, ended]);
  return held !== null && held.runId === runId ? held.samples : null;
}
