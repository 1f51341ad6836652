import { causeOrder, causes } from '../knowledge/causes.ts';
import type { CauseId, Confidence, Finding } from '../model/finding.ts';
import { Confidence as confidences } from '../model/finding.ts';
import type { Run } from '../model/run.ts';
import type { Facts } from './facts.ts';
import { factsOf } from './facts.ts';
import type { Judgement, Rule } from './rule.ts';
import { connectionRules } from './rules/connection.ts';
import { nextWithLeftover } from './rules/files.ts';
import { expiryRules } from './rules/expiry.ts';
import { idleRules } from './rules/idle.ts';
import { nameAndPortRules } from './rules/name-and-port.ts';
import { negotiateRules } from './rules/negotiate.ts';
import { judgeInconclusive, judgeOpen } from './rules/inconclusive.ts';
import { judgeHealthy } from './rules/outcome.ts';
import { rdpSettingRules } from './rules/rdp-settings.ts';
import { remoteDesktopRules } from './rules/remote-desktop.ts';
import { requestExpiryRules } from './rules/request-expiry.ts';
import { serverRules } from './rules/server.ts';
import { sessionRules } from './rules/session.ts';
import { thisPcRules } from './rules/this-pc.ts';
import { windowsEventRules } from './rules/windows-events.ts';
import { windowsSessionRules } from './rules/windows-sessions.ts';
import { windowsUserSideRules } from './rules/windows-user-side.ts';
import { workRules } from './rules/work.ts';

/** Every rule that names a fault, one row a cause. */
export const rules: readonly Rule[] = [
  ...nameAndPortRules,
  ...negotiateRules,
  ...serverRules,
  ...sessionRules,
  ...expiryRules,
  ...connectionRules,
  ...workRules,
  ...idleRules,
  ...remoteDesktopRules,
  ...requestExpiryRules,
  ...thisPcRules,
  ...rdpSettingRules,
  ...windowsSessionRules,
  ...windowsUserSideRules,
  ...windowsEventRules,
];

/**
 * What the observations of a run add up to, most sure first, what is normal behind what is likely; the first is the
 * verdict. Never empty: where no rule fits it is `healthy` or `inconclusive`.
 */
export function findingsOf(run: Pick<Run, 'request' | 'observations' | 'checks'>): readonly Finding[] {
  const facts = factsOf(run);
  const faults = rules.flatMap((rule) => {
    const judgement = rule.judge(facts);
    return judgement === null ? [] : [toFinding(rule.cause, judgement)];
  });
  const [verdict, ...others] = ranked(faults, facts);
  return verdict === undefined ? [] : [{ ...verdict, next: nextWithLeftover(facts, verdict.next) }, ...others];
}

/**
 * Faults, most sure first. Where all that was found is normal or was provoked by this run, what stays open comes before
 * it; before what was provoked also that nothing is wrong.
 */
function ranked(found: readonly Finding[], facts: Facts): readonly Finding[] {
  if (found.length === 0) return [withoutFault(facts)];
  const sorted = found.toSorted(bySureness);
  if (!sorted.every((finding) => isNormal(finding) || isProvoked(finding))) return sorted;
  const healthy = sorted.every(isProvoked) ? judgeHealthy(facts) : null;
  if (healthy !== null) return [toFinding('healthy', healthy), ...sorted];
  const own = sorted.toSorted((a, b) => Number(isOfSymptom(b, facts)) - Number(isOfSymptom(a, facts)));
  const open = own.some((finding) => isOfSymptom(finding, facts)) ? null : judgeOpen(facts);
  return open === null ? own : [toFinding('inconclusive', open), ...own];
}

function isNormal({ cause }: Finding): boolean {
  return causes[cause].tone === 'neutral';
}

/** It rests only on what this run did on purpose: it shows what the server does, not what befell the user. */
function isProvoked({ detail }: Finding): boolean {
  return detail === 'provoked';
}

/** Whether a normal state is one of the thing that the user had trouble with. */
function isOfSymptom({ cause }: Finding, { request }: Facts): boolean {
  return request.symptom === 'rdp-session-deleted' && cause.startsWith('rdp-');
}

function withoutFault(facts: Facts): Finding {
  const healthy = judgeHealthy(facts);
  if (healthy !== null) return toFinding('healthy', healthy);
  return toFinding('inconclusive', judgeInconclusive(facts));
}

function toFinding(cause: CauseId, judgement: Judgement): Finding {
  const against = (judgement.against ?? []).map((seen) => seen.id);
  return {
    cause,
    confidence: against.length > 0 && judgement.confidence === 'confirmed' ? 'likely' : judgement.confidence,
    ...(judgement.detail === undefined ? {} : { detail: judgement.detail }),
    summary: judgement.summary,
    next: judgement.next,
    evidence: judgement.evidence.map((seen) => seen.id),
    against,
    fixes: [],
  };
}

const sureness: readonly Confidence[] = confidences.options;

/** A normal state is no fault, and gives way to every one. */
function rank(finding: Finding): number {
  return isNormal(finding) ? sureness.length : sureness.indexOf(finding.confidence);
}

function bySureness(a: Finding, b: Finding): number {
  const byConfidence = rank(a) - rank(b);
  return byConfidence !== 0 ? byConfidence : causeOrder.indexOf(a.cause) - causeOrder.indexOf(b.cause);
}
