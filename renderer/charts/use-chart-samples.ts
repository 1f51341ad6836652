import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ChartSamples } from '../../app/contract.ts';
import type { SeriesId } from '../../app/model/exchange.ts';
import { useServices } from '../services.tsx';

interface Held {
  readonly runId: number;
  readonly samples: readonly ChartSamples[];
}

/**
 * These series of the latest run as far as they have samples, each decimated to `maxPoints` by the process that holds
 * the samples. Asked again when main reports more, which it does four times a second at most.
 */
export function useChartSamples(series: readonly SeriesId[], maxPoints: number): readonly ChartSamples[] {
  const { bridge, run } = useServices();
  const runId = useStore(run, (state) => state.runId);
  const ended = useStore(run, (state) => state.phase === 'ended');
  const asked = useStore(run, ({ sampleCounts }) =>
    JSON.stringify(series.flatMap((id) => (sampleCounts[id] === undefined ? [] : [[id, sampleCounts[id]]]))),
  );
  const [held, setHeld] = useState<Held | null>(null);
  useEffect(() => {
    let wanted = true;
    const present = JSON.parse(asked) as readonly (readonly [SeriesId, number])[];
    if (runId !== null && present.length > 0) {
      Promise.all(present.map(([id]) => bridge.chartSamples(runId, id, maxPoints))).then(
        (answers) => {
          if (wanted) setHeld({ runId, samples: answers.filter((samples) => samples !== null) });
        },
        () => undefined,
      );
    }
    return () => {
      wanted = false;
    };
  }, [bridge, runId, asked, maxPoints, ended]);
  return held !== null && held.runId === runId ? held.samples : none;
}

const none: readonly ChartSamples[] = [];
