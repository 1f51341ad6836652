import type { ChartSamples, Pushes, RunEnded, StartRunAnswer } from '../../app/contract.ts';
import { decimate } from '../../app/latency/decimate.ts';
import { summarise } from '../../app/latency/summary.ts';
import type { CheckId } from '../../app/model/check.ts';
import type { SeriesId } from '../../app/model/exchange.ts';
import { seriesIds } from '../../app/model/exchange.ts';
import type { Finding } from '../../app/model/finding.ts';
import type { Run, RunRequest } from '../../app/model/run.ts';
import { message } from '../../app/wording/message.ts';
import type { Clock } from '../clock.ts';
import type { Schedule } from '../schedule.ts';
import type { ProbeOrder } from './messages.ts';
import { ProbeMessage } from './messages.ts';
import type { RunRecord } from './record.ts';
import { createRunRecord } from './record.ts';

/** The window is told at most four times a second. */
const PUSH_EVERY_MS = 250;
/** A stopped run gets this long to sign off and say what it has; then its process is ended. */
const STOP_GRACE_MS = 2_000;

/** The process that probes, as the host needs it. */
export interface ProbeProcess {
  readonly post: (order: ProbeOrder) => void;
  readonly kill: () => void;
}

/** Starts a process that probes; `onExit` is called once, however it ends. */
export type LaunchProbe = (listeners: {
  readonly onMessage: (message: unknown) => void;
  readonly onExit: () => void;
}) => ProbeProcess;

export interface RunHostParts {
  readonly launch: LaunchProbe;
  readonly clock: Clock;
  readonly schedule: Schedule;
  readonly push: <Name extends keyof Pushes>(name: Name, push: Pushes[Name]) => void;
  readonly findingsOf: (run: Run) => readonly Finding[];
}

/** Owns the current run: starts it, keeps what it finds, tells the window, and survives the death of its process. */
export interface RunHost {
  readonly start: (request: RunRequest, password?: string) => StartRunAnswer;
  readonly skip: (runId: number, check: CheckId) => void;
  readonly stop: (runId: number) => void;
  readonly chartSamples: (runId: number, series: SeriesId, maxPoints: number) => ChartSamples | null;
  /** The run of this id as it stands, while it is the current or the last one. */
  readonly run: (runId: number) => Run | undefined;
  /** Stops what goes on; resolves when no process is left. */
  readonly close: () => Promise<void>;
}

interface Current {
  readonly id: number;
  readonly record: RunRecord;
  readonly process: ProbeProcess;
  startedAt: string;
  begunMs: number;
  stopping: boolean;
  /** Set when the run has ended, with how long it took. */
  endedAfterMs: number | undefined;
  lastPushMs: number;
  cancelPush: (() => void) | undefined;
  cancelGrace: (() => void) | undefined;
}

