import { describeStatus, noStatus } from '../../app/knowledge/statuses.ts';
import type { Result } from '../../app/model/result.ts';
import { failure } from '../../app/model/result.ts';
import type { SmbStatus } from '../../app/model/status.ts';
import type { Clock } from '../clock.ts';
import type { Exchanged, ExchangeOptions, ExchangeRecord } from '../net/exchange.ts';
import { outcomeOf } from '../net/exchange.ts';
import type { ExchangeFailure, ViolationReason } from '../net/failure.ts';
import { frameConnection } from '../net/framed-connection.ts';
import type { TcpConnection } from '../net/tcp-connection.ts';
import type { Header } from './codec/header.ts';
import { commands, decodeHeader, isSmb2 } from './codec/header.ts';
import type { NegotiateResponse } from './codec/negotiate.ts';
import { anySmb2Dialect, decodeNegotiateResponse, encodeNegotiateRequest, smb2Dialects } from './codec/negotiate.ts';
import { encodeMultiProtocolNegotiate, isSmb1 } from './multi-protocol.ts';
import { fullOffer } from './negotiate-offer.ts';

/** An answer in another language than SMB2. */
export type NotSmb2 =
  | { readonly kind: 'smb1-answer'; readonly bytes: Uint8Array }
  | { readonly kind: 'not-smb'; readonly bytes: Uint8Array };

export type Smb2NegotiateFailure = ExchangeFailure | NotSmb2;

export interface Smb2NegotiateOptions extends ExchangeOptions {
  /** SMB1 header with "SMB 2.002" and "SMB 2.???", as Windows begins, or SMB2 from the first byte. */
  readonly dialogue: 'multi-protocol' | 'smb2';
  /** What is offered in SMB2; all dialects unless given. */
  readonly dialects?: readonly number[];
  /** How records name this connection. */
  readonly connection: string;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Buffer;
}

/** Of a NEGOTIATE: the first message of its connection. */
const firstHead = { creditCharge: 0, credits: 1, messageId: 0, treeId: 0, sessionId: 0n };
/** What "SMB 2.002" and "SMB 2.???" may be answered with, [MS-SMB2] 3.3.5.3.1. */
const multiProtocolDialects: readonly number[] = [smb2Dialects[0], anySmb2Dialect];

/**
 * One NEGOTIATE on a new connection, which shows whether SMB2 is served ([MS-SMB2] 3.3.5.3, 3.3.5.4). The connection
 * is closed when the answer is in. DialectRevision 0x02FF in the answer to `multi-protocol` means: yes, ask in SMB2.
 * Each carries a ClientGuid of its own, so that no server takes it for a client that it knows ([MS-SMB2] 3.3.5.5.3).
 */
export function negotiateSmb2(
  tcp: TcpConnection,
  options: Smb2NegotiateOptions,
): Promise<Exchanged<NegotiateResponse, Smb2NegotiateFailure>> {
  const { clock, connection, deadlineMs, signal } = options;
  const { request, acceptable } = question(options);

  return new Promise((resolve) => {
    let sentAtMs = clock.monotonicMs();
    let settled = false;
    const settle = (result: Result<NegotiateResponse, Smb2NegotiateFailure>, reply?: Buffer, atMs?: number): void => {
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
        status: statusOfReply(reply),
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
        settle(readReply(message, acceptable), message, atMs);
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

interface Question {
  readonly request: Buffer;
  /** The dialects that may be chosen. */
  readonly acceptable: readonly number[];
}

function question({ dialogue, dialects = smb2Dialects, randomBytes }: Smb2NegotiateOptions): Question {
  if (dialogue === 'multi-protocol') {
    return { request: encodeMultiProtocolNegotiate(), acceptable: multiProtocolDialects };
  }
  const offer = fullOffer({ dialects, clientGuid: randomBytes(16), randomBytes });
  return { request: encodeNegotiateRequest(firstHead, offer), acceptable: dialects };
}

function readReply(message: Buffer, acceptable: readonly number[]): Result<NegotiateResponse, Smb2NegotiateFailure> {
  if (isSmb1(message)) return failure({ kind: 'smb1-answer', bytes: message });
  if (!isSmb2(message)) return failure({ kind: 'not-smb', bytes: message });
  const violation = (reason: ViolationReason, field?: string) =>
    failure({ kind: 'protocol-violation' as const, reason, ...(field !== undefined && { field }), bytes: message });
  const header = decodeHeader(message);
  if (!header.ok) return violation('malformed', header.error.field);
  if (!header.value.reply) return violation('not-a-reply');
  if (header.value.command !== commands.NEGOTIATE) return violation('wrong-command');
  const status = statusOf(header.value);
  if (status.value !== 0) return failure({ kind: 'server-status', status });
  const decoded = decodeNegotiateResponse(message);
  if (!decoded.ok) return violation('malformed', decoded.error.field);
  return acceptable.includes(decoded.value.dialect) ? decoded : violation('wrong-dialect', 'DialectRevision');
}

function statusOf({ status }: Header): SmbStatus {
  return describeStatus('nt', status);
}

function statusOfReply(reply: Buffer | undefined): SmbStatus {
  const header = reply === undefined ? null : decodeHeader(reply);
  return header?.ok === true && header.value.reply ? statusOf(header.value) : noStatus;
}

function recordOutcome(result: Result<NegotiateResponse, Smb2NegotiateFailure>): ExchangeRecord['outcome'] {
  if (result.ok || result.error.kind === 'smb1-answer') return 'answered';
  return result.error.kind === 'not-smb' ? 'violation' : outcomeOf(result.error);
}
