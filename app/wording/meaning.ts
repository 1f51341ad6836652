import { isOplockBreakWait } from '../knowledge/oplock-break-wait.ts';
import { isSlowWork } from '../knowledge/slow-work.ts';
import type { Message } from '../model/message.ts';
import type { Observation, ObservationKind } from '../model/observation.ts';
import { startedBefore } from '../knowledge/server-start.ts';
import { message } from './message.ts';
import { skewWords } from './observations/server.ts';
import { rdpSettingMeaning, settingSource, timerMeaning } from './observations/windows-setting-meanings.ts';

/** Where the meaning of each kind of observation is written down; absent where the measurement speaks for itself. */
const specifications: Readonly<Partial<Record<ObservationKind, string>>> = {
  'tcp-refused': '[RFC 9293] 3.10.7.1',
  'netbios-session': '[RFC 1002] 4.3.3',
  'netbios-session-refused': '[RFC 1002] 4.3.4, 4.3.5',
  'smb1-negotiated': '[MS-CIFS] 2.2.4.52.2, [MS-SMB] 2.2.4.5.2',
  'smb1-negotiate-refused': '[MS-CIFS] 2.2.4.52.2',
  'negotiate-cut': '[MS-SMB2] 3.3.5.3.2',
  'smb2-negotiated': '[MS-SMB2] 2.2.4',
  'smb2-negotiate-refused': '[MS-SMB2] 3.3.5.4, [MS-ERREF] 2.3.1',
  'smb2-dialect': '[MS-SMB2] 3.3.5.4',
  'server-names': '[MS-NLMP] 2.2.2.1',
  'server-changed': '[MS-SMB2] 2.2.4 ServerGuid, ServerStartTime',
  'clientguid-answer': '[MS-SMB2] 3.3.5.5.3',
  'signed-in': '[MS-CIFS] 2.2.4.53.2, [MS-SMB2] 2.2.6',
  'sign-in-refused': '[MS-SMB] 2.2.4.6, [MS-SMB2] 3.3.5.5, [MS-ERREF] 2.3.1',
  'signing-demanded': '[MS-CIFS] 2.2.4.52.2 SecurityMode, [MS-SMB] 3.2.5.2',
  'encryption-demanded': '[MS-SMB2] 2.2.6 SessionFlags, 2.2.10 ShareFlags, 3.3.5.2.9',
  'authentication-unsupported': '[MS-CIFS] 2.2.4.52.2 SecurityMode, [MS-ERREF] 2.3.1',
  'tree-refused': '[MS-CIFS] 2.2.4.55.2, [MS-SMB2] 3.3.5.7, [MS-ERREF] 2.3.1',
  'echo-series': '[MS-CIFS] 2.2.4.39, [MS-SMB2] 3.3.5.16',
  'echo-during-stall': '[MS-CIFS] 2.2.4.39',
  'oplock-break': '[MS-CIFS] 3.2.5.42, 3.3.2.1 and <217>',
  'vc-collision': '[MS-CIFS] 2.1.3, 3.3.5.43',
  'session-alive': '[MS-CIFS] 3.3.5.2, [MS-SMB2] 3.3.5.2.9',
  'file-step-refused': '[MS-ERREF] 2.3.1',
  'session-deleted': '[MS-ERREF] 2.3.1, [MS-CIFS] 3.3.5.2, [MS-SMB] 2.2.2.4, [MS-SMB2] 3.3.5.2.9',
  'session-expired': '[MS-ERREF] 2.3.1, [MS-SMB] 3.3.5.1, 3.2.5.1',
  'expired-answer': '[MS-SMB] 3.3.5.1',
  reauthenticated: '[MS-SMB] 3.3.5.3',
  'session-outlived-ticket': '[MS-SMB] 3.3.5.3, 2.2.4.6.1',
  'stale-session-answer': '[MS-CIFS] 3.3.5.2, [MS-SMB] 3.3.5.1, [MS-SMB2] 3.3.5.2.9',
  'rdp-connect-failed': '[RFC 9293] 3.10.7.1',
  'rdp-negotiated': '[MS-RDPBCGR] 2.2.1.2.1',
  'rdp-negotiate-refused': '[MS-RDPBCGR] 2.2.1.2.2',
  'not-rdp': '[MS-RDPBCGR] 2.2.1.2',
  'rdp-tls': '[MS-RDPBCGR] 5.4.5, [RFC 5280] 4.1',
  'rdp-tls-failed': '[RFC 8446] 6',
  'kerberos-ticket': '[RFC 4120] 2.3, [MS-KILE] 3.3.1',
  'account-limits': '[MS-SAMR] 2.2.6.5',
  'sessions-listed': '[MS-TSTS] 2.2.1.9',
  'user-session': '[MS-TSTS] 2.2.1.9',
  'unexpected-status': '[MS-ERREF] 2.3.1',
  'idle-connection': '[MS-CIFS] 3.3.6.2, [RFC 5382] 5',
};