export function createRunHost({ launch, clock, schedule, push, findingsOf }: RunHostParts): RunHost {
  let current: Current | undefined;
  let onIdle: (() => void) | undefined;

  const elapsed = (run: Current): number => run.endedAfterMs ?? clock.monotonicMs() - run.begunMs;
  const asRun = (run: Current): Run => run.record.run(run.startedAt, elapsed(run));
  const running = (runId: number): Current | undefined =>
    current?.id === runId && current.endedAfterMs === undefined ? current : undefined;

  const pushProgress = (run: Current): void => {
    run.cancelPush?.();
    run.cancelPush = undefined;
    const news = run.record.takeNews();
    if (news === undefined) return;
    run.lastPushMs = clock.monotonicMs();
    push('runProgress', { runId: run.id, elapsedMs: elapsed(run), ...news });
  };
  const pushSoon = (run: Current): void => {
    const wait = run.lastPushMs + PUSH_EVERY_MS - clock.monotonicMs();
    if (wait <= 0) {
      pushProgress(run);
      return;
    }
    run.cancelPush ??= schedule(wait, () => {
      pushProgress(run);
    });
  };

  const end = (run: Current, how: RunEnded['how'], durationMs: number): void => {
    if (run.endedAfterMs !== undefined) return;
    run.endedAfterMs = durationMs;
    run.cancelGrace?.();
    const why = how === 'process-gone' ? message('check.why.process-gone') : message('check.why.stopped');
    for (const { check, begunAtMs } of run.record.unfinished()) {
      const missing = begunAtMs === undefined ? 'skipped' : 'failed';
      const outcome = how === 'process-gone' ? missing : 'cancelled';
      const took = Math.max(0, durationMs - (begunAtMs ?? durationMs));
      run.record.add({ type: 'check-finished', result: { id: check, outcome, why, durationMs: took } });
    }
    pushProgress(run);
    push('runEnded', {
      runId: run.id,
      how,
      durationMs,
      startedAt: run.startedAt,
      findings: findingsOf(asRun(run)),
      latency: seriesIds
        .map((series) => ({ series, samples: run.record.samplesOf(series) }))
        .filter(({ samples }) => samples.length > 0)
        .map(({ series, samples }) => ({ series, ...summarise(samples) })),
    });
    run.process.kill();
    onIdle?.();
  };

  const hear = (run: Current, raw: unknown): void => {
    if (run.endedAfterMs !== undefined) return;
    const parsed = ProbeMessage.safeParse(raw);
    if (!parsed.success) {
      // It reads hostile bytes; once it talks nonsense, nothing further is taken from it.
      end(run, 'process-gone', elapsed(run));
      return;
    }
    switch (parsed.data.type) {
      case 'began':
        run.startedAt = parsed.data.startedAt;
        run.begunMs = clock.monotonicMs();
        return;
      case 'events':
        for (const event of parsed.data.events) run.record.add(event);
        pushSoon(run);
        return;
      case 'ended':
        end(run, run.stopping ? 'stopped' : 'finished', parsed.data.durationMs);
    }
  };

  const start: RunHost['start'] = (request, password) => {
    if (current !== undefined && current.endedAfterMs === undefined) {
      return { started: false, reason: 'already-running' };
    }
    const process = launch({
      onMessage: (raw) => {
        hear(run, raw);
      },
      onExit: () => {
        end(run, run.stopping ? 'stopped' : 'process-gone', elapsed(run));
      },
    });
    const run: Current = {
      id: (current?.id ?? 0) + 1,
      record: createRunRecord(request),
      process,
      startedAt: clock.now().toISOString(),
      begunMs: clock.monotonicMs(),
      stopping: false,
      endedAfterMs: undefined,
      lastPushMs: -Infinity,
      cancelPush: undefined,
      cancelGrace: undefined,
    };
    current = run;
    process.post({ type: 'start', request, ...(password === undefined ? {} : { password }) });
    return { started: true, runId: run.id };
  };

  const stopCurrent = (run: Current): void => {
    if (run.stopping) return;
    run.stopping = true;
    run.process.post({ type: 'stop' });
    run.cancelGrace = schedule(STOP_GRACE_MS, () => {
      end(run, 'stopped', elapsed(run));
    });
  };

  return {
    start,
    skip: (runId, check) => running(runId)?.process.post({ type: 'skip', check }),
    stop: (runId) => {
      const run = running(runId);
      if (run !== undefined) stopCurrent(run);
    },
    chartSamples: (runId, series, maxPoints) => {
      if (current?.id !== runId) return null;
      const samples = current.record.samplesOf(series);
      if (samples.length === 0) return null;
      return { series, samples: decimate(samples, maxPoints), total: samples.length, latency: summarise(samples) };
    },
    run: (runId) => (current?.id === runId ? asRun(current) : undefined),
    close: () =>
      new Promise((resolve) => {
        if (current === undefined || current.endedAfterMs !== undefined) {
          resolve();
          return;
        }
        onIdle = resolve;
        stopCurrent(current);
      }),
  };
}
