import { checkOrder, checks } from '../../app/knowledge/checks.ts';
import type { CheckId, CheckOutcome } from '../../app/model/check.ts';
import type { CauseId, Confidence, Finding } from '../../app/model/finding.ts';
import type { Observation } from '../../app/model/observation.ts';
import type { CheckResult, RunRequest } from '../../app/model/run.ts';
import type { Symptom } from '../../app/model/symptom.ts';
import type { Account } from '../../app/model/target.ts';
import { findingsOf } from '../../app/reasoning/findings.ts';

/** What a test changes of a run in which all checks were planned and done. */
export interface RunParts {
  readonly symptom?: Symptom;
  readonly account?: Account['kind'];
  readonly share?: string;
  readonly planned?: readonly CheckId[];
  /** How checks ended that were not `done`; null for one that has not ended. */
  readonly outcomes?: Readonly<Partial<Record<CheckId, CheckOutcome | null>>>;
}

/** What a run takes when nothing special is asked. */
export const usualChecks = checkOrder.filter((id) => checks[id].when === 'usual');

/** The request of a run on `nas-01`. */
export function requestOf({
  symptom = 'unknown',
  account = 'user',
  share,
  planned = usualChecks,
}: RunParts = {}): RunRequest {
  return {
    symptom,
    target: {
      host: 'nas-01',
      port: 445,
      account: account === 'anonymous' ? { kind: account } : { kind: account, domain: 'CONTOSO', user: 'kim' },
      ...(share === undefined ? {} : { share }),
    },
    plan: {
      checks: [...planned],
      samples: 200,
      deadlineMs: 10_000,
      workDeadlineMs: 90_000,
      readOnly: false,
      consent: [],
    },
  };
}

/** How the planned checks ended. */
export function resultsOf({ planned = usualChecks, outcomes = {} }: RunParts = {}): readonly CheckResult[] {
  return planned.flatMap((id) => {
    const outcome = outcomes[id] === undefined ? 'done' : outcomes[id];
    return outcome === null ? [] : [{ id, outcome, durationMs: 1 }];
  });
}

/** The findings of a run that saw `observations`. */
export function findings(observations: readonly Observation[], parts: RunParts = {}): readonly Finding[] {
  return findingsOf({ request: requestOf(parts), observations, checks: resultsOf(parts) });
}

/** "CAUSE CONFIDENCE", which is what most tests want to know of a finding. */
export type Verdict = `${CauseId} ${Confidence}`;

/** The findings as "CAUSE CONFIDENCE", the verdict first. */
export function verdicts(observations: readonly Observation[], parts: RunParts = {}): readonly Verdict[] {
  return findings(observations, parts).map(({ cause, confidence }): Verdict => `${cause} ${confidence}`);
}

/** The one finding of `cause`; throws where it was not named. */
export function findingOf(cause: CauseId, observations: readonly Observation[], parts: RunParts = {}): Finding {
  const named = findings(observations, parts);
  const finding = named.find((one) => one.cause === cause);
  if (finding === undefined) throw new Error(`expected ${cause}, got ${named.map((one) => one.cause).join(', ')}`);
  return finding;
}
