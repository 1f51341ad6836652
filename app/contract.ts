import * as z from 'zod';
import { CheckId } from './model/check.ts';
import type { Exchange, SeriesId } from './model/exchange.ts';
import { SeriesId as SeriesIdSchema } from './model/exchange.ts';
import type { Finding } from './model/finding.ts';
import type { LatencySummary } from './model/latency.ts';
import type { Message } from './model/message.ts';
import type { Observation } from './model/observation.ts';
import type { Result } from './model/result.ts';
import type { CheckResult, Sample } from './model/run.ts';
import { Symptom } from './model/symptom.ts';
import type { ConsentId } from './model/plan.ts';
import { ConsentId as ConsentIdSchema, Plan } from './model/plan.ts';
import { PracticeScenario, Target } from './model/target.ts';

/*
 * Everything that crosses between the window and the main process, once. A request is a function of `Requests`; what the
 * window sends is validated in main by `requestSchemas()`. A push is an event of `Pushes`, from main to the window.
 * The schemas stand in a function so that the preload and the window, which import only names and types, carry no zod.
 */

/** Channel names of requests, in the order of `Requests`. */
export const requestNames = [
  'appInfo',
  'planRun',
  'startRun',
  'skipCheck',
  'stopRun',
  'chartSamples',
  'saveReport',
  'copySummary',
  'copyText',
] as const;
export type RequestName = (typeof requestNames)[number];

/** Channel names of pushes. */
export const pushNames = ['runProgress', 'runEnded'] as const;
export type PushName = (typeof pushNames)[number];

/** A run as the wizard describes it. */
export interface RunWish {
  readonly symptom: Symptom;
  /** What is tested; with `practice` the host and port are not used. */
  readonly target: Target;
  readonly practice?: PracticeScenario | undefined;
  /** Write nothing to the share. */
  readonly readOnly?: boolean | undefined;
  /** How long to hold silent connections; absent: not at all. */
  readonly idleMs?: number | undefined;
  /** What was consented to after being told whom it can disturb. */
  readonly consent?: readonly ConsentId[] | undefined;
  /** In memory for this one run; never kept, logged or reported. */
  readonly password?: string | undefined;
}

/** What this machine and this version can do. */
export interface AppInfo {
  readonly version: string;
  readonly platform: 'win32' | 'linux' | 'darwin' | 'other';
  readonly machine: string;
  readonly user: string;
  /** False where the window draws no title bar of its own. */
  readonly customTitleBar: boolean;
  readonly practiceScenarios: readonly PracticeScenario[];
}

/** One check of a plan, for the list before the run. */
export interface PlannedCheck {
  readonly id: CheckId;
}

/** Number of echoes and the checks that a wish leads to. */
export interface PlanView {
  readonly checks: readonly PlannedCheck[];
  readonly samples: number;
  readonly deadlineMs: number;
  readonly workDeadlineMs: number;
  /** How long silent connections are held; absent: not at all. */
  readonly idleMs?: number | undefined;
  readonly readOnly: boolean;
}

export type StartRunAnswer =
  { readonly started: true; readonly runId: number } | { readonly started: false; readonly reason: 'already-running' };

/** At most four times a second: what is new since the last one. */
export interface RunProgress {
  readonly runId: number;
  readonly elapsedMs: number;
  readonly started: readonly CheckId[];
  readonly finished: readonly CheckResult[];
  /** The latest word of each running check, as a message of the catalogue. */
  readonly progress: readonly {
    readonly check: CheckId;
    readonly message: Message;
  }[];
  readonly observations: readonly Observation[];
  readonly exchanges: readonly Exchange[];
  /** How many samples each series has by now. */
  readonly sampleCounts: Readonly<Partial<Record<SeriesId, number>>>;
}

/** How a run ended. `process-gone`: the test process ended unexpectedly; what it had found is kept. */
export interface RunEnded {
  readonly runId: number;
  readonly how: 'finished' | 'stopped' | 'process-gone';
  readonly durationMs: number;
  readonly startedAt: string;
  /** First is the verdict. */
  readonly findings: readonly Finding[];
  readonly latency: readonly (LatencySummary & { readonly series: SeriesId })[];
}

