import { useStore } from 'zustand';
import { causes } from '../../app/knowledge/causes.ts';
import type { RunWish } from '../../app/contract.ts';
import { useServices, useWords } from '../services.tsx';
import { useAppInfo } from '../state/app-info.ts';
import { savedPath } from '../state/report.ts';
import { doneCount } from '../state/run.ts';
import { sameWish, wishOf } from '../state/target.ts';
import { symptomOf } from '../state/symptom.ts';
import type { Step } from '../state/way.ts';

/** What the case is called, and who works on which PC. */
export function useCaseTitle(): { readonly name: string; readonly place: string } {
  const { target } = useServices();
  const { say } = useWords();
  const host = useStore(target, (state) => state.host.trim());
  const practice = useStore(target, (state) => state.practice);
  const info = useAppInfo();
  return {
    name: practice !== null ? say('window.practice.name') : host === '' ? say('window.new-case') : host,
    place: info === null ? '' : say('window.user-on-machine', { user: info.user, machine: info.machine }),
  };
}

/** The wish that the answers amount to now; null while they are incomplete. */
export function useCurrentWish(): RunWish | null {
  const { symptom, target } = useServices();
  const answers = useStore(symptom);
  const fields = useStore(target);
  return wishOf(fields, symptomOf(answers));
}

/** Whether an answer was changed since the latest run was started. */
export function useFromOtherSettings(): boolean {
  const { run } = useServices();
  const tested = useStore(run, (state) => state.wish);
  const now = useCurrentWish();
  return tested !== null && (now === null || !sameWish(tested, now));
}

/** What each step has been answered with, for the rail; null where there is nothing to say yet. */
export function useStepAnswers(): Readonly<Record<Step, string | null>> {
  const { symptom, target, run, report } = useServices();
  const { say } = useWords();
  const { seenAt, code } = useStore(symptom);
  const fields = useStore(target);
  const { phase, runId, plan, finished, ended } = useStore(run);
  const saved = useStore(report, (state) => savedPath(state, runId));
  const changed = useFromOtherSettings();
  const cause = ended?.findings[0]?.cause;
  const typed = code.trim().slice(0, 32);
  const place = seenAt === null ? null : say(`window.rail.seen-at.${seenAt}`);
  const server = [fields.host, fields.share].map((part) => part.trim()).filter(Boolean);
  const checks = { done: doneCount({ finished }), planned: plan?.checks.length ?? 0 };
  return {
    start: [place, typed].filter((part) => part !== null && part !== '').join(', ') || null,
    target: fields.practice === null ? server.join(' \\ ') || null : say(`window.practice.${fields.practice}`),
    checks:
      phase === 'none'
        ? null
        : changed
          ? say('window.rail.other-settings')
          : phase === 'running'
            ? say('window.rail.checks-running', checks)
            : say('window.rail.checks-done', { ...checks, ms: ended?.durationMs ?? 0 }),
    findings: cause === undefined ? null : say(causes[cause].headline),
    report: phase !== 'ended' ? null : say(saved === null ? 'window.rail.not-saved' : 'window.rail.saved'),
  };
}
