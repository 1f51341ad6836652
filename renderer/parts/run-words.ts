import { rdpPortOf } from '../../app/knowledge/rdp-security.ts';
import type { Exchange } from '../../app/model/exchange.ts';
import type { RunFacts } from '../state/run.ts';
import { startOf } from '../state/run.ts';

/** "14:02:17.318", the local time of day at `atMs` after the start of a run. */
export function clockTime(run: RunFacts, atMs: number): string {
  return timeOfDay(startOf(run) + atMs);
}

/** The port that the run connected to: the practice server's own is known only once it was reached. */
export function testedPort({ observations, wish }: RunFacts): number {
  const connected = observations.find(({ kind }) => kind === 'tcp-connected');
  return connected?.kind === 'tcp-connected' ? connected.port : (wish?.target.port ?? 0);
}

/** The port on which an exchange took place. */
export function portOfExchange(run: RunFacts, { id, series }: Exchange): number {
  const seen = run.observations.find((one) => one.exchange === id && 'port' in one);
  if (seen !== undefined && 'port' in seen) return seen.port;
  return series.startsWith('rdp.') ? rdpPortOf(run.wish?.target ?? {}) : testedPort(run);
}

/** "14:02:17.318" of a wall clock in ms since 1970. */
export function timeOfDay(at: number): string {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${milliseconds}`;
}

/** "0:50", minutes and seconds that have passed. */
export function elapsedWords(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
