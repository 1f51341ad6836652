import { noStatus } from '../../app/knowledge/statuses.ts';
import type { Exchange } from '../../app/model/exchange.ts';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { ConnectFailure } from '../net/failure.ts';
import type { TcpConnection } from '../net/tcp-connection.ts';
import { connectTcp } from '../net/tcp-connection.ts';
import type { ConnectionKind } from '../net/wire-tap.ts';
import type { CheckContext } from './check.ts';

const outcomes: Readonly<Record<ConnectFailure['kind'], Exchange['outcome']>> = {
  refused: 'refused',
  deadline: 'no-answer',
  unreachable: 'no-answer',
  'local-error': 'failed',
  cancelled: 'cancelled',
};

/** An open connection with the name that its exchanges carry. */
export interface NamedConnection {
  readonly tcp: TcpConnection;
  readonly name: string;
}

/**
 * Opens a connection to `address`, for `kind`, and records how that went as `tcp.connect`. `exchange` is that record's id.
 */
export async function openConnection(
  { request, clock, signal, recorder, bench, tap }: CheckContext,
  address: string,
  kind: ConnectionKind,
): Promise<{
  readonly result: Result<NamedConnection, ConnectFailure>;
  readonly ms: number;
  readonly exchange: string;
}> {
  bench.connections += 1;
  const name = `c${String(bench.connections)}`;
  const { port } = request.target;
  const { result, startedAtMs, ms } = await connectTcp({
    address,
    port,
    clock,
    deadlineMs: request.plan.deadlineMs,
    signal,
    tap: tap?.connection(name, kind),
  });
  const exchange = recorder.exchange({
    connection: name,
    series: 'tcp.connect',
    sentAtMs: startedAtMs,
    ms: result.ok || result.error.kind === 'refused' ? ms : null,
    status: noStatus,
    outcome: result.ok ? 'answered' : outcomes[result.error.kind],
    request: Buffer.alloc(0),
  });
  return { result: result.ok ? success({ tcp: result.value, name }) : failure(result.error), ms, exchange };
}
