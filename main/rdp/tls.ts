import { isIP } from 'node:net';
import { connect, createSecureContext } from 'node:tls';
import type { SecureContext } from 'node:tls';
import { noStatus } from '../../app/knowledge/statuses.ts';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { Clock } from '../clock.ts';
import type { Exchanged, ExchangeOptions, ExchangeRecord } from '../net/exchange.ts';
import { outcomeOf } from '../net/exchange.ts';
import type { TransportEnd } from '../net/failure.ts';
import type { TcpConnection } from '../net/tcp-connection.ts';
import type { CertificateDescription } from './certificate.ts';
import { describeCertificate } from './certificate.ts';
import { streamOver } from './tcp-stream.ts';
import { watchRecords } from './tls-records.ts';

/** What was agreed on, and what the server showed of itself. */
export interface TlsHandshake {
  /** "TLSv1.3", as the library names it. */
  readonly version: string;
  readonly cipher: string;
  readonly certificate: CertificateDescription | null;
  /** From the ClientHello to the end of the handshake; the record's time ends with the first byte of the answer. */
  readonly ms: number;
}

/** Why there is no TLS. */
export type TlsFailure =
  /** The server refused by an alert. */
  | { readonly kind: 'alert'; readonly alert: string }
  /** The answer is no TLS record. */
  | { readonly kind: 'not-tls'; readonly bytes: Uint8Array }
  /** This PC's own TLS would not go on with what the server sent: its code for that. */
  | { readonly kind: 'unusable'; readonly code: string }
  | { readonly kind: 'transport'; readonly end: TransportEnd }
  | { readonly kind: 'deadline'; readonly waitedMs: number; readonly received?: number }
  | { readonly kind: 'cancelled' };

export interface TlsOptions extends ExchangeOptions {
  /** How the record names this connection. */
  readonly connection: string;
  readonly clock: Clock;
  /** The server as it was asked for: a name is sent along (SNI), an address is not. */
  readonly host: string;
}

/** Far above any chain of certificates; who sends more floods us. */
const mostBytes = 256 * 1024;

/**
 * A TLS handshake over an open connection, which is closed after it. It accepts whatever a server has, TLS 1.0 and weak
 * or expired certificates included: nothing secret is ever sent here, and what is bad is to be described, not refused.
 */
export function handshakeTls(tcp: TcpConnection, options: TlsOptions): Promise<Exchanged<TlsHandshake, TlsFailure>> {
  const { clock, connection, deadlineMs, signal, host } = options;
  return new Promise((resolve) => {
    const records = watchRecords();
    const sent: Uint8Array[] = [];
    const came: Uint8Array[] = [];
    let received = 0;
    let sentAtMs = clock.monotonicMs();
    let firstAtMs: number | null = null;
    let settled = false;

    const settle = (result: Result<TlsHandshake, TlsFailure>): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      tls.destroy();
      tcp.close();
      const record: ExchangeRecord = {
        connection,
        series: 'rdp.tls',
        sentAtMs,
        ms: firstAtMs === null ? null : Math.max(0, firstAtMs - sentAtMs),
        status: noStatus,
        outcome: recordOutcome(result),
        request: Buffer.concat(sent.slice(0, 1)),
        ...(received > 0 && { reply: Buffer.concat(came) }),
      };
      resolve({ result, record });
    };
    /** What the server said counts for more than how our side came to its end. */
    const fail = (reason: TlsFailure): void => {
      const alert = records.alert();
      settle(failure(alert === null ? reason : { kind: 'alert', alert }));
    };
    const cancel = (): void => {
      settle(failure({ kind: 'cancelled' }));
    };

    const stream = streamOver(tcp, {
      onSent: (bytes, atMs) => {
        if (sent.length === 0) sentAtMs = atMs;
        sent.push(bytes);
      },
      onReceived: (bytes, atMs) => {
        if (settled) return;
        firstAtMs ??= atMs;
        received += bytes.length;
        came.push(bytes);
        records.push(bytes);
        if (!records.isTls()) fail({ kind: 'not-tls', bytes: Buffer.concat(came) });
        else if (received > mostBytes) fail({ kind: 'unusable', code: 'TOO_LONG' });
      },
      onEnd: (end) => {
        fail({ kind: 'transport', end });
      },
    });
    const tls = connect({
      socket: stream,
      secureContext: tolerantContext(),
      rejectUnauthorized: false,
      ...(isIP(host) === 0 && { servername: host }),
    });
    const timer = setTimeout(() => {
      const waitedMs = clock.monotonicMs() - sentAtMs;
      fail({ kind: 'deadline', waitedMs, ...(received > 0 && { received }) });
    }, deadlineMs);
    tls.once('secureConnect', () => {
      const certificate = tls.getPeerX509Certificate();
      settle(
        success({
          version: tls.getProtocol() ?? '',
          cipher: tls.getCipher().name,
          certificate: certificate === undefined ? null : describeCertificate(certificate),
          ms: Math.max(0, clock.monotonicMs() - sentAtMs),
        }),
      );
    });
    tls.on('error', (error: NodeJS.ErrnoException) => {
      fail({ kind: 'unusable', code: error.code ?? error.name });
    });
    if (signal?.aborted === true) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
  });
}

/** OpenSSL refuses old protocols and weak keys below a "security level"; BoringSSL, which Electron has, knows no levels. */
function tolerantContext(): SecureContext {
  try {
    return createSecureContext({ minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' });
  } catch {
    return createSecureContext({ minVersion: 'TLSv1' });
  }
}

function recordOutcome(result: Result<TlsHandshake, TlsFailure>): ExchangeRecord['outcome'] {
  if (result.ok) return 'answered';
  switch (result.error.kind) {
    case 'alert':
      return 'refused';
    case 'not-tls':
      return 'violation';
    case 'unusable':
      return 'failed';
    case 'transport':
    case 'deadline':
    case 'cancelled':
      return outcomeOf(result.error);
  }
}
