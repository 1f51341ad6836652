import { afterEach, describe, expect, test } from 'vitest';
import { causesOf, diagnose } from '../diagnose.ts';
import { describeWith } from '../require.ts';
import { expiredCertificatePath, tlsIdentity, validCertificatePath } from '../servers/rdp-certificates.ts';
import type { RdpReaction, RdpScript, ScriptedRdp } from '../servers/scripted-rdp.ts';
import { confirms, startScriptedRdp } from '../servers/scripted-rdp.ts';
import type { XrdpSecurity } from '../servers/xrdp.ts';
import { startXrdp } from '../servers/xrdp.ts';
import { freePorts } from '../sockets.ts';

const [rdp, ssl, hybridEx, windowsOffer] = [0, 1, 8, 11] as const;
const demandsNla = 5;

let fake: ScriptedRdp | undefined;
afterEach(async () => {
  await fake?.stop();
  fake = undefined;
});

/** Only silence is worth a short wait: whatever comes from a loaded machine may come late. */
const waits = { patient: '5', short: '0.4' } as const;
type Wait = keyof typeof waits;

/** Diagnoses the Remote Desktop port of this machine, and nothing else. */
function ask(port: number, wait: Wait = 'patient') {
  const symptom = ['--symptom', 'rdp-session-deleted', '--rdp-port', String(port)];
  return diagnose(['127.0.0.1', ...symptom, '--deadline', waits[wait]]);
}

/** The same before a fake; what is asked after the first offer is answered with `then`. */
async function askFake(
  first: RdpReaction,
  { then = () => ({ bytes: confirms.fails(1) }), wait }: { readonly then?: RdpScript; readonly wait?: Wait } = {},
) {
  fake = await startScriptedRdp((requested) => (requested === windowsOffer ? first : then(requested)));
  return ask(fake.port, wait);
}

const overTls = (certificate = validCertificatePath, more = {}): RdpReaction => ({
  bytes: confirms.selects(hybridEx),
  tls: { ...tlsIdentity(certificate), ...more },
});

describeWith(['xrdp', 'setsid'], 'xrdp', () => {
  test.each<[XrdpSecurity, readonly string[], string]>([
    ['tls', ['PROTOCOL_SSL', 'SSL_REQUIRED_BY_SERVER'], 'rdp-security.tls'],
    ['negotiate', ['PROTOCOL_SSL', 'PROTOCOL_RDP'], 'rdp-security.tls'],
    ['rdp', ['PROTOCOL_RDP'], 'rdp-security.standard'],
  ])('works up to the sign-in, with security_layer=%s', async (security, answers) => {
    const server = await startXrdp(security);
    try {
      const seen = await ask(server.port);
      expect(causesOf(seen)).toEqual(['inconclusive']);
      expect(seen).toMatchObject({ exitCode: 3, report: { findings: [{ detail: 'remote-desktop' }] } });
      const { observations, exchanges, latency } = seen.report;
      expect(
        observations.flatMap((one) => {
          if (one.kind === 'rdp-negotiated') return [one.selected];
          return one.kind === 'rdp-negotiate-refused' ? [one.failure] : [];
        }),
      ).toEqual(answers);
      const tls = observations.find(({ kind }) => kind === 'rdp-tls');
      if (security === 'rdp') expect(tls).toBeUndefined();
      else {
        expect(tls).toMatchObject({
          version: 'TLSv1.3',
          certificate: {
            subject: 'CN=rds-lab.example.test',
            selfSigned: true,
            validity: 'valid',
            names: ['DNS:rds-lab.example.test', 'IP Address:127.0.0.1'],
          },
        });
      }
      const series = latency.map((one) => one.series);
      expect(series).toEqual(expect.arrayContaining(['rdp.negotiate', ...(security === 'rdp' ? [] : ['rdp.tls'])]));
      expect(exchanges.every(({ outcome }) => outcome === 'answered' || outcome === 'refused')).toBe(true);
    } finally {
      await server.stop();
    }
  });
});

