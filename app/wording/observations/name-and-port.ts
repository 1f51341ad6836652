import type { Message } from '../../model/message.ts';
import type { ObservationOf } from '../../model/observation.ts';
import type { MessageId } from '../message.ts';
import { message } from '../message.ts';
import type { Words } from './words.ts';

/** Codes of a negative answer, [RFC 1002] 4.3.4. */
const netbiosReasons: Readonly<Record<number, MessageId>> = {
  0x80: 'netbios.called-name-not-listening',
  0x81: 'netbios.calling-name-not-wanted',
  0x82: 'netbios.called-name-not-present',
  0x83: 'netbios.no-resources',
  0x8f: 'netbios.unspecified',
};

/** Why a NetBIOS session was refused. */
export function netbiosReason(code = 0): Message {
  const known = netbiosReasons[code];
  return known === undefined ? message('netbios.unknown', { code: code.toString(16).toUpperCase() }) : message(known);
}

function describeNetbios(seen: ObservationOf<'netbios-session' | 'netbios-session-refused'>): Message {
  const { address, called } = seen;
  const where = { address, port: String(seen.port), called };
  if (seen.kind === 'netbios-session') return message('observation.netbios-session', where);
  if (seen.how === 'negative') {
    return message('observation.netbios-session-refused.negative', { ...where, reason: netbiosReason(seen.code) });
  }
  const target = seen.target === undefined ? '' : `${seen.target.address}:${String(seen.target.port)}`;
  return message('observation.netbios-session-refused.retarget', { ...where, target });
}

/** One sentence each. */
export const nameAndPortWords: Words<
  | 'name-resolved'
  | 'name-not-resolved'
  | 'tcp-connected'
  | 'tcp-refused'
  | 'tcp-no-answer'
  | 'tcp-failed'
  | 'netbios-session'
  | 'netbios-session-refused'
> = {
  'name-resolved': (seen) =>
    seen.literal
      ? message('observation.name-literal', { host: seen.host })
      : message('observation.name-resolved', { host: seen.host, addresses: seen.addresses.join(', ') }),
  'name-not-resolved': (seen) =>
    message(`observation.name-not-resolved.${seen.answered ? 'no-such-name' : 'no-answer'}`, {
      host: seen.host,
      code: seen.code,
    }),
  'tcp-connected': (seen) => message(`observation.${seen.kind}`, { address: seen.address, port: String(seen.port) }),
  'tcp-refused': (seen) => message(`observation.${seen.kind}`, { address: seen.address, port: String(seen.port) }),
  'tcp-no-answer': (seen) =>
    seen.reason === 'deadline'
      ? message('observation.tcp-no-answer.deadline', {
          address: seen.address,
          port: String(seen.port),
          ms: seen.ms,
        })
      : message('observation.tcp-no-answer.unreachable', { address: seen.address, code: seen.code ?? '' }),
  'tcp-failed': (seen) =>
    message('observation.tcp-failed', { address: seen.address, port: String(seen.port), code: seen.code }),
  'netbios-session': describeNetbios,
  'netbios-session-refused': describeNetbios,
};
