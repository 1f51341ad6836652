import type { SeriesId } from '../model/exchange.ts';
import type { Message } from '../model/message.ts';
import type { Observation, ObservationOf } from '../model/observation.ts';
import type { SmbStatus } from '../model/status.ts';
import type { MessageId } from './message.ts';
import { message } from './message.ts';

/** "0xC000006D STATUS_LOGON_FAILURE"; a DOS status is named by class and code. */
export function statusWords(status: SmbStatus): string {
  return status.name === status.raw ? status.raw : `${status.raw} ${status.name}`;
}

/** The command of a series, in a person's words. */
export function seriesName(series: SeriesId): Message {
  return message(`series.${series}`);
}

/** One sentence that says what was seen. */
export function describeObservation(seen: Observation): Message {
  switch (seen.kind) {
    case 'name-resolved':
      return seen.literal
        ? message('observation.name-literal', { host: seen.host })
        : message('observation.name-resolved', { host: seen.host, addresses: seen.addresses.join(', ') });
    case 'name-not-resolved':
      return message(`observation.name-not-resolved.${seen.answered ? 'no-such-name' : 'no-answer'}`, {
        host: seen.host,
        code: seen.code,
      });
    case 'tcp-connected':
    case 'tcp-refused':
      return message(`observation.${seen.kind}`, { address: seen.address, port: String(seen.port) });
    case 'tcp-no-answer':
      return seen.reason === 'deadline'
        ? message('observation.tcp-no-answer.deadline', {
            address: seen.address,
            port: String(seen.port),
            ms: seen.ms,
          })
        : message('observation.tcp-no-answer.unreachable', { address: seen.address, code: seen.code ?? '' });
    case 'tcp-failed':
      return message('observation.tcp-failed', { address: seen.address, port: String(seen.port), code: seen.code });
    case 'netbios-session':
    case 'netbios-session-refused':
      return describeNetbios(seen);
    case 'smb1-negotiated':
      return message('observation.smb1-negotiated', {
        dialect: seen.dialect,
        signing: message(`signing.${seen.signing}`),
      });
    case 'smb1-negotiate-refused':
      return seen.how === 'no-dialect'
        ? message('observation.smb1-negotiate-refused.no-dialect')
        : message('observation.smb1-negotiate-refused.status', { status: statusWords(seen.status) });
    case 'negotiate-cut':
      return message('observation.negotiate-cut', {
        dialogue: message(`dialogue.${seen.dialogue}`),
        end: message(`end.${seen.end}`),
      });
    case 'negotiate-no-answer': {
      const silence = { dialogue: message(`dialogue.${seen.dialogue}`), ms: seen.ms };
      return seen.received === undefined
        ? message('observation.negotiate-no-answer', silence)
        : message('observation.negotiate-no-answer.partial', { ...silence, received: seen.received });
    }
    case 'not-smb': {
      const dialogue = message(`dialogue.${seen.dialogue}`);
      return seen.text === ''
        ? message('observation.not-smb.silent-bytes', { dialogue })
        : message('observation.not-smb', { dialogue, text: seen.text });
    }
    case 'smb2-negotiated':
      return message('observation.smb2-negotiated', {
        dialect: seen.dialect,
        signing: message(`signing.${seen.signing}`),
        dialogue: message(`dialogue.${seen.dialogue}`),
      });
    case 'smb2-negotiate-refused':
      return seen.how === 'status'
        ? message('observation.smb2-negotiate-refused.status', {
            dialogue: message(`dialogue.${seen.dialogue}`),
            status: statusWords(seen.status),
          })
        : message('observation.smb2-negotiate-refused.smb1-answer', {
            dialogue: message(`dialogue.${seen.dialogue}`),
          });
    case 'signed-in':
      if (seen.account === 'anonymous') return message('observation.signed-in.anonymous');
      if (seen.guest) return message('observation.signed-in.guest', { user: seen.user ?? '' });
      return message(seen.signed ? 'observation.signed-in.signed' : 'observation.signed-in.user', {
        user: seen.user ?? '',
      });
    case 'sign-in-refused':
      return seen.account === 'anonymous'
        ? message('observation.sign-in-refused.anonymous', { status: statusWords(seen.status) })
        : message('observation.sign-in-refused.user', {
            user: seen.user ?? '',
            status: statusWords(seen.status),
          });
    case 'signing-demanded':
      return message('observation.signing-demanded');
    case 'authentication-unsupported':
      return seen.why === 'ntlm-blocked'
        ? message('observation.authentication-unsupported.ntlm-blocked', {
            status: seen.status === undefined ? '' : statusWords(seen.status),
          })
        : message(`observation.authentication-unsupported.${seen.why}`);
    case 'tree-connected':
      return message('observation.tree-connected', { share: seen.share });
    case 'tree-refused':
      return message('observation.tree-refused', { share: seen.share, status: statusWords(seen.status) });
    case 'echo-series':
      return seen.latency.lost === 0
        ? message('observation.echo-series.all', { sent: seen.sent })
        : message('observation.echo-series.some', {
            answered: seen.sent - seen.latency.lost,
            sent: seen.sent,
            lost: seen.latency.lost,
          });
    case 'session-alive':
    case 'echo-during-stall':
      return message(`observation.${seen.kind}`);
    case 'request-during-stall':
      return message('observation.request-during-stall', { command: seriesName(seen.series) });
    case 'session-deleted':
      return message('observation.session-deleted', { status: statusWords(seen.status) });
    case 'stale-session-answer':
      return seen.answer === 'status'
        ? message('observation.stale-session-answer.status', {
            command: seriesName(seen.series),
            status: statusWords(seen.status),
          })
        : message(`observation.stale-session-answer.${seen.answer}`, { command: seriesName(seen.series) });
    case 'unexpected-status':
      return message('observation.unexpected-status', {
        command: seriesName(seen.series),
        status: statusWords(seen.status),
      });
    case 'exchange-no-answer':
      return message('observation.exchange-no-answer', { command: seriesName(seen.series), ms: seen.ms });
    case 'connection-cut':
      return message('observation.connection-cut', {
        command: seriesName(seen.series),
        end: message(`end.${seen.end}`),
      });
    case 'second-connection':
      return message(`observation.second-connection.${seen.outcome}`);
    case 'protocol-violation':
      return message('observation.protocol-violation', {
        command: seriesName(seen.series),
        reason: { id: `violation.${seen.reason}` },
      });
  }
}

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

/** The measured value for the narrow column beside the sentence; null where nothing was measured. */
export function measuredOf(seen: Observation): Message | null {
  switch (seen.kind) {
    case 'name-resolved':
      return seen.literal ? null : message('measured.ms', { ms: seen.ms });
    case 'echo-series':
      if (seen.latency.p50 !== null) return message('measured.p50', { ms: seen.latency.p50 });
      return message('measured.lost', { lost: seen.latency.lost });
    case 'exchange-no-answer':
    case 'negotiate-no-answer':
    case 'tcp-no-answer':
      return message('measured.silent-for', { ms: seen.ms });
    case 'connection-cut':
    case 'negotiate-cut':
      return message('measured.after', { ms: seen.ms });
    case 'signing-demanded':
    case 'authentication-unsupported':
    case 'not-smb':
    case 'protocol-violation':
    case 'session-deleted':
      return null;
    default:
      return message('measured.ms', { ms: seen.ms });
  }
}

/** The status that the observation rests on, if a reply carried one. */
export function statusOf(seen: Observation): SmbStatus | null {
  return 'status' in seen ? (seen.status ?? null) : null;
}
