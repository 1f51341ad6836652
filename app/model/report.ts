import * as z from 'zod';
import { ActionRecord } from './action.ts';
import { CheckId, CheckOutcome } from './check.ts';
import { Exchange, SeriesId } from './exchange.ts';
import { CauseId, Confidence } from './finding.ts';
import { LatencySummary } from './latency.ts';
import { Observation } from './observation.ts';
import { Sample } from './run.ts';
import { Symptom } from './symptom.ts';
import { PracticeScenario, Target } from './target.ts';

/** A timer's value and where it was read. */
const Timer = z.object({
  id: z.string(),
  machine: z.enum(['this-pc', 'target']),
  value: z.number().nullable(),
  unit: z.string(),
  default: z.number().nullable(),
  source: z.enum(['registry', 'default', 'measured', 'server']),
  effective: z.number().nullable(),
});

/** The portable result of a case, as `--json` prints it and as it is saved. Tools outside the project read it. */
export const Report = z.object({
  schema: z.literal('session-doctor/report@1'),
  target: Target.extend({ practice: PracticeScenario.optional() }),
  symptom: Symptom,
  startedAt: z.iso.datetime(),
  durationMs: z.number().min(0),
  verdict: z.object({ cause: CauseId, confidence: Confidence, summary: z.string() }),
  findings: z
    .array(
      z.object({
        cause: CauseId,
        confidence: Confidence,
        detail: z.string().optional(),
        summary: z.string(),
        next: z.string(),
        evidence: z.array(z.string()),
        against: z.array(z.string()),
        fixes: z.array(z.string()),
      }),
    )
    .min(1),
  /** Each with the sentence that the window shows for it. */
  observations: z.array(z.intersection(Observation, z.object({ summary: z.string() }))),
  latency: z.array(LatencySummary.extend({ series: SeriesId })),
  timers: z.array(Timer),
  checks: z.array(
    z.object({
      id: CheckId,
      outcome: CheckOutcome,
      why: z.string().optional(),
      durationMs: z.number().min(0),
    }),
  ),
  /** Every exchange but the answered echoes after the first; those are in `samples`. */
  exchanges: z.array(Exchange),
  /** At most 1,000 a series, min-max decimated. */
  samples: z.partialRecord(SeriesId, z.array(Sample).max(1000)),
  earlierRuns: z.array(z.unknown()),
  /** What was changed, or tried, between the runs. */
  actions: z.array(ActionRecord.extend({ summary: z.string() })),
  redaction: z.object({ applied: z.boolean() }),
  tool: z.object({ name: z.literal('session-doctor'), version: z.string() }),
  environment: z.object({
    os: z.string(),
    arch: z.string(),
    runtime: z.string(),
    elevated: z.boolean().nullable(),
  }),
});
export type Report = z.infer<typeof Report>;
