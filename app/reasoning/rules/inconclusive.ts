import { checks } from '../../knowledge/checks.ts';
import type { CheckId } from '../../model/check.ts';
import type { Observation, ObservationKind } from '../../model/observation.ts';
import { message } from '../../wording/message.ts';
import { describeObservation } from '../../wording/observation.ts';
import { seriesName, statusWords } from '../../wording/terms.ts';
import type { Facts } from '../facts.ts';
import type { Judgement } from '../rule.ts';
import { judgeFileObstacle } from './files.ts';
import { netbiosSaid } from './name-and-port.ts';
import { required } from './outcome.ts';
import { sumUpRemoteDesktop } from './remote-desktop-outcome.ts';
import { unexplainedStatus } from './unexplained-status.ts';
import { judgePathTrouble } from './windows-user-side.ts';

type Said = Omit<Judgement, 'confidence'>;

/** One reason why it is not clear; null where it does not apply. */
type Reason = (facts: Facts) => Said | null;

const remoteDesktopChecks: readonly CheckId[] = ['resolve', 'rdp-negotiate', 'rdp-tls'];

/** What tells how far a run came. */
const stations: ReadonlySet<ObservationKind> = new Set<ObservationKind>([
  'name-resolved',
  'tcp-connected',
  'smb1-negotiated',
  'smb2-negotiated',
  'signed-in',
  'tree-connected',
  'echo-series',
  'session-alive',
  'work-answered',
  'file-work',
  'idle-connection',
  'rdp-connected',
  'rdp-negotiated',
  'rdp-tls',
]);

function soFar({ observations }: Facts): readonly Observation[] {
  return observations.filter(({ kind }) => stations.has(kind));
}

function anonymousRefused(facts: Facts): Said | null {
  const seen = facts.first('sign-in-refused');
  if (seen?.account !== 'anonymous') return null;
  return {
    detail: 'anonymous-refused',
    summary: message('cause.inconclusive.summary.anonymous-refused', { host: facts.request.target.host }),
    next: message('cause.inconclusive.next.sign-in'),
    evidence: [seen],
  };
}

function netbiosRefused(facts: Facts): Said | null {
  const { host } = facts.request.target;
  const session = facts.first('netbios-session-refused');
  if (session === undefined || facts.first('netbios-session') !== undefined) return null;
  const retargeted = session.target !== undefined;
  return {
    detail: retargeted ? 'netbios-retargeted' : 'netbios-refused',
    summary: netbiosSaid(host, session),
    next: message(retargeted ? 'cause.inconclusive.next.retarget' : 'cause.inconclusive.next.direct'),
    evidence: [session],
  };
}

function smb1Silent(facts: Facts): Said | null {
  const silent = facts.all('negotiate-no-answer').find((seen) => seen.dialogue === 'smb1');
  const smb2 = facts.first('smb2-negotiated');
  if (silent === undefined || smb2 === undefined) return null;
  return {
    detail: 'smb1-silent',
    summary: message('cause.inconclusive.summary.smb1-silent', {
      host: facts.request.target.host,
      dialect: smb2.dialect,
    }),
    next: message('cause.inconclusive.next.other-place'),
    evidence: [silent, smb2],
  };
}

function smb2Silent(facts: Facts): Said | null {
  const smb1 = facts.first('smb1-negotiated');
  const silent = facts.all('negotiate-no-answer').filter((seen) => seen.dialogue !== 'smb1');
  if (smb1 === undefined || silent.length === 0) return null;
  return {
    detail: 'smb2-silent',
    summary: message('cause.inconclusive.summary.smb2-silent', { host: facts.request.target.host }),
    next: message('cause.inconclusive.next.smb2-silent'),
    evidence: [smb1, ...silent],
  };
}

function localError(facts: Facts): Said | null {
  const seen = facts.first('tcp-failed') ?? facts.all('rdp-connect-failed').find(({ how }) => how === 'local-error');
  if (seen === undefined) return null;
  const { host } = facts.request.target;
  return {
    detail: 'local-error',
    summary: message('cause.inconclusive.summary.local-error', { host, code: seen.code ?? '' }),
    next: message('cause.inconclusive.next.local'),
    evidence: [seen],
  };
}

