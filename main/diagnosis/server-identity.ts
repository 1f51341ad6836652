import type { CheckId } from '../../app/model/check.ts';
import { guidText } from '../net/guid.ts';
import type { NegotiateReply } from '../smb1/negotiate.ts';
import type { NegotiateResponse } from '../smb2/codec/negotiate.ts';
import type { CheckContext } from './check.ts';

/** What one answer said of the machine that gave it. */
export interface ServerIdentity {
  readonly protocol: 'smb1' | 'smb2';
  readonly guid: string;
  /** ISO 8601; null where it does not say. */
  readonly startTime: string | null;
  readonly serverTime: string | null;
}

/** The same, and when it came, on the monotonic clock. */
export interface SeenServer extends ServerIdentity {
  readonly atMs: number;
}

type Noting = Pick<CheckContext, 'recorder' | 'bench' | 'clock'>;

/**
 * Compares a server's answer with the earlier one of this run in the same protocol, and notes what has changed: the
 * server was started again in between, or another machine answers.
 */
export function noteIdentity(
  { recorder, bench, clock }: Noting,
  check: CheckId,
  now: ServerIdentity,
  exchange: string,
): void {
  const atMs = clock.monotonicMs();
  const known = bench.servers.filter(({ protocol }) => protocol === now.protocol);
  const last = known.at(-1);
  bench.servers.push({ ...now, atMs });
  if (last === undefined) return;
  const common = {
    protocol: now.protocol,
    ms: atMs - last.atMs,
    ...(last.serverTime === null ? {} : { serverTimeBefore: last.serverTime }),
    exchange,
  };
  if (last.guid !== now.guid) {
    const returned = known.some(({ guid }) => guid === now.guid);
    recorder.observe(check, 'server-changed', {
      what: 'guid',
      before: last.guid,
      after: now.guid,
      returned,
      ...common,
    });
  }
  if (last.startTime !== null && now.startTime !== null && last.startTime !== now.startTime) {
    const returned = known.some(({ startTime }) => startTime === now.startTime);
    const times = { before: last.startTime, after: now.startTime };
    recorder.observe(check, 'server-changed', { what: 'start-time', ...times, returned, ...common });
  }
}

/** The same for an SMB1 NEGOTIATE response, which names a machine only with extended security. */
export function noteSmb1Identity(context: Noting, check: CheckId, reply: NegotiateReply, exchange: string): void {
  if (reply.kind !== 'nt-lm' || reply.security.kind !== 'extended') return;
  const guid = guidText(reply.security.serverGuid);
  const serverTime = reply.systemTime?.toISOString() ?? null;
  noteIdentity(context, check, { protocol: 'smb1', guid, startTime: null, serverTime }, exchange);
}

/** The same for an SMB2 NEGOTIATE response. */
export function noteSmb2Identity(context: Noting, check: CheckId, reply: NegotiateResponse, exchange: string): void {
  const startTime = reply.serverStartTime?.toISOString() ?? null;
  const serverTime = reply.systemTime?.toISOString() ?? null;
  noteIdentity(context, check, { protocol: 'smb2', guid: guidText(reply.serverGuid), startTime, serverTime }, exchange);
}
