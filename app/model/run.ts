import * as z from 'zod';
import { AnyMessage } from './message.ts';
import { CheckId, CheckOutcome } from './check.ts';
import { Exchange, SeriesId } from './exchange.ts';
import { Observation } from './observation.ts';
import { Plan } from './plan.ts';
import { Symptom } from './symptom.ts';
import { PracticeScenario, Target } from './target.ts';

/** How one check ended. */
export const CheckResult = z.object({
  id: CheckId,
  outcome: CheckOutcome,
  /** Given unless `done`. */
  why: AnyMessage.optional(),
  durationMs: z.number().min(0),
});
export type CheckResult = z.infer<typeof CheckResult>;

/** One measured time: when it was sent (ms since the run began) and how long it took, null when it was lost. */
export const Sample = z.tuple([z.number().min(0), z.number().min(0).nullable()]);
export type Sample = z.infer<typeof Sample>;

/** What a run was asked to do. */
export const RunRequest = z.object({
  symptom: Symptom,
  target: Target,
  plan: Plan,
  /** The embedded practice server answers instead of the target's host and port. */
  practice: PracticeScenario.optional(),
});
export type RunRequest = z.infer<typeof RunRequest>;

/** What a run tells while it goes on, in order. */
export const RunEvent = z.discriminatedUnion('type', [
  /** The practice server has begun to listen: this is where it does. */
  z.object({ type: z.literal('practice-began'), target: Target }),
  z.object({ type: z.literal('check-started'), check: CheckId, atMs: z.number() }),
  z.object({ type: z.literal('check-progress'), check: CheckId, atMs: z.number(), message: AnyMessage }),
  z.object({ type: z.literal('observation'), observation: Observation }),
  z.object({ type: z.literal('exchange'), exchange: Exchange }),
  z.object({ type: z.literal('samples'), series: SeriesId, samples: z.array(Sample) }),
  z.object({ type: z.literal('check-finished'), result: CheckResult }),
]);
export type RunEvent = z.infer<typeof RunEvent>;

/** A run as it stands: whole when it has ended, partial when it was stopped. */
export interface Run {
  readonly request: RunRequest;
  /** Wall clock, ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly checks: readonly CheckResult[];
  readonly observations: readonly Observation[];
  readonly exchanges: readonly Exchange[];
  readonly samples: ReadonlyMap<SeriesId, readonly Sample[]>;
}