/** One series, min-max decimated: `samples.length` of `total` are shown. */
export interface ChartSamples {
  readonly series: SeriesId;
  readonly samples: readonly Sample[];
  readonly total: number;
  readonly latency: LatencySummary;
}

export type SaveReportAnswer =
  | { readonly saved: true; readonly path: string }
  | { readonly saved: false; readonly reason: 'cancelled' | 'no-run' }
  | {
      readonly saved: false;
      readonly reason: 'failed';
      readonly code: 'disk-full' | 'no-permission' | 'not-found' | 'other';
      readonly detail: string;
    };

/** The window's requests: name -> function. */
export interface Requests {
  /** What this machine and version can do. */
  appInfo(): AppInfo;
  /** The checks that a wish leads to, without running them. */
  planRun(wish: RunWish): PlanView;
  /** Starts a run; progress and end are pushed. */
  startRun(wish: RunWish): StartRunAnswer;
  /** Ends one running check; the run goes on. */
  skipCheck(runId: number, check: CheckId): void;
  /** Ends the run; what was found so far is kept and pushed as `runEnded`. */
  stopRun(runId: number): void;
  /** One series of the current run for a chart or its table. */
  chartSamples(runId: number, series: SeriesId, maxPoints: number): ChartSamples | null;
  /** Asks where, and writes the JSON report there. */
  saveReport(runId: number): SaveReportAnswer;
  /** Puts verdict, evidence and latencies as text on the clipboard. */
  copySummary(runId: number): boolean;
  /** Puts a short text (bytes, a filter) on the clipboard. */
  copyText(text: string): boolean;
}

/** Main's pushes: name -> what it carries. */
export interface Pushes {
  runProgress: RunProgress;
  runEnded: RunEnded;
}

/** Why main would not carry out a request. What a person can meet is in the answers above; this is a fault of a program. */
export type Refusal =
  /** Not asked by our own page in our own window. */
  | { readonly kind: 'untrusted-sender' }
  /** The arguments are not what the request takes: where, and what was wrong. */
  | {
      readonly kind: 'invalid-arguments';
      readonly issues: readonly { readonly path: string; readonly issue: string }[];
    }
  /** Main itself failed; the details are in its log, not here. */
  | { readonly kind: 'failed' };

/** What main sends back for every request: never nothing, never an exception. */
export type Reply<Value> = Result<Value, Refusal>;

/** One line for a refusal, its kind first: "invalid-arguments: 0.target.port Too big". */
export function refusalText(refusal: Refusal): string {
  if (refusal.kind !== 'invalid-arguments') return refusal.kind;
  return `${refusal.kind}: ${refusal.issues.map(({ path, issue }) => `${path} ${issue}`.trim()).join('; ')}`;
}

/**
 * What the preload exposes as `window.sessionDoctor`: the requests as promises, the pushes as subscriptions. A refused
 * request rejects with an `Error` whose message is `refusalText` (an error's own fields do not cross the bridge).
 */
export type Bridge = {
  readonly [Name in RequestName]: (...args: Parameters<Requests[Name]>) => Promise<ReturnType<Requests[Name]>>;
} & {
  /** Calls `listener` for each push; gives back what ends it. */
  readonly on: <Name extends PushName>(name: Name, listener: (push: Pushes[Name]) => void) => () => void;
};

/** What main accepts for each request: the tuple of its arguments. */
export function requestSchemas(): { readonly [Name in RequestName]: z.ZodType<Parameters<Requests[Name]>> } {
  const runId = z.number().int().min(1);
  const wish = z.strictObject({
    symptom: Symptom,
    target: Target,
    practice: PracticeScenario.optional(),
    readOnly: Plan.shape.readOnly.optional(),
    idleMs: Plan.shape.idleMs,
    consent: z.array(ConsentIdSchema).max(ConsentIdSchema.options.length).optional(),
    password: z.string().max(1024).optional(),
  });
  return {
    appInfo: z.tuple([]),
    planRun: z.tuple([wish]),
    startRun: z.tuple([wish]),
    skipCheck: z.tuple([runId, CheckId]),
    stopRun: z.tuple([runId]),
    chartSamples: z.tuple([runId, SeriesIdSchema, z.number().int().min(3).max(1000)]),
    saveReport: z.tuple([runId]),
    copySummary: z.tuple([runId]),
    copyText: z.tuple([z.string().max(100_000)]),
  };
}
