import type { Message } from '../model/message.ts';
import { checkOrder, checks } from '../knowledge/checks.ts';
import { causes } from '../knowledge/causes.ts';
import type { FaultStop } from '../knowledge/fault-stops.ts';
import { faultStops, stopBefore } from '../knowledge/fault-stops.ts';
import { networkLevel, overTls, rdpPortOf } from '../knowledge/rdp-security.ts';
import type { CheckId } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import type { Observation, ObservationOf } from '../model/observation.ts';
import type { CheckResult } from '../model/run.ts';
import type { Target } from '../model/target.ts';
import { message } from '../wording/message.ts';

/** How one stop stands. `not-reached` is no fault: something before it broke, and it was not passed before that. */
export type FaultStopState = 'passed' | 'broken' | 'warning' | 'unknown' | 'not-reached' | 'running' | 'waiting';

/** One stop of the fault line: what it is, and the measured words for it. */
export interface FaultStopView {
  readonly stop: FaultStop;
  /** The stop by way of which this one is reached. */
  readonly after: FaultStop | null;
  readonly state: FaultStopState;
  readonly name: Message;
  readonly value: Message;
  readonly detail: Message | null;
}

/** What is known so far; works while a run goes on (no findings yet) and after it. */
export interface FaultLineInput {
  readonly target: Target;
  readonly planned: readonly CheckId[];
  readonly started: readonly CheckId[];
  readonly finished: readonly CheckResult[];
  readonly observations: readonly Observation[];
  /** Empty while the run goes on. */
  readonly findings: readonly Finding[];
}

/**
 * The stops from this PC to the share, each with its state and measured words, and those of Remote Desktop. What nothing
 * was planned of is left out. A fault of this PC keeps nobody from the stops after it: they were tried all the same.
 */
export function faultLine(input: FaultLineInput): readonly FaultStopView[] {
  const broken = new Set<FaultStop>();
  return faultStops
    .filter((stop) => isPlanned(stop, input))
    .map((stop) => {
      const after = stopBeforeIn(stop, input);
      const blocked = after !== null && broken.has(after);
      const state = blocked && !saw(stop, input.observations) ? 'not-reached' : stateOf(stop, input);
      if ((state === 'broken' || blocked) && stop !== 'this-pc') broken.add(stop);
      return { stop, after, state, name: nameOf(stop, input), ...wordsOf(stop, state, input) };
    });
}

function isPlanned(stop: FaultStop, { planned }: FaultLineInput): boolean {
  if (stop === 'name') return true;
  const stops = new Set(planned.map((id) => checks[id].stop));
  if (stop === 'this-pc') return stops.has(stop);
  // Sessions are listed from this PC whatever the run is about; they end the way only where it is gone.
  const remoteDesktop = stops.has('rdp-port') || stops.has('rdp-security');
  if (stop === 'rdp-session') return stops.has(stop) && remoteDesktop;
  return isOfRdp(stop) ? remoteDesktop : stops.has('port') || stops.has('smb-session') || stops.has('share');
}

/** The stop before, where there is one on this line. */
function stopBeforeIn(stop: FaultStop, input: FaultLineInput): FaultStop | null {
  const before = stopBefore[stop];
  return before !== null && isPlanned(before, input) ? before : null;
}

function isOfRdp(stop: FaultStop): boolean {
  return stop === 'rdp-port' || stop === 'rdp-security' || stop === 'rdp-session';
}

/**
 * The finding that a stop shows: the surest one there, but a fault before a warning unless it is no more than possible.
 * What can be met on both ways sits on the one where it was seen.
 */
function findingAt(stop: FaultStop, { findings, observations }: FaultLineInput): Finding | undefined {
  // What stands behind it was provoked, and no stop is broken by that.
  if (findings[0]?.cause === 'healthy') return undefined;
  const here = findings.filter(({ cause, evidence }) => {
    const own = causes[cause].stop;
    if (own === null || own === 'this-pc' || own === 'name' || isOfRdp(own)) return own === stop;
    const seen = observations.find(({ id }) => id === evidence[0]);
    // A session that answers echoes is good; what stalls is what was asked of it.
    if (cause === 'server-stalled' && seen !== undefined) return checks[seen.check].stop === stop;
    if (seen === undefined || !isOfRdp(checks[seen.check].stop)) return own === stop;
    return (seen.kind === 'rdp-connect-failed' ? 'rdp-port' : 'rdp-security') === stop;
  });
  const fault = here.find(({ cause, confidence }) => causes[cause].tone === 'bad' && confidence !== 'possible');
  return fault ?? here[0];
}

function stateOf(stop: FaultStop, input: FaultLineInput): FaultStopState {
  const finding = findingAt(stop, input);
  if (finding !== undefined) {
    const { tone } = causes[finding.cause];
    if (tone === 'bad') return 'broken';
    return tone === 'warn' ? 'warning' : 'unknown';
  }
  const own = input.planned.filter((id) => checks[id].stop === stop);
  const results = own.map((id) => input.finished.find((result) => result.id === id));
  if (results.some((result, index) => result === undefined && input.started.includes(own[index] ?? 'resolve')))
    return 'running';
  const passed = saw(stop, input.observations);
  // A check of this stop may still wait for long ones elsewhere: nothing runs here then.
  if (results.includes(undefined) && (!passed || stop === 'this-pc'))
    return results.some((result) => result?.outcome === 'done') ? 'running' : 'waiting';
  if (stop === 'this-pc') return passed ? 'passed' : 'unknown';
  if (!passed && results.every((result) => result?.outcome === 'skipped')) return 'not-reached';
  // IPC$ may open where the share that matters does not.
  if (stop === 'share' && refusedShare(input) !== undefined) return 'unknown';
  return passed ? 'passed' : 'unknown';
}

