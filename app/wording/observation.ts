import type { Message } from '../model/message.ts';
import type { Observation, ObservationKind, ObservationOf } from '../model/observation.ts';
import type { SmbStatus } from '../model/status.ts';
import { message } from './message.ts';
import { connectionWords } from './observations/connection.ts';
import { expiryWords } from './observations/expiry.ts';
import { idleWords } from './observations/idle.ts';
import { fileWords } from './observations/files.ts';
import { nameAndPortWords } from './observations/name-and-port.ts';
import { negotiateWords } from './observations/negotiate.ts';
import { serverWords } from './observations/server.ts';
import { remoteDesktopWords } from './observations/remote-desktop.ts';
import { sessionWords } from './observations/session.ts';
import { windowsSessionWords } from './observations/windows-sessions.ts';
import { windowsSettingWords } from './observations/windows-settings.ts';
import { windowsUserSideWords } from './observations/windows-user-side.ts';
import { workWords } from './observations/work.ts';
import type { Words } from './observations/words.ts';

const words: Words<ObservationKind> = {
  ...nameAndPortWords,
  ...negotiateWords,
  ...serverWords,
  ...sessionWords,
  ...connectionWords,
  ...workWords,
  ...expiryWords,
  ...fileWords,
  ...idleWords,
  ...remoteDesktopWords,
  ...windowsSessionWords,
  ...windowsSettingWords,
  ...windowsUserSideWords,
};

/** One sentence that says what was seen. */
export function describeObservation<Kind extends ObservationKind>(seen: ObservationOf<Kind>): Message {
  const describe: (seen: ObservationOf<Kind>) => Message = words[seen.kind];
  return describe(seen);
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
    case 'rdp-no-answer':
    case 'path-not-answered':
      return message('measured.silent-for', { ms: seen.ms });
    case 'connection-cut':
    case 'negotiate-cut':
      return message('measured.after', { ms: seen.ms });
    case 'signing-demanded':
    case 'encryption-demanded':
    case 'authentication-unsupported':
    case 'not-smb':
    case 'not-rdp':
    case 'protocol-violation':
    case 'session-deleted':
    case 'session-expired':
    case 'server-names':
    case 'file-left-behind':
    case 'no-file-to-read':
    case 'sessions-listed':
    case 'user-session':
    case 'rdp-clients-counted':
    case 'rdp-client':
    case 'rdp-client-memory':
    case 'windows-service':
    case 'rdp-listener':
    case 'timer':
    case 'extended-timeout-servers':
    case 'rdp-setting':
    case 'rdp-settings-read':
    case 'smb1-client':
    case 'smb1-server':
    case 'smb-signing':
    case 'profile':
    case 'profiles-read':
    case 'firewall-profile':
    case 'firewall-rule':
    case 'firewall-read':
    case 'kerberos-ticket':
    case 'account-limits':
    case 'user-connection':
    case 'event-log':
    case 'windows-event':
      return null;
    case 'windows-not-read':
      return seen.ms === undefined ? null : message('measured.silent-for', { ms: seen.ms });
    case 'server-changed':
      return message('measured.after', { ms: seen.ms });
    case 'session-outlived-ticket':
      return message('measured.after', { ms: seen.afterMs });
    case 'idle-connection':
      return seen.when === undefined ? null : message('measured.after', { ms: seen.atMs });
    default:
      return message('measured.ms', { ms: seen.ms });
  }
}

/** The status that the observation rests on, if a reply carried one. */
export function statusOf(seen: Observation): SmbStatus | null {
  return 'status' in seen ? (seen.status ?? null) : null;
}
