import type { RdpSettingId } from '../../model/setting.ts';
import type { ObservationOf } from '../../model/observation.ts';
import { message } from '../../wording/message.ts';
import type { Facts } from '../facts.ts';
import type { Judgement, Rule } from '../rule.ts';
import { judgeLimitByEvent } from './windows-events.ts';

/** What the policy for the number of sessions writes for no limit. */
const UNLIMITED = 999_999;

type Setting = ObservationOf<'rdp-setting'>;

/**
 * Limits of the Remote Desktop host, of which only its own settings tell (facts.md F2, H 29 and 31). That a limit is set
 * shows what may happen, not what befell the user.
 */
export const rdpSettingRules: readonly Rule[] = [
  { cause: 'rdp-time-limit', judge: (facts) => judgeLimitByEvent(facts) ?? judgeTimeLimitSetting(facts) },
  {
    cause: 'rdp-session-limit',
    judge: (facts) => {
      const seen = hostSetting(facts, 'max-instances');
      const limit = seen?.effective ?? null;
      if (seen === undefined || limit === null || limit >= UNLIMITED) return null;
      const { host } = facts.request.target;
      const next = message('cause.rdp-session-limit.next');
      const listed = facts.all('sessions-listed').find(({ machine }) => machine === 'target');
      const sessions = listed?.sessions.filter(({ user }) => user !== '').length ?? 0;
      const reached = listed !== undefined && sessions >= limit;
      return {
        confidence: reached ? 'likely' : 'possible',
        ...(reached ? { detail: 'reached' } : {}),
        summary: reached
          ? message('cause.rdp-session-limit.summary.reached', { host, limit, sessions })
          : message('cause.rdp-session-limit.summary', { host, limit }),
        next,
        evidence: reached ? [seen, listed] : [seen],
      };
    },
  },
  {
    cause: 'rdp-single-session',
    judge: (facts) => {
      const single = hostSetting(facts, 'single-session');
      if (single?.effective !== 1) return null;
      // It is on everywhere unless somebody turned it off: it explains something only with a session that is in use.
      const inUse = facts
        .all('user-session')
        .find(({ machine, state, own, client }) => machine === 'target' && state === 'active' && !own && client !== '');
      if (inUse === undefined) return null;
      const { session, user, client } = inUse;
      const { host } = facts.request.target;
      return {
        confidence: 'possible',
        summary: message('cause.rdp-single-session.summary', { host, session: String(session), user, client }),
        next: message('cause.rdp-single-session.next'),
        evidence: [single, inUse],
      };
    },
  },
];

/** A setting of the host that Remote Desktop is used on; this PC's own say nothing of it. */
function hostSetting(facts: Facts, wanted: RdpSettingId): Setting | undefined {
  const remoteDesktop =
    facts.request.symptom === 'rdp-session-deleted' || facts.request.plan.checks.includes('rdp-negotiate');
  if (!remoteDesktop) return undefined;
  return facts.all('rdp-setting').find(({ setting, machine }) => setting === wanted && machine === 'target');
}

const limits = [
  ['max-idle-time', 'idle'],
  ['max-disconnection-time', 'disconnected'],
  ['max-connection-time', 'active'],
] as const;

/** The shortest time limit that the host is set to; what its event log says of one is another matter. */
export function judgeTimeLimitSetting(facts: Facts): Judgement | null {
  const set = limits.flatMap(([id, detail]) => {
    const seen = hostSetting(facts, id);
    const limit = seen?.effective ?? 0;
    return seen === undefined || limit === 0 ? [] : [{ seen, limit, detail }];
  });
  const [shortest] = set.sort((a, b) => a.limit - b.limit);
  if (shortest === undefined) return null;
  const { limit, detail } = shortest;
  const logsOff = hostSetting(facts, 'reset-broken');
  return {
    confidence: 'possible',
    detail,
    summary: message(`cause.rdp-time-limit.summary.${detail}`, { host: facts.request.target.host, limit }),
    next: message('cause.rdp-time-limit.next'),
    evidence: [...set.map(({ seen }) => seen), ...(logsOff?.effective === 1 ? [logsOff] : [])],
  };
}
