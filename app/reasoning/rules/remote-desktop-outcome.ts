import { networkLevel } from '../../knowledge/rdp-security.ts';
import type { Message } from '../../model/message.ts';
import { message } from '../../wording/message.ts';
import { dayOf } from '../../wording/observations/remote-desktop.ts';
import type { Facts } from '../facts.ts';
import type { Judgement } from '../rule.ts';
import { nextOfRemoteDesktop, placeOf } from './remote-desktop.ts';

/**
 * What there is to say when Remote Desktop works up to the sign-in; null when that was not seen. It is never healthy: how
 * a session fares, and how an idle one, can't be seen before somebody signs in.
 */
export function sumUpRemoteDesktop(facts: Facts): Pick<Judgement, 'summary' | 'next' | 'evidence'> | null {
  const negotiated = facts.all('rdp-negotiated');
  const tls = facts.first('rdp-tls');
  const bare = negotiated.length > 0 && negotiated.every(({ selected }) => selected === 'PROTOCOL_RDP');
  if (negotiated.length === 0 || (tls === undefined && !bare)) return null;
  return {
    summary: message('cause.inconclusive.summary.remote-desktop', {
      ...placeOf(facts),
      security: securityOf(facts),
      certificate: certificateOf(facts),
    }),
    next: nextOfRemoteDesktop(facts, 'cause.inconclusive.next.remote-desktop'),
    evidence: [...negotiated, ...(tls === undefined ? [] : [tls]), ...facts.all('session-alive')],
  };
}

function securityOf(facts: Facts): Message {
  const selected = new Set(facts.all('rdp-negotiated').map((seen) => seen.selected));
  const nla = [...selected].some((protocol) => networkLevel.has(protocol));
  if (nla) return message(selected.has('PROTOCOL_SSL') ? 'rdp-security.nla-and-tls' : 'rdp-security.nla');
  return message(selected.has('PROTOCOL_SSL') ? 'rdp-security.tls' : 'rdp-security.standard');
}

function certificateOf(facts: Facts): Message {
  const certificate = facts.first('rdp-tls')?.certificate;
  if (certificate === undefined) return message('rdp-certificate.none');
  const to = dayOf(certificate.validTo);
  return certificate.selfSigned
    ? message('rdp-certificate.self-signed', { to })
    : message('rdp-certificate.issued', { issuer: certificate.issuer, to });
}
