import type { IdleTimer } from '../../knowledge/idle-times.ts';
import { networkIdleTimers, serverIdleTimers, timersWithin } from '../../knowledge/idle-times.ts';
import { timers } from '../../knowledge/timers.ts';
import type { Message } from '../../model/message.ts';
import type { ObservationOf } from '../../model/observation.ts';
import type { IdleEnd, IdleVariant } from '../../model/observations/idle.ts';
import { message } from '../../wording/message.ts';
import type { Facts } from '../facts.ts';
import type { Judgement, Rule } from '../rule.ts';

/** The server looks for idle connections every 30 s; one measured took a minute longer than its time. */
const scavengerMs = 90_000;

type Idle = ObservationOf<'idle-connection'>;

const deadEnds: ReadonlySet<IdleEnd> = new Set(['fin', 'rst', 'silent', 'session-gone']);

/** Whether a silent connection did not survive; what could not be judged did neither. */
export function hasDied(seen: Idle): boolean {
  return deadEnds.has(seen.end);
}

/** What became of the twins of a plain connection that died. */
interface Twins {
  /** The plain one that died first. */
  readonly first: Idle;
  readonly deaths: readonly Idle[];
  /** Lived as long as that one or longer. */
  readonly lived: Readonly<Record<IdleVariant, readonly Idle[]>>;
  readonly died: Readonly<Record<IdleVariant, readonly Idle[]>>;
}

/** facts.md H 15 to 17: silent connections that did not survive. */
export const idleRules: readonly Rule[] = [
  {
    cause: 'idle-disconnect-server',
    judge: (facts) => {
      const twins = twinsOf(facts);
      return twins === null ? null : judgeServer(facts, twins);
    },
  },
  {
    cause: 'idle-disconnect-network',
    judge: (facts) => {
      const twins = twinsOf(facts);
      return twins === null ? null : judgeNetwork(facts, twins);
    },
  },
];

function twinsOf(facts: Facts): Twins | null {
  const all = facts.all('idle-connection');
  const deaths = all.filter((seen) => seen.variant === 'plain' && hasDied(seen)).sort((a, b) => a.atMs - b.atMs);
  const [first] = deaths;
  if (first === undefined) return null;
  const of = (variant: IdleVariant, fits: (seen: Idle) => boolean): readonly Idle[] =>
    all.filter((seen) => seen.variant === variant && fits(seen));
  // Where the one in use was lost too, it was no silence that ended the others.
  if (of('in-use', hasDied).length > 0) return null;
  const each = (fits: (seen: Idle) => boolean) => ({
    plain: of('plain', fits),
    'keep-alive': of('keep-alive', fits),
    'open-handle': of('open-handle', fits),
    'open-search': of('open-search', fits),
    'in-use': of('in-use', fits),
  });
  return {
    first,
    deaths,
    lived: each((seen) => seen.end === 'alive' && outlives(seen, first)),
    died: each(hasDied),
  };
}

/** Timers of one length go off within a millisecond of each other, in any order. */
function outlives(seen: Idle, first: Idle): boolean {
  return seen.atMs >= first.atMs || seen.plannedMs >= first.plannedMs;
}

/**
 * A server looks at opens and requests: it spares the connection with an open handle, and TCP keep-alives do not impress
 * it. Only where its own AutoDisconnect was read there, and fits, it is more than `likely`.
 */
function judgeServer(facts: Facts, { first, deaths, lived, died }: Twins): Judgement | null {
  const spares = lived['open-handle'].length > 0;
  const inOrder = first.end === 'fin' || first.end === 'session-gone';
  if (!inOrder && !(first.end === 'rst' && spares && lived['keep-alive'].length === 0)) return null;
  const own = autoDisconnectOf(facts, first);
  const against = [
    ...died['open-handle'],
    ...lived['keep-alive'],
    ...lived.plain,
    ...died['in-use'],
    ...(own?.fits === false ? [own.seen] : []),
  ];
  const params = { host: facts.request.target.host, end: message(`idle.end.${first.end}`), time: timeOf(facts, first) };
  const sure = own?.fits === true ? 'confirmed' : 'likely';
  return {
    confidence: inOrder && spares && against.length === 0 ? sure : 'possible',
    summary:
      contradiction(lived, params) ??
      message(`cause.idle-disconnect-server.summary.${spares ? 'spared' : 'alone'}`, params),
    next: message('cause.idle-disconnect-server.next', { hint: own?.hint ?? hintOf(facts, first, serverIdleTimers) }),
    evidence: [
      ...deaths,
      ...died['keep-alive'],
      ...lived['open-handle'],
      ...lived['in-use'],
      ...(own?.fits === true ? [own.seen] : []),
    ],
    against,
  };
}

