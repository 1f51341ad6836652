import type { RunProgress } from '../../app/contract.ts';
import type { CheckId } from '../../app/model/check.ts';
import type { Exchange, SeriesId } from '../../app/model/exchange.ts';
import type { Observation } from '../../app/model/observation.ts';
import type { CheckResult, Run, RunEvent, RunRequest, Sample } from '../../app/model/run.ts';

/** What has come in since the window was last told. */
export type RunNews = Omit<RunProgress, 'runId' | 'elapsedMs'>;

/** All that the main process keeps of one run. */
export interface RunRecord {
  readonly add: (event: RunEvent) => void;
  /** What came since the last call, or undefined when nothing did. */
  readonly takeNews: () => RunNews | undefined;
  /** Samples of one series in order of time; empty when there are none. */
  readonly samplesOf: (series: SeriesId) => readonly Sample[];
  /** Checks of the plan that have not finished, and when they began (ms since the run began) where they had. */
  readonly unfinished: () => readonly { readonly check: CheckId; readonly begunAtMs: number | undefined }[];
  /** The run as it stands. */
  readonly run: (startedAt: string, durationMs: number) => Run;
}

/** An empty record of what `request` leads to. */
export function createRunRecord(request: RunRequest): RunRecord {
  let actualTarget = request.target;
  const started: { readonly check: CheckId; readonly atMs: number }[] = [];
  const finished: CheckResult[] = [];
  const observations: Observation[] = [];
  const exchanges: Exchange[] = [];
  const samples = new Map<SeriesId, Sample[]>();

  const told = { started: 0, finished: 0, observations: 0, exchanges: 0 };
  const newProgress = new Map<CheckId, RunNews['progress'][number]>();
  const newSamples = new Set<SeriesId>();
  let anyNews = false;

  const add = (event: RunEvent): void => {
    anyNews = true;
    switch (event.type) {
      case 'practice-began':
        actualTarget = event.target;
        return;
      case 'check-started':
        started.push(event);
        return;
      case 'check-progress':
        newProgress.set(event.check, { check: event.check, message: event.message });
        return;
      case 'observation':
        observations.push(event.observation);
        return;
      case 'exchange':
        exchanges.push(event.exchange);
        return;
      case 'samples': {
        const series = samples.get(event.series) ?? [];
        for (const sample of event.samples) series.push(sample);
        samples.set(event.series, series);
        newSamples.add(event.series);
        return;
      }
      case 'check-finished':
        finished.push(event.result);
        newProgress.delete(event.result.id);
    }
  };

  const takeNews = (): RunNews | undefined => {
    if (!anyNews) return undefined;
    const news: RunNews = {
      started: started.slice(told.started).map(({ check }) => check),
      finished: finished.slice(told.finished),
      progress: [...newProgress.values()],
      observations: observations.slice(told.observations),
      exchanges: exchanges.slice(told.exchanges),
      sampleCounts: Object.fromEntries([...newSamples].map((series) => [series, samples.get(series)?.length ?? 0])),
    };
    told.started = started.length;
    told.finished = finished.length;
    told.observations = observations.length;
    told.exchanges = exchanges.length;
    newProgress.clear();
    newSamples.clear();
    anyNews = false;
    return news;
  };

  return {
    add,
    takeNews,
    samplesOf: (series) => samples.get(series) ?? [],
    unfinished: () => {
      const done = new Set(finished.map(({ id }) => id));
      return request.plan.checks
        .filter((check) => !done.has(check))
        .map((check) => ({ check, begunAtMs: started.find((one) => one.check === check)?.atMs }));
    },
    run: (startedAt, durationMs) => ({
      request: { ...request, target: actualTarget },
      startedAt,
      durationMs,
      checks: finished,
      observations,
      exchanges,
      samples,
    }),
  };
}