function unexpectedStatus(facts: Facts): Said | null {
  const odd = unexplainedStatus(facts);
  if (odd === null) return null;
  const detail = odd.seen.status.name === 'STATUS_NETWORK_NAME_DELETED' ? 'share-closed' : 'unexpected-status';
  return {
    detail,
    summary: message(`cause.inconclusive.summary.${detail}`, {
      host: facts.request.target.host,
      command: seriesName(odd.series),
      status: statusWords(odd.seen.status),
    }),
    next: message(`cause.inconclusive.next.${detail}`),
    evidence: [odd.seen],
  };
}

function checkFailed(facts: Facts): Said | null {
  if (!outcomes(facts).includes('failed')) return null;
  return {
    detail: 'check-failed',
    summary: message('cause.inconclusive.summary.check-failed', { host: facts.request.target.host }),
    next: message('cause.inconclusive.next.all-checks'),
    evidence: soFar(facts),
  };
}

function stopped(facts: Facts): Said | null {
  const id = facts.request.plan.checks.find(
    (planned) => (facts.check(planned)?.outcome ?? 'cancelled') === 'cancelled',
  );
  if (id === undefined) return null;
  return {
    detail: 'stopped',
    summary: message('cause.inconclusive.summary.stopped', { check: message(checks[id].label) }),
    next: message('cause.inconclusive.next.all-checks'),
    evidence: soFar(facts),
  };
}

function remoteDesktop(facts: Facts): Said | null {
  const planned = facts.request.plan.checks;
  if (required[facts.request.symptom] !== null && planned.includes('tcp')) return null;
  const seen = sumUpRemoteDesktop(facts);
  return seen === null ? null : { detail: 'remote-desktop', ...seen };
}

function partial(facts: Facts): Said | null {
  const asked = required[facts.request.symptom] ?? remoteDesktopChecks;
  if (asked.every((id) => facts.request.plan.checks.includes(id))) return null;
  const answers = facts.all('stale-session-answer');
  const evidence = [...soFar(facts), ...answers];
  const next = message('cause.inconclusive.next.all-checks');
  const told = answers.find(({ win32 }) => win32 !== undefined);
  if (told?.win32 === undefined) {
    return { detail: 'partial', summary: message('cause.inconclusive.summary.partial'), next, evidence };
  }
  const { host } = facts.request.target;
  const summary = message('cause.inconclusive.summary.stale', {
    host,
    answer: describeObservation(told),
    win32: String(told.win32),
  });
  return { detail: 'partial', summary, next, evidence };
}

function expiryNotTried(facts: Facts): Said | null {
  const expiry = facts.check('smb1-expiry');
  if (facts.request.symptom !== 'smb-session-expired' || expiry?.why === undefined) return null;
  return {
    detail: 'expiry-not-tried',
    summary: message('cause.inconclusive.summary.expiry-not-tried', {
      host: facts.request.target.host,
      why: expiry.why,
    }),
    next: message('cause.session-expired.next'),
    evidence: soFar(facts),
  };
}

/** Every reason, the most telling first. */
const reasons: readonly Reason[] = [
  anonymousRefused,
  netbiosRefused,
  smb1Silent,
  smb2Silent,
  localError,
  judgeFileObstacle,
  judgePathTrouble,
  unexpectedStatus,
  checkFailed,
  stopped,
  remoteDesktop,
  partial,
  expiryNotTried,
];

/** Those that stay open beside a normal state, such as SMB1 being off, which explains none of them. */
const openReasons: readonly Reason[] = [
  anonymousRefused,
  judgeFileObstacle,
  judgePathTrouble,
  unexpectedStatus,
  checkFailed,
  stopped,
  remoteDesktop,
];

/** What to say when no cause fits: why it is not clear, and the check that would tell most. */
export function judgeInconclusive(facts: Facts): Judgement {
  const { host } = facts.request.target;
  const nothing: Said = {
    detail: 'no-cause',
    summary: message('cause.inconclusive.summary', { host }),
    next: message('cause.inconclusive.next'),
    evidence: soFar(facts),
  };
  return { confidence: 'possible', ...(firstOf(reasons, facts) ?? nothing) };
}

/** What stays open although all that was found is normal; null where nothing does. */
export function judgeOpen(facts: Facts): Judgement | null {
  const said = firstOf(openReasons, facts);
  return said === null ? null : { confidence: 'possible', ...said };
}

function firstOf(list: readonly Reason[], facts: Facts): Said | null {
  for (const reason of list) {
    const said = reason(facts);
    if (said !== null) return said;
  }
  return null;
}

function outcomes(facts: Facts) {
  return facts.request.plan.checks.map((id) => facts.check(id)?.outcome);
}
