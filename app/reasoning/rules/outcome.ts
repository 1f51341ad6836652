import { endedStatuses } from '../../knowledge/sign-in-statuses.ts';
import type { CheckId } from '../../model/check.ts';
import type { Symptom } from '../../model/symptom.ts';
import { message } from '../../wording/message.ts';
import { netbiosReason } from '../../wording/observations/name-and-port.ts';
import { seriesName, statusWords } from '../../wording/terms.ts';
import type { Facts } from '../facts.ts';
import type { Judgement } from '../rule.ts';
import { sumUpRemoteDesktop } from './remote-desktop-outcome.ts';
import { judgeFileObstacle } from './files.ts';
import { hasDied } from './idle.ts';
import { judgePathTrouble, pathTrouble } from './windows-user-side.ts';

const smbChecks: readonly CheckId[] = [
  'resolve',
  'tcp',
  'smb1-negotiate',
  'smb1-session',
  'smb1-tree',
  'smb1-echo',
  'smb1-liveness',
];

const remoteDesktopChecks: readonly CheckId[] = ['resolve', 'rdp-negotiate', 'rdp-tls'];

/** The checks that must be done and good before a symptom may be called healthy; null where what is before the sign-in can't show it. */
const required: Readonly<Record<Symptom, readonly CheckId[] | null>> = {
  unknown: smbChecks,
  'smb-session-deleted': smbChecks,
  'smb-timeout': smbChecks,
  'smb-session-expired': [...smbChecks, 'smb1-expiry'],
  'rdp-session-deleted': null,
};

/** Not every server has what they need, but where it has they must not be broken off. */
const mayBeSkipped: readonly CheckId[] = ['smb1-files', 'smb2-session', 'smb2-echo'];

/** Nothing is wrong, and everything that the symptom asks for was really done. */
export function judgeHealthy(facts: Facts): Judgement | null {
  const echoes = facts.all('echo-series');
  const [echo] = echoes;
  const alive = facts.first('session-alive');
  const signedIn = facts.first('signed-in');
  const tree = facts.all('tree-connected');
  if (!allDone(facts, required[facts.request.symptom])) return null;
  if (mayBeSkipped.some((id) => wasGivenUp(facts, id))) return null;
  if (echo === undefined || alive === undefined || signedIn === undefined || tree.length === 0) return null;
  if (echoes.some(({ latency }) => latency.lost > 0 || latency.p50 === null)) return null;
  if (echo.latency.p50 === null || unexplainedStatus(facts) !== null) return null;
  const idle = facts.all('idle-connection');
  if (idle.some(hasDied) || pathTrouble(facts) !== undefined) return null;
  const anonymous = signedIn.account === 'anonymous';
  const params = { host: facts.request.target.host, count: echo.sent, p50: echo.latency.p50 };
  return {
    confidence: 'confirmed',
    ...(anonymous ? { detail: 'anonymous' } : {}),
    summary: message(anonymous ? 'cause.healthy.summary.anonymous' : 'cause.healthy.summary', params),
    next: message(anonymous ? 'cause.healthy.next.anonymous' : 'cause.healthy.next'),
    evidence: [
      ...facts.all('netbios-session'),
      ...facts.all('signed-in'),
      ...tree,
      ...echoes,
      ...facts.all('session-alive'),
      ...idle.filter(({ end }) => end === 'alive'),
    ],
    // Another address or port of this server did not take us: it may be the one that the user meets.
    against: [...facts.all('tcp-refused'), ...facts.all('tcp-no-answer'), ...facts.all('tcp-failed')],
  };
}