/** The AutoDisconnect that was read on the server, and whether it can have fired then. This PC's own never counts. */
function autoDisconnectOf(
  facts: Facts,
  first: Idle,
): { readonly seen: ObservationOf<'timer'>; readonly fits: boolean; readonly hint: Message } | null {
  const seen = facts.all('timer').find(({ timer, machine }) => timer === 'auto-disconnect' && machine === 'target');
  if (seen === undefined || seen.effective === null) return null;
  const never = seen.effective === timers['auto-disconnect'].never;
  const afterMs = seen.effective * 60_000;
  const own = { name: '', afterMs, latestMs: afterMs + scavengerMs, confidence: 'high', source: '' } as const;
  const fits = !never && timersWithin([own], spanOf(facts, first)).length > 0;
  if (never) return { seen, fits, hint: message('idle.hint.never') };
  return { seen, fits, hint: message(fits ? 'idle.hint.set' : 'idle.hint.set-otherwise', { set: afterMs }) };
}

/**
 * What stands between looks at packets, of which a TCP keep-alive is one and an open handle none. Silence counts only
 * where the server was there to answer.
 */
function judgeNetwork(facts: Facts, { first, deaths, lived, died }: Twins): Judgement | null {
  const keptAlive = lived['keep-alive'].length > 0;
  const answered = [...lived['keep-alive'], ...lived['open-handle'], ...lived['open-search'], ...lived['in-use']];
  const second = facts.all('second-connection').filter((seen) => seen.outcome === 'answered');
  if (first.end === 'silent' && answered.length === 0 && second.length === 0) return null;
  if (first.end === 'session-gone' || (first.end === 'fin' && !keptAlive)) return null;
  const against = [...died['keep-alive'], ...lived['open-handle'], ...lived.plain];
  const sure = keptAlive && first.end !== 'fin' ? 'confirmed' : 'likely';
  const params = { host: facts.request.target.host, end: message(`idle.end.${first.end}`), time: timeOf(facts, first) };
  return {
    confidence:
      against.length === 0
        ? sure
        : keptAlive && first.end !== 'fin' && lived.plain.length === 0
          ? 'likely'
          : 'possible',
    summary:
      contradiction(lived, params) ??
      message(`cause.idle-disconnect-network.summary.${keptAlive ? 'twin' : 'alone'}`, params),
    next: message('cause.idle-disconnect-network.next', { hint: hintOf(facts, first, networkIdleTimers) }),
    evidence: [...deaths, ...lived['keep-alive'], ...died['open-handle'], ...lived['in-use'], ...second],
    against,
  };
}

/** What is said where another connection, silent in the same way and for as long, lived: no timer does that. */
function contradiction(
  { plain: [other] }: Twins['lived'],
  params: { readonly host: string; readonly end: Message; readonly time: Message },
): Message | null {
  return other === undefined ? null : message('idle.summary.contradicted', { ...params, other: other.atMs });
}

/** The silence in which a timer fired: to the millisecond where the end came by itself, else since the last one alive. */
function spanOf(facts: Facts, { when, atMs }: Idle): { readonly fromMs: number; readonly toMs: number } {
  if (when === 'waiting') return { fromMs: atMs, toMs: atMs };
  const shorter = facts
    .all('idle-connection')
    .filter((seen) => seen.variant === 'plain' && seen.end === 'alive' && seen.atMs < atMs);
  return { fromMs: Math.max(0, ...shorter.map((seen) => seen.atMs)), toMs: atMs };
}

function timeOf(facts: Facts, first: Idle): Message {
  const { fromMs, toMs } = spanOf(facts, first);
  if (fromMs === toMs) return message('idle.time.at', { at: toMs });
  return fromMs === 0
    ? message('idle.time.within', { to: toMs })
    : message('idle.time.between', { from: fromMs, to: toMs });
}

function hintOf(facts: Facts, first: Idle, timers: readonly IdleTimer[]): Message {
  const names = timersWithin(timers, spanOf(facts, first)).map(({ name }) => name);
  return names.length === 0 ? message('idle.hint.none') : message('idle.hint', { names: names.join(', ') });
}
