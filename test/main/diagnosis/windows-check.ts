import type { CheckId } from '../../../app/model/check.ts';
import type { ObservationKind, ObservationOf } from '../../../app/model/observation.ts';
import { Observation } from '../../../app/model/observation.ts';
import type { CheckResult } from '../../../app/model/run.ts';
import { planRun } from '../../../main/diagnosis/plan.ts';
import { runDiagnosis } from '../../../main/diagnosis/run.ts';
import type { WindowsInspector } from '../../../main/windows/inspector.ts';
import { createManualTime } from '../manual-time.ts';

export interface Inspected {
  readonly result: CheckResult | undefined;
  readonly seen: readonly Observation[];
  /** All observations of one kind. */
  readonly all: <Kind extends ObservationKind>(kind: Kind) => readonly ObservationOf<Kind>[];
}

/** One check of Windows, and nothing of the network; what it saw is held against the schema. */
export async function inspect(
  id: CheckId,
  windows: WindowsInspector | undefined,
  {
    host = 'rds02',
    signal = new AbortController().signal,
  }: { readonly host?: string; readonly signal?: AbortSignal } = {},
): Promise<Inspected> {
  const never = new AbortController().signal;
  const run = await runDiagnosis({
    request: {
      symptom: 'rdp-session-deleted',
      target: { host, port: 445, account: { kind: 'anonymous' } },
      plan: planRun({ checks: [id] }),
    },
    clock: createManualTime().clock,
    signal,
    skipped: () => never,
    emit: () => undefined,
    windows,
  });
  const seen = run.observations.map((one) => Observation.parse(one));
  return {
    result: run.checks[0],
    seen,
    all: (kind) => seen.filter((one): one is ObservationOf<typeof kind> => one.kind === kind),
  };
}
