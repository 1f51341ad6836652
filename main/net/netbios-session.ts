/**
 * The session service of NetBIOS over TCP, as on port 139: [RFC 1001] 16 and [RFC 1002] 4.3.
 *
 * | type | packet            | behind the length                                     |
 * |-----:|-------------------|-------------------------------------------------------|
 * |   81 | session request   | called name, calling name: 34 bytes each              |
 * |   82 | positive response | nothing, though some servers send the names back      |
 * |   83 | negative response | 1 byte, why                                           |
 * |   84 | retarget response | 4 bytes IPv4 address, 2 bytes port, big-endian        |
 */
import { noStatus } from '../../app/knowledge/statuses.ts';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { Clock } from '../clock.ts';
import type { ExchangeOptions, ExchangeRecord } from './exchange.ts';
import { outcomeOf } from './exchange.ts';
import type { ExchangeFailure } from './failure.ts';
import { encodeName, suffixes } from './netbios-name.ts';
import type { TcpConnection } from './tcp-connection.ts';

/** What a server says instead of "yes": a code of [RFC 1002] 4.3.4, or where to ask instead, which nobody does here. */
export type SessionRefusal =
  | { readonly kind: 'negative'; readonly code: number }
  | { readonly kind: 'retarget'; readonly address: string; readonly port: number };

/** Why there is no session. `not-netbios`: the bytes begin like no packet of the session service. */
export type SessionFailure =
  ExchangeFailure | SessionRefusal | { readonly kind: 'not-netbios'; readonly bytes: Uint8Array };

export interface SessionRequestOptions extends ExchangeOptions {
  /** How the record names this connection. */
  readonly connection: string;
  readonly clock: Clock;
  /** NetBIOS names: whom we ask for, and this PC's. */
  readonly called: string;
  readonly calling: string;
}

export interface SessionOutcome {
  /** The connection, ready for session messages. It is closed when there is no session. */
  readonly result: Result<TcpConnection, SessionFailure>;
  readonly record: ExchangeRecord;
}

const headerSize = 4;
const types = {
  message: 0x00,
  request: 0x81,
  positive: 0x82,
  negative: 0x83,
  retarget: 0x84,
  keepAlive: 0x85,
} as const;
/** Far more than any answer has. */
const longestAnswer = 255;
/** A server that knows nothing else to say is not waited for. */
const mostKeepAlives = 1_000;

/** Bytes of a SESSION REQUEST packet. */
export function encodeSessionRequest(called: string, calling: string): Buffer {
  const names = [encodeName(called, suffixes.fileServer), encodeName(calling, suffixes.workstation)];
  const packet = Buffer.concat([Buffer.alloc(headerSize), ...names]);
  packet.writeUInt32BE(packet.length - headerSize, 0);
  packet[0] = types.request;
  return packet;
}

/** Asks for a session on a new connection. What comes behind a positive response is kept for the next reader. */
export function requestSession(tcp: TcpConnection, options: SessionRequestOptions): Promise<SessionOutcome> {
  const { clock, connection, deadlineMs, signal } = options;
  const request = encodeSessionRequest(options.called, options.calling);
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    let firstAtMs: number | null = null;
    let lastAtMs = 0;
    let keepAlives = 0;
    let settled = false;
    const settle = (result: SessionOutcome['result'], reply: Buffer): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      if (!result.ok) tcp.close();
      const record: ExchangeRecord = {
        connection,
        series: 'nbss.session',
        sentAtMs,
        ms: firstAtMs === null ? null : Math.max(0, firstAtMs - sentAtMs),
        status: noStatus,
        outcome: result.ok ? 'answered' : recordOutcome(result.error),
        request,
        ...(reply.length > 0 && { reply }),
      };
      resolve({ result, record });
    };
    const fail = (reason: SessionFailure): void => {
      settle(failure(reason), received);
    };
    const cancel = (): void => {
      fail({ kind: 'cancelled' });
    };
    const onBytes = (bytes: Buffer, atMs: number): void => {
      firstAtMs ??= atMs;
      lastAtMs = atMs;
      received = Buffer.concat([received, bytes]);
      while (!settled && startsWithKeepAlive(received)) {
        received = received.subarray(headerSize);
        keepAlives += 1;
        if (keepAlives > mostKeepAlives) fail({ kind: 'protocol-violation', reason: 'flood', bytes: received });
      }
      if (settled) return;
      if (received.length === 0) firstAtMs = null;
      const answer = readAnswer(received);
      if (answer === null) return;
      if (answer.kind !== 'positive') {
        fail(answer);
        return;
      }
      const reply = received.subarray(0, answer.length);
      received = received.subarray(answer.length);
      settle(success(handOver(tcp, () => ({ bytes: received, atMs: lastAtMs }))), reply);
    };

    const timer = setTimeout(() => {
      const waitedMs = clock.monotonicMs() - sentAtMs;
      fail({ kind: 'deadline', waitedMs, ...(received.length > 0 && { received: received.length }) });
    }, deadlineMs);
    tcp.read({
      onBytes,
      onEnd: (end) => {
        fail({ kind: 'transport', end });
      },
    });
    const sentAtMs = tcp.write(request);
    if (signal?.aborted === true) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
  });
}

/** The connection as its next reader finds it: bytes that came early come first. */
function handOver(tcp: TcpConnection, early: () => { readonly bytes: Buffer; readonly atMs: number }): TcpConnection {
  return {
    ...tcp,
    read: (reader) => {
      const { bytes, atMs } = early();
      if (bytes.length > 0) {
        queueMicrotask(() => {
          reader.onBytes(bytes, atMs);
        });
      }
      tcp.read(reader);
    },
  };
}

/** [RFC 1002] 4.3.6: it may come at any time and says nothing. */
function startsWithKeepAlive(bytes: Buffer): boolean {
  return bytes.length >= headerSize && bytes.readUInt32BE(0) === types.keepAlive * 0x1000000;
}

/** What the bytes say; null while more are needed. */
function readAnswer(bytes: Buffer): SessionFailure | { readonly kind: 'positive'; readonly length: number } | null {
  const [type] = bytes;
  if (type === undefined) return null;
  if (!Object.values<number>(types).includes(type)) return { kind: 'not-netbios', bytes };
  if (bytes.length < headerSize) return null;
  const length = bytes.readUIntBE(1, 3);
  const malformed = (field: string): ExchangeFailure => ({
    kind: 'protocol-violation',
    reason: 'malformed',
    field,
    bytes,
  });
  if (type !== types.positive && type !== types.negative && type !== types.retarget) return malformed('TYPE');
  if (length > longestAnswer) return malformed('LENGTH');
  if (type === types.negative && length !== 1) return malformed('LENGTH');
  if (type === types.retarget && length !== 6) return malformed('LENGTH');
  if (bytes.length < headerSize + length) return null;
  if (type === types.positive) return { kind: 'positive', length: headerSize + length };
  if (type === types.negative) return { kind: 'negative', code: bytes.readUInt8(headerSize) };
  const address = [...bytes.subarray(headerSize, headerSize + 4)].join('.');
  return { kind: 'retarget', address, port: bytes.readUInt16BE(headerSize + 4) };
}

function recordOutcome(reason: SessionFailure): ExchangeRecord['outcome'] {
  if (reason.kind === 'negative' || reason.kind === 'retarget') return 'refused';
  return reason.kind === 'not-netbios' ? 'violation' : outcomeOf(reason);
}
