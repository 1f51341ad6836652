import { checkOrder, checks } from '../../app/knowledge/checks.ts';
import type { Occasion } from '../../app/knowledge/checks.ts';
import type { CheckId } from '../../app/model/check.ts';
import type { ConsentId, Plan } from '../../app/model/plan.ts';
import type { Symptom } from '../../app/model/symptom.ts';
import type { PracticeScenario, Target } from '../../app/model/target.ts';

const DEFAULT_SAMPLES = 200;
const DEFAULT_DEADLINE_MS = 10_000;
const DEFAULT_WORK_DEADLINE_MS = 90_000;

/** What a person may ask of a plan; the rest is the default. */
export interface PlanWish {
  readonly symptom?: Symptom | undefined;
  readonly target?: Pick<Target, 'share' | 'rdpPort'> | undefined;
  readonly practice?: PracticeScenario | undefined;
  /** Only these, and what they need; when absent all checks whose occasion is given. */
  readonly checks?: readonly CheckId[] | undefined;
  readonly samples?: number | undefined;
  /** For every exchange, work on files too. */
  readonly deadlineMs?: number | undefined;
  /** How long to hold silent connections. */
  readonly idleMs?: number | undefined;
  readonly readOnly?: boolean | undefined;
  readonly consent?: readonly ConsentId[] | undefined;
  /** This PC is one that can be inspected. */
  readonly windows?: boolean | undefined;
}

/** The checks of a run in their order, with its limits. */
export function planRun(wish: PlanWish = {}): Plan {
  const wanted = new Set<CheckId>();
  const given = occasions(wish);
  const fitting = checkOrder.filter((id) => given.has(checks[id].when));
  for (const id of wish.checks ?? fitting) addWithNeeds(id, wanted);
  return {
    checks: checkOrder.filter((id) => wanted.has(id)),
    samples: wish.samples ?? DEFAULT_SAMPLES,
    deadlineMs: wish.deadlineMs ?? DEFAULT_DEADLINE_MS,
    workDeadlineMs: wish.deadlineMs ?? DEFAULT_WORK_DEADLINE_MS,
    ...(wish.idleMs === undefined ? {} : { idleMs: wish.idleMs }),
    readOnly: wish.readOnly ?? false,
    consent: [...(wish.consent ?? [])],
    ...(sweepsDialects(wish) ? { dialectSweep: true } : {}),
  };
}

/** On a Remote Desktop host the SMB ports are often closed to users, so SMB is in question there only with a share. */
function occasions({ symptom, target, practice, idleMs, consent, windows }: PlanWish): ReadonlySet<Occasion> {
  // The practice server plays SMB and nothing else.
  const remoteDesktop = symptom === 'rdp-session-deleted' && practice === undefined;
  const share = target?.share !== undefined;
  const given = new Set<Occasion>(consent);
  if (!remoteDesktop || share) given.add('usual');
  if (share) given.add('share');
  if (remoteDesktop || (target?.rdpPort !== undefined && practice === undefined)) given.add('rdp');
  if (idleMs !== undefined) given.add('idle');
  if (symptom === 'smb-session-expired') given.add('expiry');
  // Where the server is only played, this PC has nothing to do with the fault.
  if (windows === true && practice === undefined) given.add('windows');
  return given;
}

/**
 * Each dialect alone costs a connection, so it is only asked when wanted, and where it bears on the fault: clients that
 * share a ClientGuid lose their sessions only on a server of two dialects.
 */
function sweepsDialects({ symptom, checks: wanted }: PlanWish): boolean {
  if (wanted === undefined) return symptom === 'smb-session-deleted';
  return wanted.includes('smb2-negotiate') || wanted.includes('smb2-stale-session');
}

function addWithNeeds(id: CheckId, wanted: Set<CheckId>): void {
  wanted.add(id);
  for (const need of checks[id].needs) addWithNeeds(need, wanted);
}