/** What to say when no cause fits: why it is not clear, and the check that would tell most. */
export function judgeInconclusive(facts: Facts): Judgement {
  const { host } = facts.request.target;
  const say = (detail: string, rest: Pick<Judgement, 'summary' | 'next' | 'evidence'>): Judgement => ({
    confidence: 'possible',
    detail,
    ...rest,
  });

  const refused = facts.first('sign-in-refused');
  if (refused?.account === 'anonymous') {
    return say('anonymous-refused', {
      summary: message('cause.inconclusive.summary.anonymous-refused', { host }),
      next: message('cause.inconclusive.next.sign-in'),
      evidence: [refused],
    });
  }
  const session = facts.first('netbios-session-refused');
  if (session !== undefined && facts.first('netbios-session') === undefined) {
    const evidence = [session];
    if (session.target !== undefined) {
      const target = `${session.target.address}:${String(session.target.port)}`;
      return say('netbios-retargeted', {
        summary: message('cause.inconclusive.summary.netbios-retargeted', { host, target }),
        next: message('cause.inconclusive.next.retarget'),
        evidence,
      });
    }
    const reason = netbiosReason(session.code);
    return say('netbios-refused', {
      summary: message('cause.inconclusive.summary.netbios-refused', { host, port: String(session.port), reason }),
      next: message('cause.inconclusive.next.direct'),
      evidence,
    });
  }
  const silent = facts.all('negotiate-no-answer').find((seen) => seen.dialogue === 'smb1');
  const smb2 = facts.first('smb2-negotiated');
  if (silent !== undefined && smb2 !== undefined) {
    return say('smb1-silent', {
      summary: message('cause.inconclusive.summary.smb1-silent', { host, dialect: smb2.dialect }),
      next: message('cause.inconclusive.next.other-place'),
      evidence: [silent, smb2],
    });
  }
  const local = facts.first('tcp-failed') ?? facts.all('rdp-connect-failed').find(({ how }) => how === 'local-error');
  if (local !== undefined) {
    return say('local-error', {
      summary: message('cause.inconclusive.summary.local-error', { host, code: local.code ?? '' }),
      next: message('cause.inconclusive.next.local'),
      evidence: [local],
    });
  }
  const obstacle = judgeFileObstacle(facts);
  if (obstacle !== null) return { ...obstacle, confidence: 'possible' };
  const path = judgePathTrouble(facts);
  if (path !== null) return path;
  const odd = unexplainedStatus(facts);
  if (odd !== null) {
    return say('unexpected-status', {
      summary: message('cause.inconclusive.summary.unexpected-status', {
        host,
        command: seriesName(odd.series),
        status: statusWords(odd.seen.status),
      }),
      next: message('cause.inconclusive.next.all-checks'),
      evidence: [odd.seen],
    });
  }
  const results = facts.request.plan.checks.map((id) => facts.check(id)?.outcome);
  if (results.includes('failed')) {
    return say('check-failed', {
      summary: message('cause.inconclusive.summary.check-failed', { host }),
      next: message('cause.inconclusive.next.all-checks'),
      evidence: [],
    });
  }
  if (results.includes('cancelled') || results.includes(undefined)) {
    return say('stopped', {
      summary: message('cause.inconclusive.summary.stopped'),
      next: message('cause.inconclusive.next.all-checks'),
      evidence: [],
    });
  }
  const planned = new Set(facts.request.plan.checks);
  if (required[facts.request.symptom] === null || !planned.has('tcp')) {
    const seen = sumUpRemoteDesktop(facts);
    if (seen !== null) return say('remote-desktop', seen);
  }
  const asked = required[facts.request.symptom] ?? remoteDesktopChecks;
  if (asked.some((id) => !planned.has(id))) {
    return say('partial', {
      summary: message('cause.inconclusive.summary.partial'),
      next: message('cause.inconclusive.next.all-checks'),
      evidence: facts.all('stale-session-answer'),
    });
  }
  const expiry = facts.check('smb1-expiry');
  if (facts.request.symptom === 'smb-session-expired' && expiry?.why !== undefined) {
    return say('expiry-not-tried', {
      summary: message('cause.inconclusive.summary.expiry-not-tried', { host, why: expiry.why }),
      next: message('cause.session-expired.next'),
      evidence: [],
    });
  }
  return say('no-cause', {
    summary: message('cause.inconclusive.summary', { host }),
    next: message('cause.inconclusive.next'),
    evidence: [],
  });
}

function allDone(facts: Facts, ids: readonly CheckId[] | null): boolean {
  return ids?.every((id) => facts.check(id)?.outcome === 'done') ?? false;
}

/** A check that was planned for this run and not brought to its end. */
function wasGivenUp(facts: Facts, id: CheckId): boolean {
  return facts.request.plan.checks.includes(id) && !['done', 'skipped'].includes(facts.check(id)?.outcome ?? '');
}

/** A status that nobody asked for and no cause names, with the command that it answered. */
function unexplainedStatus(facts: Facts) {
  const seen = facts.first('unexpected-status') ?? facts.first('file-step-refused');
  if (seen !== undefined) return { seen, series: seen.series };
  const tree = facts.first('tree-refused');
  if (tree !== undefined) return { seen: tree, series: `${tree.protocol ?? 'smb1'}.tree-connect` as const };
  const signIn = facts.first('sign-in-refused');
  if (signIn !== undefined) return { seen: signIn, series: `${signIn.protocol ?? 'smb1'}.session-setup` as const };
  const negotiate = facts.first('smb1-negotiate-refused');
  if (negotiate?.how === 'status') return { seen: negotiate, series: 'smb1.negotiate' as const };
  // The server knew the session, and yet it or the share has ended.
  const alive = facts.first('session-alive');
  if (alive !== undefined && endedStatuses.has(alive.status.name)) {
    return { seen: alive, series: 'smb1.query-fs-info' as const };
  }
  return null;
}
