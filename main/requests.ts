import type { AppInfo, PlanView, RequestName, Requests, RunWish } from '../app/contract.ts';
import type { Plan } from '../app/model/plan.ts';
import type { Report } from '../app/model/report.ts';
import type { Result } from '../app/model/result.ts';
import type { Run, RunRequest } from '../app/model/run.ts';
import type { RunHost } from './probe-process/host.ts';
import { reportJson } from './report/json.ts';
import type { WriteFailure } from './shell/atomic-file.ts';

/** What answers each request of the contract. */
export type RequestHandlers = {
  readonly [Name in RequestName]: (
    ...args: Parameters<Requests[Name]>
  ) => ReturnType<Requests[Name]> | Promise<ReturnType<Requests[Name]>>;
};

export interface RequestParts {
  readonly info: () => AppInfo;
  readonly plan: (wish: RunWish) => Plan;
  readonly host: RunHost;
  readonly report: (run: Run) => Report;
  readonly reportText: (report: Report) => string;
  /** Asks the person where; undefined when they changed their mind. */
  readonly askWhere: (suggestedName: string) => Promise<string | undefined>;
  readonly write: (path: string, text: string) => Promise<Result<undefined, WriteFailure>>;
  readonly copy: (text: string) => Promise<void>;
}

/** What answers the window's requests. */
export function createRequestHandlers(parts: RequestParts): RequestHandlers {
  const { host, plan } = parts;

  const toRequest = (wish: RunWish): RunRequest => ({
    symptom: wish.symptom,
    target: wish.target,
    plan: plan(wish),
    ...(wish.practice === undefined ? {} : { practice: wish.practice }),
  });
  const planView = (wish: RunWish): PlanView => {
    const { checks, samples, deadlineMs, workDeadlineMs, idleMs, readOnly } = plan(wish);
    return { checks: checks.map((id) => ({ id })), samples, deadlineMs, workDeadlineMs, idleMs, readOnly };
  };

  return {
    appInfo: parts.info,
    planRun: planView,
    startRun: (wish) => host.start(toRequest(wish), wish.password),
    skipCheck: host.skip,
    stopRun: host.stop,
    chartSamples: host.chartSamples,

    saveReport: async (runId) => {
      const run = host.run(runId);
      if (run === undefined) return { saved: false, reason: 'no-run' };
      const path = await parts.askWhere(reportFileName(run));
      if (path === undefined) return { saved: false, reason: 'cancelled' };
      const written = await parts.write(path, reportJson(parts.report(run)));
      return written.ok ? { saved: true, path } : { saved: false, reason: 'failed', ...written.error };
    },

    copySummary: async (runId) => {
      const run = host.run(runId);
      if (run === undefined) return false;
      await parts.copy(parts.reportText(parts.report(run)));
      return true;
    },

    copyText: async (text) => {
      await parts.copy(text);
      return true;
    },
  };
}

/** "session-doctor nas-01 2026-03-09 1432.json", of characters that every file system takes. */
export function reportFileName({ request, startedAt }: Pick<Run, 'request' | 'startedAt'>): string {
  const subject = request.practice === undefined ? request.target.host : `practice ${request.practice}`;
  const time = `${startedAt.slice(0, 10)} ${startedAt.slice(11, 16).replace(':', '')}`;
  return `session-doctor ${subject.replaceAll(/[^\p{L}\p{N}._ -]/gu, '-')} ${time}.json`;
}
