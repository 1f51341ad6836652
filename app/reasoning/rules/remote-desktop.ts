import { networkLevel, rdpPortOf } from '../../knowledge/rdp-security.ts';
import type { ObservationOf } from '../../model/observation.ts';
import type { MessageId } from '../../wording/message.ts';
import type { Message } from '../../model/message.ts';
import { message } from '../../wording/message.ts';
import { failureWords, protocolWords } from '../../wording/observations/remote-desktop.ts';
import type { Facts } from '../facts.ts';
import type { Judgement, Rule } from '../rule.ts';

/** facts.md F7, H 1, 2, 33: what the Remote Desktop port does before anybody signs in. */
export const remoteDesktopRules: readonly Rule[] = [
  {
    cause: 'rdp-not-listening',
    judge: (facts) => {
      const here = placeOf(facts);
      const refused = failedConnects(facts, 'refused');
      if (refused.length > 0 && facts.first('rdp-connected') === undefined) {
        const against = [...failedConnects(facts, 'deadline'), ...failedConnects(facts, 'unreachable')];
        return {
          confidence: against.length === 0 ? 'confirmed' : 'likely',
          detail: 'closed',
          summary: message('cause.rdp-not-listening.summary.closed', here),
          next: message('cause.rdp-not-listening.next.closed', { port: here.port }),
          evidence: refused,
          against,
        };
      }
      const other = facts.all('not-rdp').filter(({ phase }) => phase === 'negotiate');
      if (other.length === 0 || facts.first('rdp-negotiated') !== undefined) return null;
      return {
        confidence: 'likely',
        detail: 'other-service',
        summary: message('cause.rdp-not-listening.summary.other-service', here),
        next: message('cause.rdp-not-listening.next.other-service', { port: here.port }),
        evidence: other,
      };
    },
  },
  {
    cause: 'rdp-security-mismatch',
    judge: (facts) => judgeOffer(facts) ?? judgeTls(facts),
  },
  {
    cause: 'rdp-nla-required',
    judge: (facts) => {
      const demands = nlaDemands(facts);
      if (demands.length === 0 || judgeOffer(facts) !== null) return null;
      const served = facts.all('rdp-negotiated').filter(({ selected }) => networkLevel.has(selected));
      return {
        confidence: served.length === 0 ? 'likely' : 'confirmed',
        summary: message('cause.rdp-nla-required.summary', placeOf(facts)),
        next: nextOfRemoteDesktop(facts, 'cause.rdp-nla-required.next'),
        evidence: [...served, ...demands, ...facts.all('rdp-tls')],
      };
    },
  },
];

/** The port of Remote Desktop took no connection and said nothing; a part of the rule for `tcp-no-answer`. */
export function judgeSilentRdpPort(facts: Facts): Judgement | null {
  const silent = [...failedConnects(facts, 'deadline'), ...failedConnects(facts, 'unreachable')];
  const [first] = silent;
  if (first === undefined || facts.first('rdp-connected') !== undefined) return null;
  const against = [...failedConnects(facts, 'refused'), ...failedConnects(facts, 'local-error')];
  const { host, port } = placeOf(facts);
  return {
    confidence: against.length === 0 ? 'confirmed' : 'possible',
    detail: first.how,
    summary:
      first.how === 'deadline'
        ? message('cause.tcp-no-answer.summary.rdp', { host, port, ms: first.ms })
        : message('cause.tcp-no-answer.summary.unreachable', { host, code: first.code ?? '' }),
    next: message('cause.tcp-no-answer.next', { port }),
    evidence: silent,
    against,
  };
}

/** The port is open and Remote Desktop says nothing; a part of the rule for `negotiate-no-answer`. */
export function judgeSilentRdp(facts: Facts): Judgement | null {
  const evidence = facts.all('rdp-no-answer');
  const [first] = evidence;
  if (first === undefined) return null;
  const common = { next: message('cause.negotiate-no-answer.next'), evidence };
  const at = { ...placeOf(facts), ms: first.ms };
  if (first.received !== undefined) {
    const summary = message('cause.negotiate-no-answer.summary.rdp-partial', { ...at, received: first.received });
    return { ...common, confidence: 'possible', detail: 'partial', summary };
  }
  return first.phase === 'tls'
    ? {
        ...common,
        confidence: 'likely',
        detail: 'tls',
        summary: message('cause.negotiate-no-answer.summary.rdp-tls', at),
      }
    : {
        ...common,
        confidence: 'confirmed',
        detail: 'remote-desktop',
        summary: message('cause.negotiate-no-answer.summary.rdp', at),
      };
}

/** Host and port of Remote Desktop, as sentences name them. */
export function placeOf({ request }: Facts): { readonly host: string; readonly port: string } {
  return { host: request.target.host, port: String(rdpPortOf(request.target)) };
}