/** What the observation means, in two sentences at most. */
export function meaningOf(seen: Observation): Message {
  switch (seen.kind) {
    case 'name-not-resolved':
      return message(`meaning.name-not-resolved.${seen.answered ? 'no-such-name' : 'no-answer'}`);
    case 'netbios-session-refused':
      return message(`meaning.netbios-session-refused.${seen.how}`);
    case 'smb1-negotiated':
    case 'smb2-negotiated':
      return message(skewWords(seen) === null ? `meaning.${seen.kind}` : 'meaning.clock-skew');
    case 'smb2-dialect':
      if (seen.answer === 'served' || seen.answer === 'no-answer')
        return message(`meaning.smb2-dialect.${seen.answer}`);
      return message('meaning.smb2-dialect.not-served');
    case 'server-changed':
      return message(`meaning.server-changed.${startedBefore(seen) ? 'start-time-before' : seen.what}`);
    case 'clientguid-answer':
      if (seen.answer === 'accepted') return message('meaning.clientguid-answer.accepted');
      return message(`meaning.clientguid-answer.${seen.answer === 'session-deleted' ? 'refused' : 'other'}`);
    case 'smb1-negotiate-refused':
      return message(`meaning.smb1-negotiate-refused.${seen.how}`);
    case 'signed-in':
      if (seen.guest) return message('meaning.signed-in.guest');
      if (seen.signed) return message(`meaning.signed-in.${seen.protocol === 'smb2' ? 'signed-smb2' : 'signed'}`);
      return message('meaning.signed-in');
    case 'encryption-demanded':
      return message(`meaning.encryption-demanded.${seen.without}`);
    case 'authentication-unsupported':
      return message(
        seen.why === 'ntlm-blocked'
          ? 'meaning.authentication-unsupported.ntlm-blocked'
          : 'meaning.authentication-unsupported',
      );
    case 'stale-session-answer': {
      const { reading } = seen;
      const win32 = String(seen.win32 ?? '');
      if (reading === 'deleted') return message('meaning.stale-session-answer.deleted', { win32 });
      if (seen.answer === 'cut') return message('meaning.stale-session-answer.consistent-cut', { win32 });
      return message(`meaning.stale-session-answer.${reading}`);
    }
    case 'expired-answer':
      if (seen.answer !== 'status') return message('meaning.expired-answer.broken');
      return message(`meaning.expired-answer.${seen.letThrough ? 'let-through' : 'refused'}`);
    case 'reauthenticated': {
      if (!seen.accepted) return message('meaning.reauthenticated.refused');
      const kept = seen.sameUid && seen.treeWorks && seen.fileWorks !== false;
      return message(kept ? 'meaning.reauthenticated' : 'meaning.reauthenticated.lost');
    }
    case 'session-outlived-ticket':
      return message(`meaning.session-outlived-ticket.${seen.dynamicReauth ? 'asked' : 'not-asked'}`);
    case 'idle-connection':
      return message(`meaning.idle-connection.${seen.variant === 'in-use' ? seen.variant : seen.end}`);
    case 'connection-cut':
      return message(`meaning.connection-cut.${seen.end}`);
    case 'second-connection':
      return message(
        seen.outcome === 'answered' ? 'meaning.second-connection.answered' : 'meaning.second-connection.not-answered',
      );
    case 'rdp-connect-failed':
      return message(`meaning.rdp-connect-failed.${seen.how}`);
    case 'rdp-tls': {
      const validity = seen.certificate?.validity;
      if (validity === 'expired' || validity === 'not-yet-valid') return message(`meaning.rdp-tls.${validity}`);
      return message('meaning.rdp-tls');
    }
    case 'rdp-tls-failed':
      return message(`meaning.rdp-tls-failed.${seen.how}`);
    case 'timer':
      return timerMeaning(seen);
    case 'rdp-setting':
      return rdpSettingMeaning(seen);
    case 'smb1-client':
      return message(`meaning.smb1-client.${seen.state === 'not-installed' ? 'off' : seen.state}`);
    case 'profile':
      return message(seen.damage.length === 0 ? 'meaning.profile' : 'meaning.profile.damaged');
    case 'firewall-rule':
      return message(`meaning.firewall-rule.${seen.action}`);
    case 'user-connection':
      return message(seen.elevated === true ? 'meaning.user-connection.elevated' : 'meaning.user-connection');
    case 'windows-not-read':
      return message(`meaning.windows-not-read.${seen.why === 'access-denied' ? seen.why : 'other'}`);
    case 'user-session':
      if (seen.state === 'disconnected') return message('meaning.user-session.disconnected');
      return message('meaning.user-session');
    case 'work-answered':
      if (seen.series === 'smb1.notify-change') return message('meaning.work-answered.notification');
      if (seen.status.value !== 0) return message('meaning.work-answered.status');
      if (isOplockBreakWait(seen)) return message('meaning.work-answered.oplock');
      return message(isSlowWork(seen) ? 'meaning.work-answered.late' : 'meaning.work-answered');
    case 'oplock-break':
      if (seen.outcome === 'not-tried') return message('meaning.oplock-break.not-tried');
      if (seen.outcome !== 'opened') return message('meaning.oplock-break.other');
      return message(`meaning.oplock-break.${seen.acknowledged ? 'given-up' : 'kept'}`);
    case 'vc-collision':
      if (seen.outcome === 'survived' || seen.outcome === 'no-answer')
        return message(`meaning.vc-collision.${seen.outcome}`);
      return message('meaning.vc-collision.ended');
    default:
      return message(`meaning.${seen.kind}`);
  }
}

/** Who says so: this run's measurement, and the specification that gives it its meaning. */
export function sourceOf(seen: Observation): Message {
  const isSetting = seen.kind === 'timer' || seen.kind === 'rdp-setting';
  const source = isSetting ? settingSource(seen) : specifications[seen.kind];
  return source === undefined ? message('source.measured') : message('source.measured-and', { source });
}
