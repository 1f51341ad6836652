import type { AppInfo, Bridge, PlanView, Pushes, RunEnded, RunWish, SaveReportAnswer } from '../../app/contract.ts';
import { decimate } from '../../app/latency/decimate.ts';
import { summarise } from '../../app/latency/summary.ts';
import type { Run, RunEvent } from '../../app/model/run.ts';
import { findingsOf } from '../../app/reasoning/findings.ts';
import type { RunRecord } from '../../main/probe-process/record.ts';
import { createRunRecord } from '../../main/probe-process/record.ts';
import type { Recording } from './recordings.ts';

/** What the window asked for, in order. */
export interface Asked {
  readonly request: string;
  readonly args: readonly unknown[];
}

/** Stands in for the preload and main: replays a recorded run as the test tells it to. */
export interface FakeBridge {
  readonly bridge: Bridge;
  readonly asked: readonly Asked[];
  /** Pushes the events up to the first one that `until` picks, or all of them. */
  readonly play: (until?: (event: RunEvent) => boolean) => void;
  /** Ends the run with what was played. */
  readonly end: (how?: RunEnded['how']) => void;
  /** Pushes a run's news as main would for another run; the window must not mix the two. */
  readonly push: <Name extends keyof Pushes>(name: Name, push: Pushes[Name]) => void;
}

interface Answers {
  readonly save?: SaveReportAnswer;
  readonly start?: 'refused';
  readonly platform?: AppInfo['platform'];
}

/** A bridge over `recorded`; `answers` says what is not in a recording. */
export function createFakeBridge(recorded: Recording, answers: Answers = {}): FakeBridge {
  const asked: Asked[] = [];
  const listeners: { readonly [Name in keyof Pushes]: Set<(push: Pushes[Name]) => void> } = {
    runProgress: new Set(),
    runEnded: new Set(),
  };
  let runId = 0;
  let next = 0;
  let record: RunRecord = createRunRecord(recorded.request);
  const answer = <Value>(request: string, args: readonly unknown[], value: Value): Promise<Value> => {
    asked.push({ request, args });
    return Promise.resolve(value);
  };
  const push: FakeBridge['push'] = (name, pushed) => {
    for (const listener of listeners[name]) listener(pushed);
  };
  const end = (how: RunEnded['how'] = 'finished'): void => {
    const run = record.run(recorded.startedAt, recorded.durationMs);
    push('runEnded', {
      runId,
      how,
      durationMs: recorded.durationMs,
      startedAt: recorded.startedAt,
      findings: findingsOf(run),
      latency: latencyOf(run),
    });
  };
  const plan: PlanView = {
    checks: recorded.request.plan.checks.map((id) => ({ id })),
    samples: recorded.request.plan.samples,
    deadlineMs: recorded.request.plan.deadlineMs,
    workDeadlineMs: recorded.request.plan.workDeadlineMs,
    readOnly: recorded.request.plan.readOnly,
  };
  const bridge: Bridge = {
    appInfo: () =>
      answer('appInfo', [], {
        version: '0.1.0',
        platform: answers.platform ?? 'win32',
        machine: 'WS-4471',
        user: 'k.lindqvist',
        customTitleBar: true,
        practiceScenarios: ['healthy', 'slow', 'smb1-disabled', 'stalled'],
      }),
    planRun: (wish: RunWish) => answer('planRun', [wish], plan),
    startRun: (wish: RunWish) => {
      if (answers.start === 'refused') {
        return answer('startRun', [wish], { started: false, reason: 'already-running' } as const);
      }
      runId += 1;
      next = 0;
      record = createRunRecord(recorded.request);
      return answer('startRun', [wish], { started: true, runId } as const);
    },
    skipCheck: (...args) => answer('skipCheck', args, undefined),
    stopRun: (...args) => {
      const done = answer('stopRun', args, undefined);
      end('stopped');
      return done;
    },
    chartSamples: (...args) => {
      const [, series, maxPoints] = args;
      const samples = record.samplesOf(series);
      const chart = {
        series,
        samples: decimate(samples, maxPoints),
        total: samples.length,
        latency: summarise(samples),
      };
      return answer('chartSamples', args, samples.length === 0 ? null : chart);
    },
    saveReport: (...args) =>
      answer('saveReport', args, answers.save ?? ({ saved: true, path: 'C:\\Tickets\\report.json' } as const)),
    copySummary: (...args) => answer('copySummary', args, true),
    copyText: (...args) => answer('copyText', args, true),
    on: (name, listener) => {
      listeners[name].add(listener);
      return () => {
        listeners[name].delete(listener);
      };
    },
  };
  const play: FakeBridge['play'] = (until = () => false) => {
    let elapsedMs = 0;
    while (next < recorded.events.length) {
      const event = recorded.events[next];
      if (event === undefined) break;
      next += 1;
      record.add(event);
      if ('atMs' in event) elapsedMs = event.atMs;
      if (until(event)) break;
    }
    const news = record.takeNews();
    if (news !== undefined) push('runProgress', { runId, elapsedMs, ...news });
  };
  return { bridge, asked, play, end, push };
}

function latencyOf(run: Run): RunEnded['latency'] {
  return [...run.samples].map(([series, samples]) => ({ series, ...summarise(samples) }));
}
