import type { Message } from '../../model/message.ts';
import type { ObservationOf } from '../../model/observation.ts';
import { message } from '../../wording/message.ts';
import { netbiosReason } from '../../wording/observations/name-and-port.ts';
import type { Facts } from '../facts.ts';
import type { Judgement, Rule } from '../rule.ts';
import { eitherWay, judgeSilentRdpPort } from './remote-desktop.ts';

/** facts.md H 1 and 2: before anything speaks SMB. */
export const nameAndPortRules: readonly Rule[] = [
  {
    cause: 'name-not-resolved',
    judge: (facts) => {
      const seen = facts.first('name-not-resolved');
      if (seen === undefined) return null;
      const { host, code } = seen;
      const how = seen.answered ? 'answered' : 'silent';
      return {
        confidence: seen.answered ? 'confirmed' : 'possible',
        detail: how,
        summary: message(`cause.name-not-resolved.summary.${how}`, { host, code }),
        next: message(`cause.name-not-resolved.next.${how}`),
        evidence: [seen],
      };
    },
  },
  {
    cause: 'tcp-refused',
    judge: (facts) => {
      const { host, port } = facts.request.target;
      const refused = facts.all('tcp-refused').filter((seen) => seen.port === port);
      if (refused.length === 0 || isReached(facts)) return null;
      const evidence = [...refused, ...facts.all('netbios-session-refused')];
      const against = [...facts.all('tcp-no-answer'), ...facts.all('tcp-failed')].filter((seen) => seen.port === port);
      return {
        confidence: against.length === 0 ? 'confirmed' : 'likely',
        summary: nextToNetbios(facts, message('cause.tcp-refused.summary', { host, port: String(port) })),
        next: message('cause.tcp-refused.next', { port: String(port) }),
        evidence,
        against,
      };
    },
  },
  {
    cause: 'tcp-no-answer',
    judge: (facts) => eitherWay(facts, judgeSilentPort(facts), judgeSilentRdpPort(facts)),
  },
];

/** What the NetBIOS service said, where it was the only one to answer. */
function nextToNetbios(facts: Facts, summary: Message): Message {
  const refused = facts.first('netbios-session-refused');
  return refused === undefined
    ? summary
    : message('cause.next-to-netbios', { summary, netbios: netbiosSaid(facts.request.target.host, refused) });
}

/** That no NetBIOS session came about, and why, as a sentence. */
export function netbiosSaid(host: string, refused: ObservationOf<'netbios-session-refused'>): Message {
  const { port, code, target } = refused;
  if (target !== undefined) {
    const other = `${target.address}:${String(target.port)}`;
    return message('cause.inconclusive.summary.netbios-retargeted', { host, target: other });
  }
  const reason = netbiosReason(code);
  return message('cause.inconclusive.summary.netbios-refused', { host, port: String(port), reason });
}

/** A port was open, and behind it not only a NetBIOS service that opens no session. */
function isReached(facts: Facts): boolean {
  if (facts.first('tcp-connected') === undefined) return false;
  return facts.first('netbios-session-refused') === undefined || facts.first('netbios-session') !== undefined;
}

function judgeSilentPort(facts: Facts): Judgement | null {
  const { host, port } = facts.request.target;
  const silent = facts.all('tcp-no-answer').filter((seen) => seen.port === port);
  const [first] = silent;
  if (first === undefined || isReached(facts)) return null;
  const evidence = [...silent, ...facts.all('netbios-session-refused')];
  const against = [...facts.all('tcp-refused'), ...facts.all('tcp-failed')].filter((seen) => seen.port === port);
  return {
    confidence: against.length === 0 ? 'confirmed' : 'possible',
    detail: first.reason,
    summary: nextToNetbios(
      facts,
      first.reason === 'deadline'
        ? message('cause.tcp-no-answer.summary', { host, port: String(port), ms: first.ms })
        : message('cause.tcp-no-answer.summary.unreachable', { host, code: first.code ?? '' }),
    ),
    next: message('cause.tcp-no-answer.next', { port: String(port) }),
    evidence,
    against,
  };
}
