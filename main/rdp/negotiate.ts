import type { RdpFailure, RdpProtocol } from '../../app/knowledge/rdp-security.ts';
import { rdpFailures, rdpProtocols, rdpResponseFlags } from '../../app/knowledge/rdp-security.ts';
import { noStatus } from '../../app/knowledge/statuses.ts';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { Clock } from '../clock.ts';
import type { Exchanged, ExchangeOptions, ExchangeRecord } from '../net/exchange.ts';
import { outcomeOf } from '../net/exchange.ts';
import type { ExchangeFailure } from '../net/failure.ts';
import type { TcpConnection } from '../net/tcp-connection.ts';
import { decodeConnectionConfirm } from './codec/connection-confirm.ts';
import { encodeConnectionRequest } from './codec/connection-request.ts';
import { isTpkt, tpktLength } from './codec/tpkt.ts';

/** What a server answers to an offer of security protocols, by the names of [MS-RDPBCGR] 2.2.1.2. */
export type RdpAnswer =
  | { readonly kind: 'selected'; readonly protocol: RdpProtocol; readonly flags: readonly string[] }
  /** No negotiation data: a server that knows Standard RDP Security only. */
  | { readonly kind: 'no-data' }
  /** `failure` is the number in hexadecimal where the specification has no name for it. */
  | { readonly kind: 'refused'; readonly failure: string }
  /** It hung up with another message in place of a Connection Confirm, and gave no reason. */
  | { readonly kind: 'dismissed' };

/** `not-rdp`: the answer begins like no packet of RDP. */
export type RdpNegotiateFailure =
  Exclude<ExchangeFailure, { kind: 'server-status' }> | { readonly kind: 'not-rdp'; readonly bytes: Uint8Array };

export interface RdpNegotiateOptions extends ExchangeOptions {
  readonly offer: readonly RdpProtocol[];
  /** How the record names this connection. */
  readonly connection: string;
  readonly clock: Clock;
}

/** A Connection Confirm has 19 bytes at most; the rest is for servers that hang up in many words. */
const longestAnswer = 512;

/**
 * Offers security protocols on a new connection: an X.224 Connection Request and its answer ([MS-RDPBCGR] 1.3.1.1). The
 * connection stays open for what was selected; without an answer it is closed.
 */
export function negotiateRdp(
  tcp: TcpConnection,
  options: RdpNegotiateOptions,
): Promise<Exchanged<RdpAnswer, RdpNegotiateFailure>> {
  const { clock, connection, deadlineMs, signal, offer } = options;
  const request = encodeConnectionRequest(offer);
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    let firstAtMs: number | null = null;
    let settled = false;
    const settle = (result: Result<RdpAnswer, RdpNegotiateFailure>): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      if (!result.ok) tcp.close();
      const record: ExchangeRecord = {
        connection,
        series: 'rdp.negotiate',
        sentAtMs,
        ms: firstAtMs === null ? null : Math.max(0, firstAtMs - sentAtMs),
        status: noStatus,
        outcome: recordOutcome(result),
        request,
        ...(received.length > 0 && { reply: received }),
      };
      resolve({ result, record });
    };
    const cancel = (): void => {
      settle(failure({ kind: 'cancelled' }));
    };
    const timer = setTimeout(() => {
      const waitedMs = clock.monotonicMs() - sentAtMs;
      settle(failure({ kind: 'deadline', waitedMs, ...(received.length > 0 && { received: received.length }) }));
    }, deadlineMs);
    tcp.read({
      onBytes: (bytes, atMs) => {
        if (settled) return;
        firstAtMs ??= atMs;
        received = Buffer.concat([received, bytes]);
        const answer = readAnswer(received, offer);
        if (answer !== null) settle(answer);
      },
      onEnd: (end) => {
        settle(failure({ kind: 'transport', end }));
      },
    });
    const sentAtMs = tcp.write(request);
    if (signal?.aborted === true) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
  });
}

/** What the bytes say; null while more are needed. */
function readAnswer(bytes: Buffer, offer: readonly RdpProtocol[]): Result<RdpAnswer, RdpNegotiateFailure> | null {
  if (!isTpkt(bytes)) return failure({ kind: 'not-rdp', bytes: bytes.subarray(0, longestAnswer) });
  const length = tpktLength(bytes);
  if (length === null) return null;
  if (!length.ok) return violation('malformed', length.error.field, bytes);
  if (length.value > longestAnswer) return violation('frame-too-long', 'TPKT length', bytes);
  if (bytes.length < length.value) return null;
  const decoded = decodeConnectionConfirm(bytes.subarray(0, length.value));
  if (!decoded.ok) return violation('malformed', decoded.error.field, bytes);
  const confirm = decoded.value;
  switch (confirm.kind) {
    case 'no-data':
    case 'dismissed':
      return success(confirm);
    case 'failure':
      return success({ kind: 'refused', failure: failureName(confirm.code) });
    case 'selected': {
      // Then it is our turn to speak. (After a refusal, xrdp hangs up in a message of its own.)
      if (bytes.length > length.value) return violation('malformed', 'TPKT length', bytes);
      // Standard RDP Security needs no offer: servers without any other select it whatever was offered.
      const protocol = (['PROTOCOL_RDP', ...offer] as const).find((name) => rdpProtocols[name] === confirm.protocol);
      if (protocol === undefined) return violation('malformed', 'selectedProtocol', bytes);
      return success({ kind: 'selected', protocol, flags: flagNames(confirm.flags) });
    }
  }
}

function violation(
  reason: 'malformed' | 'frame-too-long',
  field: string,
  bytes: Buffer,
): Result<never, RdpNegotiateFailure> {
  return failure({ kind: 'protocol-violation', reason, field, bytes: bytes.subarray(0, longestAnswer) });
}

function failureName(code: number): string {
  const known = (Object.keys(rdpFailures) as RdpFailure[]).find((name) => rdpFailures[name] === code);
  return known ?? `0x${code.toString(16).toUpperCase().padStart(8, '0')}`;
}

function flagNames(bits: number): readonly string[] {
  const names = Object.keys(rdpResponseFlags) as (keyof typeof rdpResponseFlags)[];
  return names.filter((name) => (bits & rdpResponseFlags[name]) !== 0);
}

function recordOutcome(result: Result<RdpAnswer, RdpNegotiateFailure>): ExchangeRecord['outcome'] {
  if (result.ok) return result.value.kind === 'refused' || result.value.kind === 'dismissed' ? 'refused' : 'answered';
  return result.error.kind === 'not-rdp' ? 'violation' : outcomeOf(result.error);
}
