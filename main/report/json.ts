import { decimate } from '../../app/latency/decimate.ts';
import { summarise } from '../../app/latency/summary.ts';
import type { SeriesId } from '../../app/model/exchange.ts';
import { seriesIds } from '../../app/model/exchange.ts';
import type { Finding } from '../../app/model/finding.ts';
import type { Observation } from '../../app/model/observation.ts';
import type { Report } from '../../app/model/report.ts';
import type { Run, Sample } from '../../app/model/run.ts';
import { findingsOf } from '../../app/reasoning/findings.ts';
import { describeObservation } from '../../app/wording/observation.ts';
import type { Translate } from '../../app/wording/translator.ts';
import { createTranslator } from '../../app/wording/translator.ts';
import { describeEnvironment } from '../environment.ts';
import { toolVersion } from '../version.ts';

const MOST_SAMPLES = 1000;

/** The report of one run, in the words of one language, as `--json` prints it and as it is saved. */
export function buildReport(
  run: Run,
  environment: Report['environment'] = describeEnvironment(),
  translate: Translate = createTranslator(),
): Report {
  const findings = findingsOf(run);
  const [first] = findings;
  if (first === undefined) throw new Error('A run without a finding: the rules are broken.');
  const { target, symptom, practice } = run.request;
  const series = seriesIds.filter((id) => run.samples.has(id));
  const samplesOf = (id: SeriesId): readonly Sample[] => run.samples.get(id) ?? [];
  return {
    schema: 'session-doctor/report@1',
    target: practice === undefined ? target : { ...target, practice },
    symptom,
    startedAt: run.startedAt,
    durationMs: run.durationMs,
    verdict: { cause: first.cause, confidence: first.confidence, summary: translate(first.summary) },
    findings: findings.map((finding) => inWords(finding, translate)),
    observations: run.observations.map((seen) => ({ ...seen, summary: translate(describeObservation(seen)) })),
    latency: series.map((id) => ({ series: id, ...summarise(samplesOf(id)) })),
    timers: run.observations.flatMap(timerOf),
    checks: run.checks.map(({ id, outcome, why, durationMs }) => ({
      id,
      outcome,
      ...(why === undefined ? {} : { why: translate(why) }),
      durationMs,
    })),
    exchanges: [...run.exchanges],
    samples: Object.fromEntries(series.map((id) => [id, [...decimate(samplesOf(id), MOST_SAMPLES)]])),
    earlierRuns: [],
    actions: [],
    redaction: { applied: false },
    tool: { name: 'session-doctor', version: toolVersion },
    environment,
  };
}

/** A timer as the report lists it; where there is no number it is unknown, or not set. */
function timerOf(seen: Observation): Report['timers'] {
  if (seen.kind !== 'timer') return [];
  const { timer, machine, configured, unit, source, effective } = seen;
  return [{ id: timer, machine, value: configured, unit, default: seen.default, source, effective }];
}

function inWords(finding: Finding, translate: Translate): Report['findings'][number] {
  const { cause, confidence, detail, summary, next, evidence, against, fixes } = finding;
  return {
    cause,
    confidence,
    ...(detail === undefined ? {} : { detail }),
    summary: translate(summary),
    next: translate(next),
    evidence,
    against,
    fixes,
  };
}

/** The report as text; times are given to the microsecond, which is as fine as the clock is. */
export function reportJson(report: Report): string {
  const toMicroseconds = (_key: string, value: unknown): unknown =>
    typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
  return `${JSON.stringify(report, toMicroseconds, 2)}\n`;
}