/** The observation without which a stop has not been passed. */
function saw(stop: FaultStop, observations: readonly Observation[]): boolean {
  if (stop === 'this-pc') {
    return observations.some(({ check, kind }) => checks[check].stop === stop && kind !== 'windows-not-read');
  }
  if (stop === 'rdp-session') {
    return observations.some((seen) => seen.kind === 'sessions-listed' && seen.machine === 'target');
  }
  const proof: Readonly<Record<typeof stop, readonly Observation['kind'][]>> = {
    name: ['name-resolved'],
    port: ['tcp-connected'],
    'smb-session': ['signed-in'],
    share: ['tree-connected'],
    'rdp-port': ['rdp-connected'],
    'rdp-security': ['rdp-negotiated'],
  };
  return observations.some((seen) => proof[stop].includes(seen.kind));
}

function nameOf(stop: FaultStop, input: FaultLineInput): Message {
  if (stop === 'rdp-port') return message('fault-line.rdp-port', { port: String(rdpPortOf(input.target)) });
  if (stop !== 'port') return message(`fault-line.${stop}`);
  const { port } = find(input, 'tcp-connected') ?? input.target;
  return message('fault-line.port', { port: String(port) });
}

function wordsOf(
  stop: FaultStop,
  state: FaultStopState,
  input: FaultLineInput,
): { readonly value: Message; readonly detail: Message | null } {
  const plain = (value: Message, detail: Message | null = null) => ({ value, detail });
  if (state === 'waiting') return plain(message('fault-line.waiting'));
  if (state === 'not-reached') return plain(message('fault-line.not-reached'));
  if (state === 'running') return plain(message('fault-line.running'), runningDetail(stop, input));
  const cause = findingAt(stop, input)?.cause;
  if (cause !== undefined) return plain(message(`fault-line.value.${cause}`), goodDetail(stop, input));
  if (state === 'unknown') return plain(message('fault-line.unknown'), goodDetail(stop, input));
  return plain(goodValue(stop, input), goodDetail(stop, input));
}

function runningDetail(stop: FaultStop, input: FaultLineInput): Message | null {
  const running = checkOrder.find(
    (id) =>
      checks[id].stop === stop && input.started.includes(id) && !input.finished.some((result) => result.id === id),
  );
  return running === undefined ? null : message(checks[running].label);
}

function all<Kind extends Observation['kind']>(input: FaultLineInput, kind: Kind): readonly ObservationOf<Kind>[] {
  return input.observations.filter((seen): seen is ObservationOf<Kind> => seen.kind === kind);
}

function find<Kind extends Observation['kind']>(input: FaultLineInput, kind: Kind): ObservationOf<Kind> | undefined {
  return all(input, kind)[0];
}

/** The refused share that the finding at the share stop rests on; without such a finding, the last tried if refused. */
function refusedShare(input: FaultLineInput): string | undefined {
  const refused = all(input, 'tree-refused');
  const last = input.observations.findLast(({ kind }) => kind === 'tree-refused' || kind === 'tree-connected');
  const finding = input.findings.find(({ cause }) => causes[cause].stop === 'share');
  return refused.find(({ id }) => finding?.evidence.includes(id) ?? id === last?.id)?.share;
}

function goodValue(stop: FaultStop, input: FaultLineInput): Message {
  if (stop === 'name') {
    const seen = find(input, 'name-resolved');
    return message('fault-line.value.address', { address: seen?.addresses[0] ?? '' });
  }
  if (stop === 'port' || stop === 'rdp-port') return message('fault-line.value.open');
  if (stop === 'rdp-security') {
    const chosen = find(input, 'rdp-negotiated')?.selected ?? '';
    if (!overTls.has(chosen)) return message('fault-line.value.no-tls');
    return message(networkLevel.has(chosen) ? 'fault-line.value.nla' : 'fault-line.value.tls');
  }
  if (stop === 'this-pc') return message('fault-line.value.inspected');
  if (stop === 'rdp-session') return message('fault-line.value.listed');
  if (stop === 'share') return message('fault-line.value.connected');
  return message('fault-line.value.answers');
}

function goodDetail(stop: FaultStop, input: FaultLineInput): Message | null {
  if (stop === 'name') {
    const seen = find(input, 'name-resolved');
    if (seen === undefined) return null;
    return seen.literal ? message('fault-line.detail.literal') : message('measured.ms', { ms: seen.ms });
  }
  if (stop === 'port' || stop === 'rdp-port') {
    const seen = find(input, stop === 'port' ? 'tcp-connected' : 'rdp-connected');
    return seen === undefined ? null : message('measured.ms', { ms: seen.ms });
  }
  if (stop === 'share') {
    const share = refusedShare(input) ?? all(input, 'tree-connected').at(-1)?.share;
    return share === undefined ? null : message('fault-line.detail.share', { share });
  }
  if (stop === 'this-pc') {
    const done = input.finished.filter(({ id, outcome }) => checks[id].stop === stop && outcome === 'done');
    return message('fault-line.detail.checks', { count: done.length });
  }
  if (stop === 'rdp-session') return null;
  if (stop === 'rdp-security') {
    const version = find(input, 'rdp-tls')?.version;
    return version === undefined ? null : message('fault-line.detail.version', { version });
  }
  const p50 = find(input, 'echo-series')?.latency.p50 ?? null;
  return p50 === null ? null : message('fault-line.detail.echo', { p50 });
}
