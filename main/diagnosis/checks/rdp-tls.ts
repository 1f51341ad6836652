import { overTls } from '../../../app/knowledge/rdp-security.ts';
import type { ObservationOf } from '../../../app/model/observation.ts';
import { message } from '../../../app/wording/message.ts';
import type { CertificateDescription } from '../../rdp/certificate.ts';
import { negotiateRdp } from '../../rdp/negotiate.ts';
import type { TlsFailure } from '../../rdp/tls.ts';
import { handshakeTls } from '../../rdp/tls.ts';
import type { Check, CheckContext, CheckEnd } from '../check.ts';
import { cancelled, done, skipped } from '../check.ts';
import { openTcp } from '../connect.ts';
import { needs } from '../needs.ts';
import { printableText } from '../printable-text.ts';
import type { NamedConnection, RdpService } from '../workbench.ts';

/** Goes through the TLS handshake that the server agreed on, as far as its certificate. Nobody signs in. */
export const rdpTlsCheck: Check = {
  id: 'rdp-tls',
  run: async (context) => {
    const { rdp } = context.bench;
    if (rdp === null) return needs('rdp-negotiate');
    if (!overTls.has(rdp.chosen)) return skipped(message('check.why.no-tls'));
    const connection = await agree(context, rdp);
    if (connection === 'cancelled') return cancelled;
    if (connection === null) return done;
    return shakeHands(context, rdp, connection);
  },
};

/** A new connection on which the server has agreed on TLS; null, with what it did noted, when it no longer does. */
async function agree(context: CheckContext, rdp: RdpService): Promise<NamedConnection | 'cancelled' | null> {
  const { request, recorder, clock, signal } = context;
  const { address, port } = rdp;
  const offered = [...rdp.offer];
  const opened = await openTcp(context, { address, port, kind: 'rdp' });
  if (!opened.result.ok) {
    const { error } = opened.result;
    if (error.kind === 'cancelled') return 'cancelled';
    const code = 'code' in error ? { code: error.code } : {};
    const { ms, exchange } = opened;
    recorder.observe('rdp-tls', 'rdp-connect-failed', { address, port, how: error.kind, ...code, ms, exchange });
    return null;
  }
  const connection = opened.result.value;
  const { result, record } = await negotiateRdp(connection.tcp, {
    offer: rdp.offer,
    connection: connection.name,
    clock,
    deadlineMs: request.plan.deadlineMs,
    signal,
  });
  const exchange = recorder.exchange(record);
  if (result.ok && result.value.kind === 'selected' && overTls.has(result.value.protocol)) return connection;
  connection.tcp.close();
  if (!result.ok && result.error.kind === 'cancelled') return 'cancelled';
  const how = result.ok ? 'dismissed' : result.error.kind === 'deadline' ? 'no-answer' : 'cut';
  const ms = record.ms ?? clock.monotonicMs() - record.sentAtMs;
  recorder.observe('rdp-tls', 'rdp-negotiate-refused', { address, port, offered, how, ms, exchange });
  return null;
}

async function shakeHands(context: CheckContext, rdp: RdpService, connection: NamedConnection): Promise<CheckEnd> {
  const { request, recorder, clock, signal } = context;
  const { result, record } = await handshakeTls(connection.tcp, {
    host: request.target.host,
    connection: connection.name,
    clock,
    deadlineMs: request.plan.deadlineMs,
    signal,
  });
  const exchange = recorder.exchange(record);
  const place = { address: rdp.address, port: rdp.port };
  if (!result.ok) {
    const ms = record.ms ?? clock.monotonicMs() - record.sentAtMs;
    return noteFailure(context, result.error, { ...place, ms, exchange }, recorder.sinceSuccess(connection.name));
  }
  const { version, cipher, certificate, ms } = result.value;
  const shown = certificate === null ? {} : { certificate: withValidity(certificate, clock.now()) };
  recorder.observe('rdp-tls', 'rdp-tls', { ...place, version, cipher, ...shown, ms, exchange });
  return done;
}

function withValidity(
  { names, ...rest }: CertificateDescription,
  now: Date,
): NonNullable<ObservationOf<'rdp-tls'>['certificate']> {
  const from = Date.parse(rest.validFrom ?? '');
  const to = Date.parse(rest.validTo ?? '');
  const at = now.getTime();
  const known = !Number.isNaN(from) && !Number.isNaN(to);
  const validity = !known ? 'unknown' : at < from ? 'not-yet-valid' : at > to ? 'expired' : 'valid';
  return { ...rest, names: [...names], validity };
}

interface Seen {
  readonly address: string;
  readonly port: number;
  readonly ms: number;
  readonly exchange: string;
}

function noteFailure(
  { recorder }: CheckContext,
  error: TlsFailure,
  { ms, exchange, ...place }: Seen,
  sinceLastSuccessMs: number | null,
): CheckEnd {
  switch (error.kind) {
    case 'cancelled':
      return cancelled;
    case 'alert':
      recorder.observe('rdp-tls', 'rdp-tls-failed', { ...place, how: 'alert', code: error.alert, ms, exchange });
      return done;
    case 'unusable':
      recorder.observe('rdp-tls', 'rdp-tls-failed', { ...place, how: 'unusable', code: error.code, ms, exchange });
      return done;
    case 'not-tls':
      recorder.observe('rdp-tls', 'not-rdp', { ...place, phase: 'tls', text: printableText(error.bytes), exchange });
      return done;
    case 'deadline': {
      const received = error.received === undefined ? {} : { received: error.received };
      const silence = { ...place, phase: 'tls', ...received, ms: error.waitedMs, exchange } as const;
      recorder.observe('rdp-tls', 'rdp-no-answer', silence);
      return done;
    }
    case 'transport': {
      const { end } = error;
      const code = end.how === 'error' ? { code: end.code } : {};
      const cut = { series: 'rdp.tls', end: end.how, ...code, ms, sinceLastSuccessMs, exchange } as const;
      recorder.observe('rdp-tls', 'connection-cut', cut);
      return done;
    }
  }
}
