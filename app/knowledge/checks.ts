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
  /** What it waits for is work on files, with a deadline of its own, or nothing but time. */
  readonly waitsFor?: 'work' | 'time';
  /** Puts a temporary file on the share, unless nothing may be written. */
  readonly writesFile?: true;
}

/** A check of this PC: it builds on nothing, and runs wherever there is a Windows to inspect. */
function inWindows(id: Extract<CheckId, `windows-${string}`>, stop: FaultStop = 'this-pc'): CheckRow {
  return { label: `check.${id}.label`, waiting: `check.${id}.waiting`, stop, needs: [], when: 'windows' };
}

/** Every check, in the order in which a run takes them: this PC is looked at before our own probe touches anything. */
export const checks: Readonly<Record<CheckId, CheckRow>> = {
  'windows-timers': inWindows('windows-timers'),
  'windows-smb': inWindows('windows-smb'),
  'windows-firewall': inWindows('windows-firewall'),
  'windows-mstsc': inWindows('windows-mstsc'),
  'windows-sessions': inWindows('windows-sessions', 'rdp-session'),
  'windows-services': inWindows('windows-services'),
  'windows-ports': inWindows('windows-ports'),
  'windows-policies': inWindows('windows-policies'),
  'windows-profiles': inWindows('windows-profiles'),
  'windows-tickets': inWindows('windows-tickets'),
  'windows-connections': inWindows('windows-connections'),
  'windows-events': inWindows('windows-events'),
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
    waitsFor: 'work',
  },
  'smb1-files': {
    label: 'check.smb1-files.label',
    waiting: 'check.smb1-files.waiting',
    stop: 'share',
    needs: ['smb1-tree'],
    when: 'share',
    writesFile: true,
    waitsFor: 'work',
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
    waitsFor: 'time',
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
    waitsFor: 'time',
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
    writesFile: true,
    waitsFor: 'work',
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
