import { useStore } from 'zustand';
import type { CheckId } from '../../app/model/check.ts';
import { faultLine } from '../../app/reasoning/fault-line.ts';
import { FaultLine } from '../parts/fault-line.tsx';
import { testedPort } from '../parts/run-words.ts';
import { useServices } from '../services.tsx';
import { checks } from '../../app/knowledge/checks.ts';

/** The fault line of the latest run, live; a stop opens the evidence that was seen there. */
export function RunFaultLine() {
  const { way, run, evidence } = useServices();
  const state = useStore(run);
  if (state.wish === null) return null;
  // A run that ended early has checks without a result: nothing is known of their stops any more.
  const planned = (state.plan?.checks ?? [])
    .map(({ id }) => id)
    .filter((id) => state.phase === 'running' || state.finished.some((result) => result.id === id));
  const stops = faultLine({
    target: { ...state.wish.target, port: testedPort(state) },
    planned,
    started: Object.keys(state.started) as CheckId[],
    finished: state.finished,
    observations: state.observations,
    findings: state.ended?.findings ?? [],
  });
  return (
    <FaultLine
      stops={stops}
      onOpen={({ stop }) => {
        const seen = state.observations.findLast(({ check }) => checks[check].stop === stop);
        if (seen !== undefined) evidence.getState().select({ kind: 'observation', id: seen.id });
        if (way.getState().screen !== 'findings') way.getState().go('evidence');
      }}
    />
  );
}
