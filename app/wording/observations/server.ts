import { kerberosSkewLimitMs } from '../../knowledge/clock-skew.ts';
import type { Message } from '../../model/message.ts';
import type { ObservationOf } from '../../model/observation.ts';
import { message } from '../message.ts';
import { statusWords } from '../terms.ts';
import type { Words } from './words.ts';

/** One sentence each. */
export const serverWords: Words<'smb2-dialect' | 'server-names' | 'server-changed' | 'clientguid-answer'> = {
  'smb2-dialect': ({ dialect, answer, status, ms }) => {
    switch (answer) {
      case 'served':
        return message('observation.smb2-dialect.served', { dialect });
      case 'refused':
        return message('observation.smb2-dialect.refused', { dialect, status: status ? statusWords(status) : '' });
      case 'no-answer':
        return message('observation.smb2-dialect.no-answer', { dialect, ms });
      case 'cut':
      case 'other':
        return message(`observation.smb2-dialect.${answer}`, { dialect });
    }
  },
  'server-names': (seen) => describeNames(seen),
  'server-changed': ({ what, before, after }) => message(`observation.server-changed.${what}`, { before, after }),
  'clientguid-answer': ({ guid, dialect, status, answer, then }) =>
    message(`observation.clientguid-answer.${guid}`, {
      dialect,
      answer:
        answer === 'session-deleted' || answer === 'other-status'
          ? statusWords(status)
          : message(`clientguid.answer.${answer}`),
      then: message(`clientguid.then.${then}`),
    }),
};

function describeNames(seen: ObservationOf<'server-names'>): Message {
  const computer = seen.dnsComputer ?? seen.netbiosComputer ?? '';
  const domain = seen.dnsDomain ?? seen.netbiosDomain ?? '';
  return domain === '' || domain === computer
    ? message('observation.server-names.computer', { computer })
    : message('observation.server-names', { computer, domain });
}

/** By how much a server's clock differs, where that is more than Kerberos bears; null where it is not. */
export function skewWords({ clockSkewMs = 0 }: { readonly clockSkewMs?: number | undefined }): Message | null {
  if (Math.abs(clockSkewMs) <= kerberosSkewLimitMs) return null;
  return message(clockSkewMs > 0 ? 'clock-skew.ahead' : 'clock-skew.behind', { skew: Math.abs(clockSkewMs) });
}
