import { checks } from '../../knowledge/checks.ts';
import type { Message } from '../../model/message.ts';
import type { Observation } from '../../model/observation.ts';
import { message } from '../../wording/message.ts';
import { listOf } from '../../wording/terms.ts';
import type { Facts } from '../facts.ts';
import type { Judgement, Rule } from '../rule.ts';
import { byteCount } from '../../wording/terms.ts';
import { eitherWay, judgeSilentRdp } from './remote-desktop.ts';

/** facts.md E, H 3 and 4: which SMB is served, and what the silence of the others proves. */
export const negotiateRules: readonly Rule[] = [
  {
    cause: 'not-smb',
    judge: (facts) => {
      const evidence = facts.all('not-smb');
      if (evidence.length === 0) return null;
      const against = [...facts.all('smb1-negotiated'), ...facts.all('smb2-negotiated')];
      const { host } = facts.request.target;
      const { port } = facts;
      return {
        confidence: against.length === 0 ? 'confirmed' : 'possible',
        summary: message('cause.not-smb.summary', { host, port: String(port) }),
        next: message('cause.not-smb.next'),
        evidence,
        against,
      };
    },
  },
  {
    cause: 'negotiate-no-answer',
    judge: (facts) => eitherWay(facts, judgeSilentNegotiate(facts), judgeSilentRdp(facts)),
  },
  {
    cause: 'smb1-disabled',
    judge: (facts) => {
      const smb2 = facts.first('smb2-negotiated');
      if (smb2 === undefined || facts.first('smb1-negotiated') !== undefined) return null;
      const { host } = facts.request.target;
      const { dialect } = smb2;
      const works = smb2Works(facts);
      const judgement = (detail: 'refused' | 'cut'): Pick<Judgement, 'detail' | 'summary' | 'next'> =>
        works === null
          ? {
              detail,
              summary: message(`cause.smb1-disabled.summary.${detail}`, { host, dialect }),
              next: nextWithUntested(facts, message('cause.smb1-disabled.next')),
            }
          : {
              detail,
              summary: message(`cause.smb1-disabled.summary.${detail}.smb2-works`, { host, dialect, ...works.params }),
              next: nextWithUntested(facts, message('cause.smb1-disabled.next.smb2-works')),
            };
      const evidence = [smb2, ...(works?.evidence ?? [])];
      const refused = facts.all('smb1-negotiate-refused').find((seen) => seen.how === 'no-dialect');
      if (refused !== undefined) {
        return { confidence: 'confirmed', ...judgement('refused'), evidence: [refused, ...evidence] };
      }
      const cut = facts.all('negotiate-cut').find((seen) => seen.dialogue === 'smb1');
      if (cut === undefined || cut.end === 'error') return null;
      return { confidence: 'likely', ...judgement('cut'), evidence: [cut, ...evidence] };
    },
  },
  {
    cause: 'smb1-refused',
    judge: (facts) => {
      const smb1 = [
        ...facts.all('smb1-negotiate-refused'),
        ...facts.all('negotiate-cut').filter((seen) => seen.dialogue === 'smb1'),
      ];
      if (smb1.length === 0 || facts.first('smb2-negotiated') !== undefined) return null;
      if (facts.check('smb2-negotiate')?.outcome !== 'done') return null;
      const smb2 = [
        ...facts.all('smb2-negotiate-refused'),
        ...facts.all('negotiate-cut').filter((seen) => seen.dialogue !== 'smb1'),
      ];
      // Silence turns nothing down.
      if (smb2.length === 0) return null;
      const { host } = facts.request.target;
      const { port } = facts;
      return {
        confidence: 'possible',
        summary: message('cause.smb1-refused.summary', { host, port: String(port) }),
        next: message('cause.smb1-refused.next'),
        evidence: [...smb1, ...smb2],
        against: facts.all('negotiate-no-answer').filter((seen) => seen.dialogue !== 'smb1'),
      };
    },
  },
];

/** The next step, with the checks that were asked for besides the usual ones and could not be tried without SMB1. */
function nextWithUntested(facts: Facts, next: Message): Message {
  const untested = facts.request.plan.checks.filter(
    (id) => id.startsWith('smb1-') && checks[id].when !== 'usual' && facts.check(id)?.outcome === 'skipped',
  );
  if (untested.length === 0) return next;
  return message('cause.smb1-disabled.next.untested', {
    next,
    checks: listOf(untested.map((id) => message(checks[id].label))),
  });
}

function isOverSmb2({ protocol }: { readonly protocol?: 'smb1' | 'smb2' | undefined }): boolean {
  return protocol === 'smb2';
}

/** That a session over SMB2 is good all the way, and how fast; null where not all of that was seen. */
function smb2Works(facts: Facts): {
  readonly params: { readonly as: Message; readonly count: number; readonly p50: number };
  readonly evidence: readonly Observation[];
} | null {
  const signedIn = facts.all('signed-in').find(isOverSmb2);
  const alive = facts.all('session-alive').find(isOverSmb2);
  const echo = facts.all('echo-series').find(isOverSmb2);
  const trees = facts.all('tree-connected').filter(isOverSmb2);
  if (signedIn === undefined || alive === undefined || echo === undefined || trees.length === 0) return null;
  const { p50, lost } = echo.latency;
  if (p50 === null || lost > 0 || facts.all('tree-refused').some(isOverSmb2)) return null;
  const as = message(`signed-in-as.${signedIn.account}`, { user: signedIn.user ?? '' });
  return { params: { as, count: echo.sent, p50 }, evidence: [signedIn, ...trees, echo, alive] };
}

function judgeSilentNegotiate(facts: Facts): Judgement | null {
  const evidence = facts.all('negotiate-no-answer');
  const [first] = evidence;
  if (first === undefined || anyNegotiateAnswered(facts)) return null;
  const bothSilent = silent(facts, 'smb1') && silent(facts, 'smb2');
  const { host } = facts.request.target;
  const common = {
    next: message('cause.negotiate-no-answer.next'),
    evidence,
    against: facts.all('negotiate-cut'),
  };
  const partial = evidence.find((seen) => seen.received !== undefined);
  if (partial?.received !== undefined) {
    const { received, ms } = partial;
    const summary = message('cause.negotiate-no-answer.summary.partial', { host, received: byteCount(received), ms });
    return { ...common, confidence: 'possible', detail: 'partial', summary };
  }
  const summary = message('cause.negotiate-no-answer.summary', { host, ms: first.ms });
  return { ...common, confidence: bothSilent ? 'confirmed' : 'possible', summary };
}

function silent(facts: Facts, dialogue: 'smb1' | 'smb2'): boolean {
  return facts.all('negotiate-no-answer').some((seen) => seen.dialogue === dialogue);
}

function anyNegotiateAnswered(facts: Facts): boolean {
  const answers: readonly Observation['kind'][] = [
    'smb1-negotiated',
    'smb1-negotiate-refused',
    'smb2-negotiated',
    'smb2-negotiate-refused',
    'not-smb',
  ];
  // What Remote Desktop answers says nothing of SMB.
  const broken = facts.all('protocol-violation').some(({ series }) => !series.startsWith('rdp.'));
  return broken || answers.some((kind) => facts.first(kind) !== undefined);
}