describe('a Windows-like server', () => {
  test('that demands NLA is normal, and is asked twice and for its certificate', async () => {
    const seen = await askFake(overTls(), { then: () => ({ bytes: confirms.fails(demandsNla) }) });
    expect(causesOf(seen)).toEqual(['rdp-nla-required']);
    expect(seen.report.verdict.confidence).toBe('confirmed');
    expect(seen.report.verdict.summary).toContain(`port ${String(fake?.port)}`);
    expect(fake?.requested()).toEqual([windowsOffer, ssl, windowsOffer]);
  });

  test('that offers NLA and takes TLS is asked what it does without', async () => {
    const seen = await askFake(overTls(), {
      then: (requested) => ({ bytes: requested === ssl ? confirms.selects(ssl) : confirms.fails(1) }),
    });
    expect(seen.report.findings).toMatchObject([{ cause: 'inconclusive', detail: 'remote-desktop' }]);
    expect(fake?.requested()).toEqual([windowsOffer, ssl, rdp, windowsOffer]);
  });

  test('that knows only RDP’s own encryption has no certificate to show', async () => {
    const seen = await askFake({ bytes: confirms.withoutData });
    expect(seen.report.findings).toMatchObject([{ cause: 'inconclusive', detail: 'remote-desktop' }]);
    expect(seen.report.checks.find(({ id }) => id === 'rdp-tls')?.outcome).toBe('skipped');
  });

  test.each([
    [1, 'SSL_REQUIRED_BY_SERVER'],
    [2, 'SSL_NOT_ALLOWED_BY_SERVER'],
    [3, 'SSL_CERT_NOT_ON_SERVER'],
    [4, 'INCONSISTENT_FLAGS'],
    [6, 'SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER'],
    [99, '0x00000063'],
  ])('that refuses with code %i is named by %s', async (code, name) => {
    const seen = await askFake({ bytes: confirms.fails(code) });
    expect(causesOf(seen)).toEqual(['rdp-security-mismatch']);
    expect(seen.report.findings[0]).toMatchObject({ detail: name, confidence: 'confirmed' });
  });

  test('that takes no TLS is asked until it takes something, which the verdict says', async () => {
    const seen = await askFake({ bytes: confirms.fails(2) }, { then: () => ({ bytes: confirms.selects(rdp) }) });
    expect(seen.report.verdict.summary).toContain('It takes RDP’s own encryption');
    expect(fake?.requested()).toEqual([windowsOffer, rdp]);
  });

  test('whose certificate has expired is described, and that is the next thing to look at', async () => {
    const seen = await askFake(overTls(expiredCertificatePath));
    expect(seen.report.observations.find(({ kind }) => kind === 'rdp-tls')).toMatchObject({
      certificate: { validity: 'expired', validTo: '2021-01-01T00:00:00.000Z' },
    });
    expect(seen.report.findings[0]?.next).toContain('renew the certificate');
  });

  test('with nothing newer than TLS 1.0 is still described', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' };
    const seen = await askFake(overTls(validCertificatePath, old));
    expect(seen.report.observations.find(({ kind }) => kind === 'rdp-tls')).toMatchObject({ version: 'TLSv1' });
  });
});

describe('TLS that does not come about', () => {
  const agreed = { bytes: confirms.selects(hybridEx) };
  const alert = Buffer.from('15030100020246', 'hex');

  test.each<[string, RdpReaction, string, string | undefined]>([
    ['an alert', { ...agreed, toHello: alert }, 'rdp-security-mismatch likely', 'protocol_version'],
    [
      'something else',
      { ...agreed, toHello: Buffer.from('HTTP/1.1 400\r\n\r\n') },
      'rdp-security-mismatch likely',
      'not-tls',
    ],
    ['a close', { ...agreed, toHello: 'fin' }, 'connection-reset confirmed', 'fin'],
    ['a reset', { ...agreed, toHello: 'rst' }, 'connection-reset confirmed', 'rst'],
    ['silence', { ...agreed, toHello: 'silence' }, 'negotiate-no-answer likely', 'tls'],
    [
      'half a record',
      { ...agreed, toHello: Buffer.from('1603030040', 'hex') },
      'negotiate-no-answer possible',
      'partial',
    ],
  ])('%s', async (_what, reaction, verdict, detail) => {
    const seen = await askFake(reaction, { wait: verdict.startsWith('negotiate-no-answer') ? 'short' : 'patient' });
    const [finding] = seen.report.findings;
    expect(`${finding?.cause ?? ''} ${finding?.confidence ?? ''}`).toBe(verdict);
    expect(finding?.detail).toBe(detail);
  });
});

describe('what is no Remote Desktop', () => {
  const whole = confirms.selects(1);
  const tooLong = Buffer.from('0300ffff0ed00000123400', 'hex');

  test.each<[string, RdpReaction, string]>([
    ['HTTP', { bytes: Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n') }, 'rdp-not-listening likely'],
    ['bytes without sense', { bytes: Buffer.from('ff00aa5511', 'hex') }, 'rdp-not-listening likely'],
    ['silence', 'silence', 'negotiate-no-answer confirmed'],
    ['half an answer', { bytes: whole.subarray(0, 7) }, 'negotiate-no-answer possible'],
    ['half an answer and a close', { bytes: whole.subarray(0, 7), then: 'fin' }, 'connection-reset confirmed'],
    ['a close', 'fin', 'connection-reset confirmed'],
    ['a reset', 'rst', 'connection-reset confirmed'],
    ['a length that promises 64 KiB', { bytes: tooLong }, 'protocol-violation confirmed'],
    ['a protocol that was not offered', { bytes: confirms.selects(16) }, 'protocol-violation confirmed'],
    ['more than one answer', { bytes: Buffer.concat([whole, whole]) }, 'protocol-violation confirmed'],
  ])('%s', async (_what, reaction, verdict) => {
    const seen = await askFake(reaction, { wait: verdict.startsWith('negotiate-no-answer') ? 'short' : 'patient' });
    const [finding] = seen.report.findings;
    expect(`${finding?.cause ?? ''} ${finding?.confidence ?? ''}`).toBe(verdict);
    expect(seen.report.verdict.summary).not.toContain('445');
  });

  test('an answer that comes byte by byte is put together', async () => {
    const seen = await askFake({ bytes: confirms.withoutData, byByte: true });
    expect(seen.report.observations.map(({ kind }) => kind)).toContain('rdp-negotiated');
  });

  test('a port on which nobody listens', async () => {
    const [port = 0] = await freePorts(1);
    const seen = await ask(port);
    expect(causesOf(seen)).toEqual(['rdp-not-listening']);
    expect(seen.report.verdict).toMatchObject({ confidence: 'confirmed' });
    expect(seen.report.verdict.summary).toContain(`port ${String(port)}, Remote Desktop`);
    expect(seen.report.checks.map(({ id }) => id)).toEqual(['resolve', 'rdp-negotiate', 'rdp-tls']);
  });
});
