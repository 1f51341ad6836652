import { endedStatuses } from '../../../app/knowledge/sign-in-statuses.ts';
import { isSessionDeleted, isSessionExpired } from '../../../app/knowledge/statuses.ts';
import type { ObservationOf } from '../../../app/model/observation.ts';
import type { Exchanged } from '../../net/exchange.ts';
import type { Schedule } from '../../schedule.ts';
import type { CheckContext } from '../check.ts';
import { silenceOf } from '../silence.ts';
import type { IdleConnection } from './connection.ts';
import { judgeEnd, judgeUse } from './judge.ts';
import type { PlannedIdle } from './planned.ts';
import type { Pulse } from './pulse.ts';
import { waitSilently } from './wait.ts';

/** A silent connection and what it is watched by. */
export interface IdleWatch {
  readonly planned: PlannedIdle;
  readonly connection: IdleConnection;
  readonly untilMs: number;
  readonly schedule: Schedule;
  readonly pulse: Pulse;
  readonly keepAlive: Pick<ObservationOf<'idle-connection'>, 'keepAliveEveryMs'>;
  /** Whether the server answers a new connection; asked once one has gone silent. */
  readonly isServed: () => Promise<boolean>;
}

type Fields = Pick<ObservationOf<'idle-connection'>, 'end' | 'when' | 'atMs' | 'status' | 'code' | 'ms' | 'exchange'>;

/** Waits for a connection's time or end, uses it where it is still there, notes how it stands, and signs off. */
export async function watchIdle(context: CheckContext, watch: IdleWatch): Promise<void> {
  const { recorder, clock, signal } = context;
  const { planned, connection, untilMs, schedule, pulse, keepAlive, isServed } = watch;
  const { silentSinceMs, ended } = connection;
  const waited = await waitSilently({ untilMs, ended, clock, schedule, signal });
  const note = (fields: Fields): void => {
    // What happens to a connection while this PC sleeps is nobody's timer.
    const slept = fields.end !== 'not-reached' && pulse.slept();
    recorder.observe('smb1-idle', 'idle-connection', {
      ...planned,
      ...keepAlive,
      keepAlivesReceived: connection.keepAlivesReceived(),
      ...fields,
      ...(slept ? { end: 'interrupted' } : {}),
    });
  };
  if (waited.kind === 'ended') {
    note({ ...judgeEnd(waited.end), when: 'waiting', atMs: waited.atMs - silentSinceMs, ms: null });
  } else if (waited.kind === 'cancelled') {
    note({ end: 'not-reached', atMs: clock.monotonicMs() - silentSinceMs, ms: null });
  } else {
    const usedAtMs = clock.monotonicMs();
    const used = await connection.use();
    const exchange = recorder.exchange(used.record);
    const { status, ms } = used.record;
    const state = judgeUse(planned.variant, used);
    note({
      ...state,
      ...(state.end === 'not-reached' ? {} : { when: 'used' }),
      atMs: usedAtMs - silentSinceMs,
      ...(status.form === 'none' ? {} : { status }),
      ms,
      exchange,
    });
    const atMs = usedAtMs - silentSinceMs;
    if (!pulse.slept()) await noteMore(context, used, { exchange, atMs, isServed });
  }
  await connection.signOff();
}

/** What the use of a connection shows beyond its own end: a deleted session, a broken answer, a server gone silent. */
async function noteMore(
  { recorder }: CheckContext,
  { result, record }: Exchanged<unknown>,
  { exchange, atMs, isServed }: { exchange: string; atMs: number; isServed: () => Promise<boolean> },
): Promise<void> {
  if (result.ok) return;
  const { error } = result;
  const { series } = record;
  if (error.kind === 'server-status') {
    const { status } = error;
    if (isSessionDeleted(status)) {
      recorder.observe('smb1-idle', 'session-deleted', { series, status, sinceLastSuccessMs: atMs, exchange });
    } else if (isSessionExpired(status)) {
      recorder.observe('smb1-idle', 'session-expired', { series, status, sinceLastSuccessMs: atMs, exchange });
    } else if (endedStatuses.has(status.name)) {
      recorder.observe('smb1-idle', 'unexpected-status', { series, status, ms: record.ms ?? 0, exchange });
    }
  } else if (error.kind === 'protocol-violation') {
    const field = error.field === undefined ? {} : { field: error.field };
    recorder.observe('smb1-idle', 'protocol-violation', { series, reason: error.reason, ...field, exchange });
  } else if (error.kind === 'deadline' && !(await isServed())) {
    const silence = { ...silenceOf(error), sinceLastSuccessMs: atMs + error.waitedMs };
    recorder.observe('smb1-idle', 'exchange-no-answer', { series, ...silence, exchange });
  }
}
