import type { CheckId } from '../model/check.ts';
import type { ConsentId } from '../model/plan.ts';
import type { MessageId } from '../wording/message.ts';
import type { FaultStop } from './fault-stops.ts';

/**
 * When a check runs without being asked for by its id. `usual`: whenever SMB is in question. `share`: when a share is
 * named. `rdp`: when Remote Desktop is in question. `idle`: when a time for silent connections is given. `expiry`: when
 * the session is said to have expired. `windows`: where Windows can be inspected. `request`: never. A consent: when it
 * was given.
 */
export type Occasion = 'usual' | 'share' | 'rdp' | 'idle' | 'expiry' | 'windows' | 'request' | ConsentId;

interface CheckRow {
  /** What it does, as a name in a list. */
  readonly label: MessageId;
  /** What is waited for while it runs, as a headline. */
  readonly waiting: MessageId;
  readonly stop: FaultStop;
  /** The checks whose result it builds on. */
  readonly needs: readonly CheckId[];
  readonly when: Occasion;
  /** Puts a temporary file on the share: unless nothing may be written, or always. */
  readonly writesFile?: true | 'always';
}

/** Every check, in the order in which a run takes them. */
export const checks: Readonly<Record<CheckId, CheckRow>> = {
  resolve: { label: 'check.resolve.label', waiting: 'check.resolve.waiting', stop: 'name', needs: [], when: 'usual' },
  tcp: { label: 'check.tcp.label', waiting: 'check.tcp.waiting', stop: 'port', needs: ['resolve'], when: 'usual' },
  'smb1-negotiate': {
    label: 'check.smb1-negotiate.label',
    waiting: 'check.smb1-negotiate.waiting',
    stop: 'smb-session',
    needs: ['tcp'],
    when: 'usual',
  },
  'smb2-negotiate': {
    label: 'check.smb2-negotiate.label',
    waiting: 'check.smb2-negotiate.waiting',
    stop: 'smb-session',
    needs: ['tcp'],
    when: 'usual',
  },
  'smb1-session': {
    label: 'check.smb1-session.label',
    waiting: 'check.smb1-session.waiting',
    stop: 'smb-session',
    needs: ['smb1-negotiate'],
    when: 'usual',
  },
  'smb1-tree': {
    label: 'check.smb1-tree.label',
    waiting: 'check.smb1-tree.waiting',
    stop: 'share',
    needs: ['smb1-session'],
    when: 'usual',
  },
  'smb1-echo': {
    label: 'check.smb1-echo.label',
    waiting: 'check.smb1-echo.waiting',
    stop: 'smb-session',
    needs: ['smb1-negotiate'],
    when: 'usual',
  },
  'smb1-liveness': {
    label: 'check.smb1-liveness.label',
    waiting: 'check.smb1-liveness.waiting',
    stop: 'smb-session',
    needs: ['smb1-tree'],
    when: 'usual',
  },
  'smb2-session': {
    label: 'check.smb2-session.label',
    waiting: 'check.smb2-session.waiting',
    stop: 'smb-session',
    needs: ['smb2-negotiate'],
    when: 'usual',
  },
  'smb2-echo': {
    label: 'check.smb2-echo.label',
    waiting: 'check.smb2-echo.waiting',
    stop: 'smb-session',
    needs: ['smb2-session'],
    when: 'usual',
  },
  'smb1-stall': {
    label: 'check.smb1-stall.label',
    waiting: 'check.smb1-stall.waiting',
    stop: 'share',
    needs: ['smb1-tree'],
    when: 'share',
  },
  'smb1-files': {
    label: 'check.smb1-files.label',
    waiting: 'check.smb1-files.waiting',
    stop: 'share',
    needs: ['smb1-tree'],
    when: 'share',
    writesFile: true,
  },
  'smb1-stale-session': {
    label: 'check.smb1-stale-session.label',
    waiting: 'check.smb1-stale-session.waiting',
    stop: 'smb-session',
    needs: ['smb1-session'],
    when: 'request',
  },
  'smb1-expiry': {
    label: 'check.smb1-expiry.label',
    waiting: 'check.smb1-expiry.waiting',
    stop: 'smb-session',
    needs: ['smb1-tree'],
    when: 'expiry',
  },
  'smb2-stale-session': {
    label: 'check.smb2-stale-session.label',
    waiting: 'check.smb2-stale-session.waiting',
    stop: 'smb-session',
    needs: ['smb2-session'],
    when: 'request',
  },
  'smb1-idle': {
    label: 'check.smb1-idle.label',
    waiting: 'check.smb1-idle.waiting',
    stop: 'smb-session',
    needs: ['smb1-tree'],
    when: 'idle',
  },
  'rdp-negotiate': {
    label: 'check.rdp-negotiate.label',
    waiting: 'check.rdp-negotiate.waiting',
    stop: 'rdp-port',
    needs: ['resolve'],
    when: 'rdp',
  },
  'rdp-tls': {
    label: 'check.rdp-tls.label',
    waiting: 'check.rdp-tls.waiting',
    stop: 'rdp-security',
    needs: ['rdp-negotiate'],
    when: 'rdp',
  },
  'smb1-oplock': {
    label: 'check.smb1-oplock.label',
    waiting: 'check.smb1-oplock.waiting',
    stop: 'share',
    needs: ['smb1-tree'],
    when: 'oplock-break',
  },
  'windows-mstsc': {
    label: 'check.windows-mstsc.label',
    waiting: 'check.windows-mstsc.waiting',
    stop: 'this-pc',
    needs: [],
    when: 'windows',
  },
  'windows-sessions': {
    label: 'check.windows-sessions.label',
    waiting: 'check.windows-sessions.waiting',
    stop: 'rdp-session',
    needs: [],
    when: 'windows',
  },
  'windows-services': {
    label: 'check.windows-services.label',
    waiting: 'check.windows-services.waiting',
    stop: 'this-pc',
    needs: [],
    when: 'windows',
  },
  'windows-ports': {
    label: 'check.windows-ports.label',
    waiting: 'check.windows-ports.waiting',
    stop: 'this-pc',
    needs: [],
    when: 'windows',
  },
  'windows-timers': {
    label: 'check.windows-timers.label',
    waiting: 'check.windows-timers.waiting',
    stop: 'this-pc',
    needs: [],
    when: 'windows',
  },
  'windows-smb': {
    label: 'check.windows-smb.label',
    waiting: 'check.windows-smb.waiting',
    stop: 'this-pc',
    needs: [],
    when: 'windows',
  },
  'windows-policies': {
    label: 'check.windows-policies.label',
    waiting: 'check.windows-policies.waiting',
    stop: 'this-pc',
    needs: [],
    when: 'windows',
  },
  'windows-profiles': {
    label: 'check.windows-profiles.label',
    waiting: 'check.windows-profiles.waiting',
    stop: 'this-pc',
    needs: [],
    when: 'windows',
  },
  'windows-firewall': {
    label: 'check.windows-firewall.label',
    waiting: 'check.windows-firewall.waiting',
    stop: 'this-pc',
    needs: [],
    when: 'windows',
  },
  // Last, since it can cut off the run's own connection.
  'smb1-vc': {
    label: 'check.smb1-vc.label',
    waiting: 'check.smb1-vc.waiting',
    stop: 'smb-session',
    needs: ['smb1-session'],
    when: 'vc-collision',
  },
};

/** All check ids in the order of a run. */
export const checkOrder = Object.keys(checks) as readonly CheckId[];
