import { hostname } from 'node:os';
import { noStatus } from '../../app/knowledge/statuses.ts';
import type { Exchange } from '../../app/model/exchange.ts';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { ExchangeRecord } from '../net/exchange.ts';
import type { ConnectFailure } from '../net/failure.ts';
import { anyFileServer, netbiosName } from '../net/netbios-name.ts';
import { requestSession } from '../net/netbios-session.ts';
import type { SessionFailure } from '../net/netbios-session.ts';
import { connectTcp } from '../net/tcp-connection.ts';
import type { ConnectionKind, RunTap, WireTap } from '../net/wire-tap.ts';
import { tapWithoutFileData } from '../smb1/file-data.ts';
import type { CheckContext } from './check.ts';
import type { NamedConnection } from './workbench.ts';

const outcomes: Readonly<Record<ConnectFailure['kind'], Exchange['outcome']>> = {
  refused: 'refused',
  deadline: 'no-answer',
  unreachable: 'no-answer',
  'local-error': 'failed',
  cancelled: 'cancelled',
};

/** Where to, and what for. */
export interface Destination {
  readonly address: string;
  readonly port: number;
  readonly kind: ConnectionKind;
}

/** A result with the time it took, and the exchange that shows it. */
export interface Attempt<Failure> {
  readonly result: Result<NamedConnection, Failure>;
  readonly ms: number;
  readonly record: ExchangeRecord;
  readonly exchange: string;
}

/** Opens a TCP connection and records how that went as `tcp.connect`. */
export async function openTcp(
  { request, clock, signal, recorder, bench, tap }: CheckContext,
  { address, port, kind }: Destination,
): Promise<Attempt<ConnectFailure>> {
  bench.connections += 1;
  const name = `c${String(bench.connections)}`;
  const { result, startedAtMs, ms } = await connectTcp({
    address,
    port,
    clock,
    deadlineMs: request.plan.deadlineMs,
    signal,
    tap: tap && tapOf(tap, name, kind),
  });
  const record: ExchangeRecord = {
    connection: name,
    series: 'tcp.connect',
    sentAtMs: startedAtMs,
    ms: result.ok || result.error.kind === 'refused' ? ms : null,
    status: noStatus,
    outcome: result.ok ? 'answered' : outcomes[result.error.kind],
    request: Buffer.alloc(0),
  };
  const exchange = recorder.exchange(record);
  return { result: result.ok ? success({ tcp: result.value, name }) : failure(result.error), ms, record, exchange };
}

/** Asks for a NetBIOS session on an open connection and records how that went as `nbss.session`. */
export async function openSession(
  { request, clock, signal, recorder }: CheckContext,
  { tcp, name }: NamedConnection,
): Promise<Attempt<SessionFailure>> {
  const { result, record } = await requestSession(tcp, {
    connection: name,
    clock,
    called: anyFileServer,
    calling: netbiosName(hostname()),
    deadlineMs: request.plan.deadlineMs,
    signal,
  });
  const exchange = recorder.exchange(record);
  const ms = record.ms ?? clock.monotonicMs() - record.sentAtMs;
  return { result: result.ok ? success({ tcp: result.value, name }) : failure(result.error), ms, record, exchange };
}

/** A further connection to where `tcp` found the server, in a NetBIOS session if that is the way there. */
export async function openConnection(
  context: CheckContext,
  kind: ConnectionKind,
): Promise<Attempt<ConnectFailure | SessionFailure>> {
  const { bench, request } = context;
  const { target } = request;
  const port = bench.port ?? target.port;
  const opened = await openTcp(context, { address: bench.address ?? target.host, port, kind });
  return opened.result.ok && port === target.netbiosPort ? openSession(context, opened.result.value) : opened;
}

function tapOf(tap: RunTap, name: string, kind: ConnectionKind): WireTap {
  const own = tap.connection(name, kind);
  return kind === 'smb1' ? tapWithoutFileData(own) : own;
}