/** What to do about a certificate that is not valid by this PC's clock, since clients warn of it or refuse; else null. */
function certificateAdvice(facts: Facts): MessageId | null {
  const validity = facts.first('rdp-tls')?.certificate?.validity;
  if (validity === 'expired') return 'cause.inconclusive.next.remote-desktop-certificate';
  return validity === 'not-yet-valid' ? 'cause.inconclusive.next.remote-desktop-clock' : null;
}

/** The next step where the port works: a bad certificate comes first, and a share is asked for where none was looked at. */
export function nextOfRemoteDesktop(
  facts: Facts,
  otherwise: 'cause.inconclusive.next.remote-desktop' | 'cause.rdp-nla-required.next',
): Message {
  const certificate = certificateAdvice(facts);
  if (certificate !== null) return message(certificate);
  const { share } = facts.request.target;
  const looked = [...facts.all('tree-connected'), ...facts.all('tree-refused')].some((seen) => seen.share === share);
  return looked ? message(otherwise) : message('cause.inconclusive.next.with-share', { next: message(otherwise) });
}

/** Two ways that lead to one cause: what the symptom is about comes first, and the other supports it. */
export function eitherWay(facts: Facts, smb: Judgement | null, rdp: Judgement | null): Judgement | null {
  const [first, second] = facts.request.symptom === 'rdp-session-deleted' ? [rdp, smb] : [smb, rdp];
  if (first === null || second === null) return first ?? second;
  return {
    ...first,
    evidence: [...first.evidence, ...second.evidence],
    against: [...(first.against ?? []), ...(second.against ?? [])],
  };
}

/** Everything that Windows offers was refused. A refusal that only asks for NLA is another matter. */
function judgeOffer(facts: Facts): Judgement | null {
  const [refused] = facts.all('rdp-negotiate-refused').filter(({ check }) => check === 'rdp-negotiate');
  if (refused === undefined || refused.offered.length < 2) return null;
  const { failure, how } = refused;
  const here = placeOf(facts);
  const accepted = facts.first('rdp-negotiated');
  const evidence = accepted === undefined ? [refused] : [refused, accepted];
  if (how !== 'failure' || failure === undefined) {
    return {
      confidence: 'likely',
      detail: how,
      summary: message('cause.rdp-security-mismatch.summary.dismissed', here),
      next: message('cause.rdp-security-mismatch.next'),
      evidence,
    };
  }
  // Who demands NLA and is offered it contradicts itself.
  if (failure === 'HYBRID_REQUIRED_BY_SERVER' && !offersNla(refused)) return null;
  const certificate = failure === 'SSL_CERT_NOT_ON_SERVER';
  const said = { ...here, failure: failureWords(failure) };
  return {
    confidence: 'confirmed',
    detail: failure,
    summary:
      accepted === undefined
        ? message('cause.rdp-security-mismatch.summary.refused', said)
        : message('cause.rdp-security-mismatch.summary.accepts', {
            ...said,
            accepted: protocolWords(accepted.selected),
          }),
    next: message(certificate ? 'cause.rdp-security-mismatch.next.certificate' : 'cause.rdp-security-mismatch.next'),
    evidence,
  };
}

/** TLS was agreed on and did not come about. Our TLS is not that of Windows, so this is never certain. */
function judgeTls(facts: Facts): Judgement | null {
  const here = placeOf(facts);
  const agreed = facts.all('rdp-negotiated').slice(0, 1);
  const next = message('cause.rdp-security-mismatch.next.tls');
  const failed = facts.first('rdp-tls-failed');
  if (failed !== undefined) {
    const { how, code } = failed;
    return {
      confidence: how === 'alert' ? 'likely' : 'possible',
      detail: code,
      summary: message(`cause.rdp-security-mismatch.summary.${how}`, { ...here, code }),
      next,
      evidence: [...agreed, failed],
    };
  }
  const other = facts.all('not-rdp').filter(({ phase }) => phase === 'tls');
  if (other.length === 0) return null;
  return {
    confidence: 'likely',
    detail: 'not-tls',
    summary: message('cause.rdp-security-mismatch.summary.not-tls', here),
    next,
    evidence: [...agreed, ...other],
  };
}

function nlaDemands(facts: Facts) {
  return facts
    .all('rdp-negotiate-refused')
    .filter((seen) => seen.how === 'failure' && seen.failure === 'HYBRID_REQUIRED_BY_SERVER' && !offersNla(seen));
}

function offersNla({ offered }: ObservationOf<'rdp-negotiate-refused'>): boolean {
  return offered.some((protocol) => networkLevel.has(protocol));
}

function failedConnects(facts: Facts, how: 'refused' | 'deadline' | 'unreachable' | 'local-error') {
  return facts.all('rdp-connect-failed').filter((seen) => seen.how === how);
}
