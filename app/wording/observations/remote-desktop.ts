import type { RdpFailure, RdpProtocol } from '../../knowledge/rdp-security.ts';
import type { Message } from '../../model/message.ts';
import type { ObservationOf } from '../../model/observation.ts';
import type { MessageId } from '../message.ts';
import { message } from '../message.ts';
import type { Words } from './words.ts';

const protocols: Readonly<Record<RdpProtocol, MessageId>> = {
  PROTOCOL_RDP: 'rdp-protocol.standard',
  PROTOCOL_SSL: 'rdp-protocol.tls',
  PROTOCOL_HYBRID: 'rdp-protocol.nla',
  PROTOCOL_RDSTLS: 'rdp-protocol.rdstls',
  PROTOCOL_HYBRID_EX: 'rdp-protocol.nla-early',
  PROTOCOL_RDSAAD: 'rdp-protocol.rdsaad',
};

const failures: Readonly<Record<RdpFailure, MessageId>> = {
  SSL_REQUIRED_BY_SERVER: 'rdp-failure.ssl-required',
  SSL_NOT_ALLOWED_BY_SERVER: 'rdp-failure.ssl-not-allowed',
  SSL_CERT_NOT_ON_SERVER: 'rdp-failure.no-certificate',
  INCONSISTENT_FLAGS: 'rdp-failure.inconsistent-flags',
  HYBRID_REQUIRED_BY_SERVER: 'rdp-failure.nla-required',
  SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER: 'rdp-failure.user-auth-required',
};

/** A security protocol in a person's words; itself where it has none. */
export function protocolWords(name: string): Message | string {
  const known = (protocols as Readonly<Record<string, MessageId>>)[name];
  return known === undefined ? name : { id: known };
}

/** Why an offer was refused, with the name by which the specification knows it. */
export function failureWords(failure: string): Message {
  const known = (failures as Readonly<Record<string, MessageId>>)[failure];
  return known === undefined ? message('rdp-failure.unknown', { failure }) : { id: known };
}

/** "2026-03-09", of a time in ISO 8601. */
export function dayOf(time: string | null): string {
  return time?.slice(0, 10) ?? '';
}

function offerWords(offered: readonly string[]): Message | string {
  const [only = 'PROTOCOL_RDP', ...more] = offered;
  return more.length > 0 ? message('rdp-protocol.windows-offer') : protocolWords(only);
}

function describeTls(seen: ObservationOf<'rdp-tls'>): Message {
  const { version, cipher, certificate } = seen;
  if (certificate === undefined) {
    return message('observation.rdp-tls.no-certificate', { version, cipher, port: String(seen.port) });
  }
  const { subject, validity } = certificate;
  const issuer = certificate.selfSigned ? message('rdp-issuer.itself') : certificate.issuer;
  const shown = { version, cipher, subject, issuer };
  if (validity === 'unknown') return message('observation.rdp-tls.unknown', shown);
  if (validity === 'not-yet-valid') {
    return message('observation.rdp-tls.not-yet-valid', { ...shown, from: dayOf(certificate.validFrom) });
  }
  return message(`observation.rdp-tls.${validity}`, { ...shown, to: dayOf(certificate.validTo) });
}

/** One sentence each. */
export const remoteDesktopWords: Words<
  | 'rdp-connected'
  | 'rdp-connect-failed'
  | 'rdp-negotiated'
  | 'rdp-negotiate-refused'
  | 'rdp-no-answer'
  | 'not-rdp'
  | 'rdp-tls'
  | 'rdp-tls-failed'
> = {
  'rdp-connected': ({ address, port }) => message('observation.rdp-connected', { address, port: String(port) }),
  'rdp-connect-failed': ({ address, how, code = '', ms, ...seen }) => {
    const port = String(seen.port);
    if (how === 'refused') return message('observation.rdp-connect-failed.refused', { address, port });
    if (how === 'deadline') return message('observation.rdp-connect-failed.deadline', { address, port, ms });
    if (how === 'unreachable') return message('observation.rdp-connect-failed.unreachable', { address, code });
    return message('observation.rdp-connect-failed.local-error', { address, port, code });
  },
  'rdp-negotiated': (seen) => {
    const offered = offerWords(seen.offered);
    return seen.negotiates
      ? message('observation.rdp-negotiated', { offered, selected: protocolWords(seen.selected) })
      : message('observation.rdp-negotiated.nothing', { offered });
  },
  'rdp-negotiate-refused': (seen) => {
    const offered = offerWords(seen.offered);
    return seen.how === 'failure'
      ? message('observation.rdp-negotiate-refused.failure', { offered, failure: failureWords(seen.failure ?? '') })
      : message(`observation.rdp-negotiate-refused.${seen.how}`, { offered });
  },
  'rdp-no-answer': ({ received, ms, phase, ...seen }) => {
    const port = String(seen.port);
    return received === undefined
      ? message(`observation.rdp-no-answer.${phase}`, { port, ms })
      : message('observation.rdp-no-answer.partial', { received, port, ms });
  },
  'not-rdp': ({ text, ...seen }) => {
    const port = String(seen.port);
    return text === ''
      ? message('observation.not-rdp.silent-bytes', { port })
      : message('observation.not-rdp', { port, text });
  },
  'rdp-tls': describeTls,
  'rdp-tls-failed': ({ how, code, ...seen }) =>
    message(`observation.rdp-tls-failed.${how}`, { port: String(seen.port), code }),
};
