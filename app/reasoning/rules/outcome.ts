import type { CheckId } from '../../model/check.ts';
import type { Symptom } from '../../model/symptom.ts';
import { message } from '../../wording/message.ts';
import type { Facts } from '../facts.ts';
import type { Judgement } from '../rule.ts';
import { hasDied } from './idle.ts';
import { unexplainedStatus } from './unexplained-status.ts';
import { pathTrouble } from './windows-user-side.ts';

const smbChecks: readonly CheckId[] = [
  'resolve',
  'tcp',
  'smb1-negotiate',
  'smb1-session',
  'smb1-tree',
  'smb1-echo',
  'smb1-liveness',
];

/** The checks that must be done and good before a symptom may be called healthy; null where what is before the sign-in can't show it. */
export const required: Readonly<Record<Symptom, readonly CheckId[] | null>> = {
  unknown: smbChecks,
  'smb-session-deleted': smbChecks,
  'smb-timeout': smbChecks,
  'smb-session-expired': [...smbChecks, 'smb1-expiry'],
  'rdp-session-deleted': null,
};

/** How a healthy run is told, by what it had to go without. */
const healthyTexts = {
  usual: { summary: 'cause.healthy.summary', next: 'cause.healthy.next' },
  anonymous: { summary: 'cause.healthy.summary.anonymous', next: 'cause.healthy.next.anonymous' },
  'no-file': { summary: 'cause.healthy.summary.no-file', next: 'cause.healthy.next.no-file' },
} as const;

/** Nothing is wrong, and everything that the symptom asks for was really done. */
export function judgeHealthy(facts: Facts): Judgement | null {
  const echoes = facts.all('echo-series');
  const [echo] = echoes;
  const alive = facts.first('session-alive');
  const signedIn = facts.first('signed-in');
  const tree = facts.all('tree-connected');
  if (!allDone(facts, required[facts.request.symptom])) return null;
  if (facts.request.plan.checks.some((id) => wasGivenUp(facts, id))) return null;
  if (echo === undefined || alive === undefined || signedIn === undefined || tree.length === 0) return null;
  if (echoes.some(({ latency }) => latency.lost > 0 || latency.p50 === null)) return null;
  if (echo.latency.p50 === null || unexplainedStatus(facts) !== null) return null;
  const idle = facts.all('idle-connection');
  if (idle.some(hasDied) || pathTrouble(facts) !== undefined) return null;
  const anonymous = signedIn.account === 'anonymous';
  const params = { host: facts.request.target.host, count: echo.sent, p50: echo.latency.p50 };
  const form = isWithoutWork(facts) ? 'no-file' : anonymous ? 'anonymous' : 'usual';
  return {
    // What the user waits for is work on files: echoes alone can't clear it.
    confidence: form === 'no-file' ? 'likely' : 'confirmed',
    ...(form === 'usual' ? {} : { detail: form }),
    summary: message(healthyTexts[form].summary, params),
    next: message(healthyTexts[form].next),
    evidence: [
      ...facts.all('netbios-session'),
      ...facts.all('signed-in'),
      ...tree,
      ...echoes,
      ...facts.all('session-alive'),
      ...facts.all('stale-session-answer'),
      ...idle.filter(({ end }) => end === 'alive'),
    ],
    // Another address or port of this server did not take us: it may be the one that the user meets.
    against: [...facts.all('tcp-refused'), ...facts.all('tcp-no-answer'), ...facts.all('tcp-failed')],
  };
}

/** A user's files time out, and none was worked on. */
function isWithoutWork(facts: Facts): boolean {
  if (facts.request.symptom !== 'smb-timeout') return false;
  return facts.first('file-work') === undefined && facts.first('work-answered') === undefined;
}

function allDone(facts: Facts, ids: readonly CheckId[] | null): boolean {
  return ids?.every((id) => facts.check(id)?.outcome === 'done') ?? false;
}

/** Not every server has what a check needs, but where it has the check must not be broken off. */
function wasGivenUp(facts: Facts, id: CheckId): boolean {
  return !['done', 'skipped'].includes(facts.check(id)?.outcome ?? '');
}
