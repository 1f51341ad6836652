import { rdpPortOf } from '../../knowledge/rdp-security.ts';
import type { ObservationOf } from '../../model/observation.ts';
import { message } from '../../wording/message.ts';
import { minuteOf } from '../../wording/observations/windows-sessions.ts';
import type { Facts } from '../facts.ts';
import type { Judgement, Rule } from '../rule.ts';

/** facts.md H 28, 29, 34 and F1: what clients, sessions, services and the port's owner show of Remote Desktop. */
export const windowsSessionRules: readonly Rule[] = [
  { cause: 'rdp-service-stopped', judge: forRemoteDesktop(judgeService) },
  { cause: 'rdp-port-conflict', judge: forRemoteDesktop(judgePort) },
  { cause: 'rdp-ghost-session', judge: forRemoteDesktop(judgeSessions) },
  { cause: 'rdp-client-leftover', judge: forRemoteDesktop(judgeClients) },
];

/** Where nobody asks about Remote Desktop, what it does is no cause of the fault. */
function forRemoteDesktop(judge: Rule['judge']): Rule['judge'] {
  return (facts) => {
    const { symptom, plan } = facts.request;
    return symptom === 'rdp-session-deleted' || plan.checks.includes('rdp-negotiate') ? judge(facts) : null;
  };
}

/** A service that is starting or stopping may run again in a moment. */
function judgeService(facts: Facts): Judgement | null {
  const service = facts
    .all('windows-service')
    .find(({ machine, name }) => machine === 'target' && name === 'TermService');
  if (service === undefined || service.state === null || service.state === 'running') return null;
  const { host } = facts.request.target;
  return {
    confidence: service.state === 'stopped' ? 'confirmed' : 'likely',
    detail: service.start === 'disabled' ? 'disabled' : service.state,
    summary: message('cause.rdp-service-stopped.summary', { host, state: message(`service-state.${service.state}`) }),
    next: message('cause.rdp-service-stopped.next'),
    evidence: [service],
    against: facts.all('rdp-negotiated'),
  };
}

/** Somebody else on another address of this PC need not be in the way, nor one beside a service that does not run. */
function judgePort(facts: Facts): Judgement | null {
  const listener = facts.all('rdp-listener').find(({ machine }) => machine === 'target');
  if (listener === undefined) return null;
  const { listeners, servicePid, port } = listener;
  const foreign = listeners.find(({ pid }) => pid !== null && pid !== servicePid);
  if (foreign === undefined) return null;
  const alone = servicePid !== null && listeners.every(({ pid }) => pid !== null && pid !== servicePid);
  return {
    confidence: alone ? 'confirmed' : 'possible',
    summary: message('cause.rdp-port-conflict.summary', {
      host: facts.request.target.host,
      port: String(port),
      pid: String(foreign.pid),
    }),
    next: message('cause.rdp-port-conflict.next', { pid: String(foreign.pid) }),
    evidence: [listener],
    against: facts.all('rdp-negotiated').filter((seen) => seen.port === port),
  };
}

/** Only sessions that were seen count: a list that is empty, or shows nothing of this user, shows nothing. */
function judgeSessions(facts: Facts): Judgement | null {
  const sessions = facts.all('user-session').filter(({ machine }) => machine === 'target');
  const ghost = sessions.find(({ state, own }) => state === 'disconnected' && !own);
  const other = sessions.find((session) => session !== ghost);
  if (ghost === undefined) return judgeDuplicates(facts, sessions);
  const shown = { user: ghost.user, session: String(ghost.session), host: facts.request.target.host };
  const next = message('cause.rdp-ghost-session.next', { session: shown.session });
  const evidence = [ghost, ...sessions.filter((session) => session !== ghost)];
  if (other !== undefined) {
    const summary = message('cause.rdp-ghost-session.summary.beside', { ...shown, other: String(other.session) });
    return { confidence: 'confirmed', detail: 'duplicate', summary, next, evidence };
  }
  const { disconnectedAt } = ghost;
  const summary =
    disconnectedAt === null
      ? message('cause.rdp-ghost-session.summary', shown)
      : message('cause.rdp-ghost-session.summary.since', { ...shown, since: minuteOf(disconnectedAt) });
  return { confidence: 'likely', detail: 'disconnected', summary, next, evidence };
}

function judgeDuplicates(facts: Facts, sessions: readonly ObservationOf<'user-session'>[]): Judgement | null {
  const [kept, other] = sessions.filter(({ own }) => !own);
  if (kept === undefined || other === undefined) return null;
  return {
    confidence: 'possible',
    detail: 'duplicate',
    summary: message('cause.rdp-ghost-session.summary.duplicate', {
      user: kept.user,
      host: facts.request.target.host,
      session: String(kept.session),
      other: String(other.session),
    }),
    next: message('cause.rdp-ghost-session.next', { session: String(kept.session) }),
    evidence: sessions,
  };
}

/** A client of the user that is not busy with another server. One that has lost its connection is told first. */
function judgeClients(facts: Facts): Judgement | null {
  const clients = facts
    .all('rdp-client')
    .filter((client) => client.belongsTo === 'user' && !isElsewhere(client, facts));
  const lost = clients.find((client) => client.connections?.length === 0);
  const client = lost ?? clients[0];
  if (client === undefined) return null;
  const pid = String(client.pid);
  const { host } = facts.request.target;
  const common = { next: message('cause.rdp-client-leftover.next', { pid }), evidence: clients };
  if (lost !== undefined) {
    const summary = message('cause.rdp-client-leftover.summary', { pid });
    const showsTarget = lost.windowTitle === null || namesHost(lost.windowTitle, host);
    return { ...common, confidence: showsTarget ? 'likely' : 'possible', detail: 'not-connected', summary };
  }
  if (client.connections === null) {
    const summary = message('cause.rdp-client-leftover.summary.unknown', { pid });
    return { ...common, confidence: 'possible', detail: 'unknown', summary };
  }
  const summary = message('cause.rdp-client-leftover.summary.connected', { pid, host });
  return { ...common, confidence: 'possible', detail: 'connected', summary };
}

/** Connected to places of which none is the target. */
function isElsewhere({ connections }: ObservationOf<'rdp-client'>, facts: Facts): boolean {
  if (connections === null || connections.length === 0) return false;
  const port = String(rdpPortOf(facts.request.target));
  const addresses = facts.first('name-resolved')?.addresses ?? [facts.request.target.host];
  return !connections.some((place) => addresses.some((address) => place === `${address}:${port}`));
}

/** Whether a title or a command line names the server, as "rds02", "rds02.example.test" or "rds02:3390". */
function namesHost(text: string, host: string): boolean {
  const [label = host] = host.toLowerCase().split('.');
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}_-]+/u)
    .includes(label);
}
