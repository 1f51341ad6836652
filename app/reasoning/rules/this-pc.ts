import type { Message } from '../../model/message.ts';
import type { Observation, ObservationOf } from '../../model/observation.ts';
import { message } from '../../wording/message.ts';
import { machineWords } from '../../wording/observations/windows-sessions.ts';
import type { Facts } from '../facts.ts';
import type { Judgement, Rule } from '../rule.ts';

/** What this PC itself stands in the way with (facts.md E, F8, H 1 and 35). */
export const thisPcRules: readonly Rule[] = [
  {
    cause: 'smb1-client-missing',
    judge: (facts) => {
      const client = facts.first('smb1-client');
      const served = facts.first('smb1-negotiated');
      if (client === undefined || served === undefined || facts.first('smb2-negotiated') !== undefined) return null;
      if (client.state !== 'not-installed' && client.state !== 'off') return null;
      const refused: readonly Observation[] = [
        ...facts.all('smb2-negotiate-refused'),
        ...facts.all('negotiate-cut').filter(({ dialogue }) => dialogue === 'smb2'),
      ];
      return {
        confidence: facts.first('smb2-negotiate-refused') === undefined ? 'likely' : 'confirmed',
        detail: client.state,
        summary: message(`cause.smb1-client-missing.summary.${client.state}`, { host: facts.request.target.host }),
        next: message('cause.smb1-client-missing.next'),
        evidence: [client, served, ...refused],
      };
    },
  },
  { cause: 'firewall-blocked', judge: (facts) => judgeBlockRule(facts) ?? judgeOutbound(facts) },
  {
    cause: 'profile-damaged',
    judge: (facts) => {
      const damaged = facts.all('profile').filter(({ belongsTo, damage }) => belongsTo === 'user' && damage.length > 0);
      const seen = damaged.find(({ machine }) => machine === 'target') ?? damaged[0];
      const worst = seen?.damage[0];
      if (seen === undefined || worst === undefined) return null;
      // Where the session is on the server, it is the profile there that counts; and a copy may be an old one.
      const elsewhere = seen.machine === 'this-pc' && facts.request.symptom === 'rdp-session-deleted';
      return {
        confidence: elsewhere || worst === 'bak' ? 'possible' : 'likely',
        detail: worst,
        summary: damageSummary(seen, worst),
        next: message('cause.profile-damaged.next'),
        evidence: damaged,
      };
    },
  },
];

function damageSummary(seen: ObservationOf<'profile'>, worst: ObservationOf<'profile'>['damage'][number]): Message {
  const of = { sid: seen.sid, machine: machineWords(seen) };
  return worst === 'folder-missing'
    ? message('cause.profile-damaged.summary.folder-missing', { ...of, path: seen.path })
    : message(`cause.profile-damaged.summary.${worst}`, of);
}

/** What became of our own attempts to connect to a port. */
function triedPort(facts: Facts, port: number): { readonly failed: readonly Observation[]; readonly worked: boolean } {
  const at = (seen: { readonly port: number }): boolean => seen.port === port;
  const worked = [...facts.all('tcp-connected'), ...facts.all('rdp-connected')].some(at);
  const silent = [...facts.all('tcp-no-answer'), ...facts.all('tcp-failed')].filter(at);
  const remoteDesktop = facts.all('rdp-connect-failed').filter((seen) => at(seen) && seen.how !== 'refused');
  return { failed: [...silent, ...remoteDesktop], worked };
}

/** A rule that blocks counts before every one that allows. Which kind of network is in force is not known. */
function judgeBlockRule(facts: Facts): Judgement | null {
  const judged = facts
    .all('firewall-rule')
    .filter(({ action }) => action === 'block')
    .flatMap((rule) => {
      const tried = triedPort(facts, rule.port);
      const forAll =
        rule.program === undefined && rule.profiles.length === 0 && !rule.narrowed && rule.addresses !== 'unknown';
      // Our own connection came through, so the rule is none for us; for Windows' own programs it may be.
      if (tried.worked && rule.program === undefined) return [];
      const confidence = tried.failed.length > 0 ? (forAll ? 'confirmed' : 'likely') : forAll ? 'likely' : 'possible';
      return [{ rule, confidence, failed: tried.failed } as const];
    });
  const order = ['confirmed', 'likely', 'possible'] as const;
  const [first] = judged.sort((a, b) => order.indexOf(a.confidence) - order.indexOf(b.confidence));
  if (first === undefined) return null;
  const { rule, confidence, failed } = first;
  return {
    confidence,
    detail: String(rule.port),
    summary: blockSummary(facts, rule),
    next: message(rule.source === 'policy' ? 'cause.firewall-blocked.next.policy' : 'cause.firewall-blocked.next'),
    evidence: [rule, ...failed],
  };
}

function blockSummary(facts: Facts, { name, port, program }: ObservationOf<'firewall-rule'>): Message {
  const params = { name, port: String(port), host: facts.request.target.host };
  return program === undefined
    ? message('cause.firewall-blocked.summary', params)
    : message('cause.firewall-blocked.summary.program', { ...params, program });
}

/** Nothing goes out but what a rule allows, and none does. */
function judgeOutbound(facts: Facts): Judgement | null {
  const closed = facts
    .all('firewall-profile')
    .filter(({ enabled, blocksOutbound }) => enabled !== false && blocksOutbound === true);
  const read = facts.first('firewall-read');
  if (closed.length === 0 || read === undefined) return null;
  const allowed = new Set(facts.all('firewall-rule').flatMap(({ action, port }) => (action === 'allow' ? [port] : [])));
  for (const port of read.ports) {
    const { failed, worked } = triedPort(facts, port);
    if (worked || allowed.has(port) || failed.length === 0) continue;
    return {
      confidence: closed.length === 3 && read.unreadable === 0 ? 'likely' : 'possible',
      detail: String(port),
      summary: message('cause.firewall-blocked.summary.outbound', { port: String(port) }),
      next: message('cause.firewall-blocked.next'),
      evidence: [...closed, read, ...failed],
    };
  }
  return null;
}
