import type { CheckId } from '../model/check.ts';
import type { Observation, ObservationKind, ObservationOf } from '../model/observation.ts';
import type { CheckResult, Run, RunRequest } from '../model/run.ts';

/** What the rules look at: a run's observations by kind and how its checks ended. */
export interface Facts {
  readonly request: RunRequest;
  readonly observations: readonly Observation[];
  /** All observations of one kind, in order. */
  readonly all: <Kind extends ObservationKind>(kind: Kind) => readonly ObservationOf<Kind>[];
  /** The first observation of one kind. */
  readonly first: <Kind extends ObservationKind>(kind: Kind) => ObservationOf<Kind> | undefined;
  readonly check: (id: CheckId) => CheckResult | undefined;
  /** The port that SMB was spoken on, or was to be. */
  readonly port: number;
}

/** The facts of a run, whole or stopped. */
export function factsOf(run: Pick<Run, 'request' | 'observations' | 'checks'>): Facts {
  const all = <Kind extends ObservationKind>(kind: Kind): readonly ObservationOf<Kind>[] =>
    run.observations.filter((seen): seen is ObservationOf<Kind> => seen.kind === kind);
  return {
    request: run.request,
    observations: run.observations,
    all,
    first: (kind) => all(kind)[0],
    check: (id) => run.checks.find((result) => result.id === id),
    port: all('tcp-connected').at(-1)?.port ?? run.request.target.port,
  };
}
