import type { StoreApi } from 'zustand';
import { createStore } from 'zustand';
import type { PlanView, RunEnded, RunProgress, RunWish } from '../../app/contract.ts';
import type { CheckId } from '../../app/model/check.ts';
import type { Exchange, SeriesId } from '../../app/model/exchange.ts';
import type { Message } from '../../app/model/message.ts';
import type { Observation } from '../../app/model/observation.ts';
import type { CheckResult } from '../../app/model/run.ts';
import type { Bridge } from '../bridge.ts';
import type { Clock } from '../services.tsx';

/** What is known of the latest run. Samples are not here: charts fetch theirs. */
export interface RunFacts {
  readonly phase: 'none' | 'running' | 'ended';
  /** Counts the runs of this window from 1; 0 before the first. */
  readonly number: number;
  /** Null until main has given it one. */
  readonly runId: number | null;
  /** What it tests, without the password. */
  readonly wish: RunWish | null;
  readonly plan: PlanView | null;
  /** Wall clock of the start, ms since 1970. */
  readonly startedAt: number;
  /** Milliseconds since the start, as of `heardAt` on the window's own clock. */
  readonly elapsedMs: number;
  readonly heardAt: number;
  /** When each check started, ms since the start of the run. */
  readonly started: Readonly<Partial<Record<CheckId, number>>>;
  readonly finished: readonly CheckResult[];
  readonly progress: Readonly<Partial<Record<CheckId, Message>>>;
  readonly observations: readonly Observation[];
  readonly exchanges: readonly Exchange[];
  readonly sampleCounts: Readonly<Partial<Record<SeriesId, number>>>;
  readonly ended: RunEnded | null;
}

export interface RunState extends RunFacts {
  /** A start is being prepared: it is asked for, and the run does not go on yet. */
  readonly starting: boolean;
  /** Asks main for a run. False when main would not start one. */
  readonly start: (wish: RunWish, plan: PlanView) => Promise<boolean>;
  readonly skip: (check: CheckId) => void;
  readonly stop: () => void;
}
export type RunStore = StoreApi<RunState>;

const nothing: RunFacts = {
  phase: 'none',
  number: 0,
  runId: null,
  wish: null,
  plan: null,
  startedAt: 0,
  elapsedMs: 0,
  heardAt: 0,
  started: {},
  finished: [],
  progress: {},
  observations: [],
  exchanges: [],
  sampleCounts: {},
  ended: null,
};

/** The latest run, kept up to date by what main pushes. */
export function createRunStore(bridge: Bridge, clock: Clock): RunStore {
  const store = createStore<RunState>()((set, get) => ({
    ...nothing,
    starting: false,
    start: async (wish, plan) => {
      const before: RunFacts = get();
      const kept = { ...wish, password: undefined };
      set({
        ...nothing,
        phase: 'running',
        number: before.number + 1,
        wish: kept,
        plan,
        startedAt: clock.wallClock(),
        heardAt: clock.now(),
      });
      const answer = await bridge.startRun(wish).catch(() => ({ started: false }) as const);
      if (!answer.started) {
        set(before);
        return false;
      }
      set({ runId: answer.runId });
      return true;
    },
    skip: (check) => {
      const { runId } = get();
      if (runId !== null) void bridge.skipCheck(runId, check);
    },
    stop: () => {
      const { runId } = get();
      if (runId !== null) void bridge.stopRun(runId);
    },
  }));
  // A push may overtake the answer to `startRun`; pushes of an earlier run have a lower number.
  let latest = 0;
  const isCurrent = (runId: number): boolean => {
    const state = store.getState();
    if (state.phase !== 'running' || (state.runId ?? runId) !== runId) return false;
    if (state.runId === null && runId <= latest) return false;
    latest = runId;
    return true;
  };
  bridge.on('runProgress', (push) => {
    if (isCurrent(push.runId)) store.setState((state) => withProgress(state, push, clock.now()));
  });
  bridge.on('runEnded', (push) => {
    if (isCurrent(push.runId)) {
      store.setState({ phase: 'ended', runId: push.runId, ended: push, elapsedMs: push.durationMs });
    }
  });
  return store;
}

function withProgress(state: RunFacts, push: RunProgress, heardAt: number): Partial<RunFacts> {
  const started: Partial<Record<CheckId, number>> = { ...state.started };
  for (const check of push.started) started[check] ??= push.elapsedMs;
  const progress: Partial<Record<CheckId, Message>> = { ...state.progress };
  for (const { check, message } of push.progress) progress[check] = message;
  return {
    runId: push.runId,
    elapsedMs: push.elapsedMs,
    heardAt,
    started,
    progress,
    finished: append(state.finished, push.finished),
    observations: append(state.observations, push.observations),
    exchanges: append(state.exchanges, push.exchanges),
    sampleCounts: { ...state.sampleCounts, ...push.sampleCounts },
  };
}

function append<Item>(before: readonly Item[], more: readonly Item[]): readonly Item[] {
  return more.length === 0 ? before : [...before, ...more];
}

/** The checks that run now, in the order in which they started. */
export function runningChecks({ phase, started, finished }: RunFacts): readonly CheckId[] {
  if (phase !== 'running') return [];
  return (Object.keys(started) as CheckId[]).filter((id) => !finished.some((result) => result.id === id));
}

/** How many checks did their work; one that was skipped, stopped or lost is not among them. */
export function doneCount({ finished }: Pick<RunFacts, 'finished'>): number {
  return finished.filter(({ outcome }) => outcome === 'done').length;
}

/** Wall clock of the start, ms since 1970: main's own once the run has ended. */
export function startOf({ ended, startedAt }: RunFacts): number {
  return ended === null ? startedAt : Date.parse(ended.startedAt);
}
