import { describeStatus, noStatus } from '../../app/knowledge/statuses.ts';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { SmbStatus } from '../../app/model/status.ts';
import type { Clock } from '../clock.ts';
import type { Exchanged, ExchangeOptions, ExchangeRecord } from '../net/exchange.ts';
import { outcomeOf } from '../net/exchange.ts';
import type { ExchangeFailure } from '../net/failure.ts';
import { frameConnection } from '../net/framed-connection.ts';
import type { TcpConnection } from '../net/tcp-connection.ts';
import { encodeMultiProtocolNegotiate, isSmb1 } from './multi-protocol.ts';
import type { Smb2NegotiateResponse } from './negotiate-codec.ts';
import {
  decodeSmb2NegotiateResponse,
  decodeSmb2Status,
  encodeSmb2NegotiateRequest,
  isSmb2,
} from './negotiate-codec.ts';

/** An answer in another language than SMB2. */
export type NotSmb2 =
  | { readonly kind: 'smb1-answer'; readonly bytes: Uint8Array }
  | { readonly kind: 'not-smb'; readonly bytes: Uint8Array };

export type Smb2NegotiateFailure = ExchangeFailure | NotSmb2;

export interface Smb2NegotiateOptions extends ExchangeOptions {
  /** SMB1 header with "SMB 2.002" and "SMB 2.???", as Windows begins, or SMB2 from the first byte. */
  readonly dialogue: 'multi-protocol' | 'smb2';
  /** How records name this connection. */
  readonly connection: string;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Buffer;
}

/**
 * One NEGOTIATE on a new connection, which shows whether SMB2 is served ([MS-SMB2] 3.3.5.3, 3.3.5.4). The connection
 * is closed when the answer is in. DialectRevision 0x02FF in the answer to `multi-protocol` means: yes, ask in SMB2.
 */
export function negotiateSmb2(
  tcp: TcpConnection,
  options: Smb2NegotiateOptions,
): Promise<Exchanged<Smb2NegotiateResponse, Smb2NegotiateFailure>> {
  const { clock, connection, deadlineMs, signal } = options;
  const request =
    options.dialogue === 'multi-protocol'
      ? encodeMultiProtocolNegotiate()
      : encodeSmb2NegotiateRequest(options.randomBytes(16), options.randomBytes(32));

  return new Promise((resolve) => {
    let sentAtMs = clock.monotonicMs();
    let settled = false;
    const settle = (
      result: Result<Smb2NegotiateResponse, Smb2NegotiateFailure>,
      reply?: Buffer,
      atMs?: number,
    ): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      tcp.close();
      const record: ExchangeRecord = {
        connection,
        series: 'smb2.negotiate',
        sentAtMs,
        ms: atMs === undefined ? null : Math.max(0, atMs - sentAtMs),
        status: statusOf(reply),
        outcome: recordOutcome(result),
        request,
        ...(reply !== undefined && { reply }),
      };
      resolve({ result, record });
    };
    const cancel = (): void => {
      settle(failure({ kind: 'cancelled' }));
    };
    const framed = frameConnection(tcp, {
      onMessage: (message, atMs) => {
        settle(readReply(message), message, atMs);
      },
      onRefusal: ({ reason, bytes }) => {
        const refusal: Smb2NegotiateFailure =
          reason === 'framing' ? { kind: 'not-smb', bytes } : { kind: 'protocol-violation', reason, bytes };
        settle(failure(refusal), bytes, clock.monotonicMs());
      },
      onEnd: (end) => {
        settle(failure({ kind: 'transport', end }));
      },
    });
    const timer = setTimeout(() => {
      const received = framed.pending();
      const waitedMs = clock.monotonicMs() - sentAtMs;
      settle(failure({ kind: 'deadline', waitedMs, ...(received > 0 && { received }) }));
    }, deadlineMs);
    if (signal?.aborted === true) {
      cancel();
      return;
    }
    signal?.addEventListener('abort', cancel, { once: true });
    sentAtMs = framed.send(request);
  });
}

function readReply(message: Buffer): Result<Smb2NegotiateResponse, Smb2NegotiateFailure> {
  if (isSmb1(message)) return failure({ kind: 'smb1-answer', bytes: message });
  if (!isSmb2(message)) return failure({ kind: 'not-smb', bytes: message });
  const status = statusOf(message);
  if (status.form === 'nt' && status.value !== 0) return failure({ kind: 'server-status', status });
  const decoded = decodeSmb2NegotiateResponse(message);
  if (decoded.ok) return success(decoded.value);
  const { field } = decoded.error;
  return failure({ kind: 'protocol-violation', reason: 'malformed', field, bytes: message });
}

function statusOf(reply: Buffer | undefined): SmbStatus {
  if (reply === undefined) return noStatus;
  const status = decodeSmb2Status(reply);
  return status.ok ? describeStatus('nt', status.value) : noStatus;
}

function recordOutcome(result: Result<Smb2NegotiateResponse, Smb2NegotiateFailure>): ExchangeRecord['outcome'] {
  if (result.ok || result.error.kind === 'smb1-answer') return 'answered';
  return result.error.kind === 'not-smb' ? 'violation' : outcomeOf(result.error);
}
