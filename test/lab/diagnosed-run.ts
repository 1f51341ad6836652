import { findingsOf } from '../../app/reasoning/findings.ts';
import type { CheckId } from '../../app/model/check.ts';
import type { Finding } from '../../app/model/finding.ts';
import type { Plan } from '../../app/model/plan.ts';
import type { Run, RunEvent } from '../../app/model/run.ts';
import { systemClock } from '../../main/clock.ts';
import { planRun } from '../../main/diagnosis/plan.ts';
import { runDiagnosis } from '../../main/diagnosis/run.ts';
import type { Samba } from './servers/samba.ts';

/** What a run without the command line came to: for limits that the command line sets together. */
export interface DiagnosedRun extends Run {
  readonly findings: readonly Finding[];
}

/** What a run is about, and how it differs from one with every limit at its default. */
export interface RunOptions {
  readonly checks: readonly CheckId[];
  /** Where to, when not straight to the server. */
  readonly port?: number;
  /** Default: the share of the test's user. */
  readonly share?: string;
  readonly path?: string;
  readonly plan?: Partial<Plan>;
  readonly emit?: (event: RunEvent) => void;
  readonly signal?: AbortSignal;
}

/** Runs checks before Samba as its user, with what they need. */
export async function diagnoseSamba(samba: Samba, options: RunOptions): Promise<DiagnosedRun> {
  const { share = samba.shares.forUser, path } = options;
  const target = {
    host: '127.0.0.1',
    port: options.port ?? samba.port,
    share,
    ...(path === undefined ? {} : { path }),
    account: { kind: 'user', domain: '', user: samba.user } as const,
  };
  const never = new AbortController().signal;
  const run = await runDiagnosis({
    request: {
      symptom: 'unknown',
      target,
      plan: { ...planRun({ target, checks: options.checks, samples: 5 }), ...options.plan },
    },
    password: samba.password,
    clock: systemClock,
    signal: options.signal ?? never,
    skipped: () => never,
    emit: options.emit ?? (() => undefined),
  });
  return { ...run, findings: findingsOf(run) };
}
