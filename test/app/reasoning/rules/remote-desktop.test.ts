import { describe, expect, test } from 'vitest';
import { windowsOffer } from '../../../../app/knowledge/rdp-security.ts';
import type { Observation } from '../../../../app/model/observation.ts';
import { observe } from '../../observations.ts';
import type { RunParts, Verdict } from '../../runs.ts';
import { findingOf, verdicts } from '../../runs.ts';

const parts: RunParts = { symptom: 'rdp-session-deleted', planned: ['resolve', 'rdp-negotiate', 'rdp-tls'] };
const failed = (how: 'refused' | 'deadline' | 'unreachable' | 'local-error', address = '192.0.2.10') =>
  observe('rdp-connect-failed', { how, address });
const offered = [...windowsOffer];
const refusal = (failure: string) => observe('rdp-negotiate-refused', { offered, failure });
const dismissal = observe('rdp-negotiate-refused', { offered, how: 'dismissed' });
const connected = observe('rdp-connected');
const agreed = [connected, observe('rdp-negotiated')];

describe('what Remote Desktop does before the sign-in', () => {
  test.each<[string, readonly Observation[], readonly Verdict[]]>([
    ['a closed port', [failed('refused')], ['rdp-not-listening confirmed']],
    [
      'one address closed and one silent',
      [failed('refused'), failed('deadline', '192.0.2.11')],
      ['rdp-not-listening likely', 'tcp-no-answer possible'],
    ],
    ['one address closed and one open', [failed('refused'), ...agreed, observe('rdp-tls')], ['inconclusive possible']],
    ['a silent port', [failed('deadline')], ['tcp-no-answer confirmed']],
    ['a machine without a way to it', [failed('unreachable')], ['tcp-no-answer confirmed']],
    ['something else on the port', [connected, observe('not-rdp')], ['rdp-not-listening likely']],
    ['an open port that says nothing', [connected, observe('rdp-no-answer')], ['negotiate-no-answer confirmed']],
    ['half an answer', [connected, observe('rdp-no-answer', { received: 3 })], ['negotiate-no-answer possible']],
    [
      'a cut after the request',
      [connected, observe('connection-cut', { check: 'rdp-negotiate', series: 'rdp.negotiate' })],
      ['connection-reset confirmed'],
    ],
    [
      'NLA and nothing less',
      [...agreed, observe('rdp-negotiate-refused'), observe('rdp-tls')],
      ['rdp-nla-required confirmed'],
    ],
    [
      'NLA demanded of a client that offers it',
      [connected, refusal('HYBRID_REQUIRED_BY_SERVER')],
      ['rdp-security-mismatch confirmed'],
    ],
    ['no certificate', [connected, refusal('SSL_CERT_NOT_ON_SERVER')], ['rdp-security-mismatch confirmed']],
    ['a failure without a name', [connected, refusal('0x00000063')], ['rdp-security-mismatch confirmed']],
    ['hanging up without a reason', [connected, dismissal], ['rdp-security-mismatch likely']],
    ['a TLS alert', [...agreed, observe('rdp-tls-failed')], ['rdp-security-mismatch likely']],
    [
      'TLS that our own side can’t go on with',
      [...agreed, observe('rdp-tls-failed', { how: 'unusable', code: 'ERR_SSL_WRONG_VERSION_NUMBER' })],
      ['rdp-security-mismatch possible'],
    ],
    [
      'no TLS after TLS was agreed on',
      [...agreed, observe('not-rdp', { check: 'rdp-tls', phase: 'tls' })],
      ['rdp-security-mismatch likely'],
    ],
    [
      'a TLS handshake that is not answered',
      [...agreed, observe('rdp-no-answer', { check: 'rdp-tls', phase: 'tls' })],
      ['negotiate-no-answer likely'],
    ],
    [
      'TLS refused, when NLA is not demanded',
      [
        connected,
        observe('rdp-negotiated', { selected: 'PROTOCOL_SSL' }),
        observe('rdp-negotiate-refused', { offered: [], failure: 'SSL_REQUIRED_BY_SERVER' }),
        observe('rdp-tls'),
      ],
      ['inconclusive possible'],
    ],
  ])('%s', (_what, observations, expected) => {
    expect(verdicts([observe('name-resolved'), ...observations], parts)).toEqual(expected);
  });

  test('the verdict names the failure by which the specification knows it', () => {
    const seen = [connected, refusal('INCONSISTENT_FLAGS')];
    expect(findingOf('rdp-security-mismatch', seen, parts).detail).toBe('INCONSISTENT_FLAGS');
  });

  test('says what a server takes that refused what Windows offers', () => {
    const standard = observe('rdp-negotiated', { offered: [], selected: 'PROTOCOL_RDP' });
    const seen = [connected, refusal('SSL_NOT_ALLOWED_BY_SERVER'), standard];
    expect(findingOf('rdp-security-mismatch', seen, parts).summary).toMatchObject({
      id: 'cause.rdp-security-mismatch.summary.accepts',
      params: { port: '3389', accepted: { id: 'rdp-protocol.standard' } },
    });
  });

  test('a share is asked for only where none was looked at', () => {
    const next = { id: 'cause.inconclusive.next.remote-desktop' };
    const seen = [...agreed, observe('rdp-tls')];
    const share = observe('tree-connected').share;
    expect(findingOf('inconclusive', seen, parts).next).toEqual({
      id: 'cause.inconclusive.next.with-share',
      params: { next },
    });
    const looked = [...seen, observe('tree-connected')];
    expect(findingOf('inconclusive', looked, { ...parts, share }).next).toEqual(next);
    expect(
      findingOf('rdp-nla-required', [...looked, observe('rdp-negotiate-refused')], { ...parts, share }).next,
    ).toEqual({
      id: 'cause.rdp-nla-required.next',
    });
  });

  test('a certificate that is not valid yet sends to the clocks', () => {
    const example = observe('rdp-tls').certificate;
    const certificate = example === undefined ? example : { ...example, validity: 'not-yet-valid' as const };
    const early = observe('rdp-tls', certificate === undefined ? {} : { certificate });
    const next = { id: 'cause.inconclusive.next.remote-desktop-clock' };
    expect(findingOf('inconclusive', [...agreed, early], parts)).toMatchObject({ next });
  });

  test('a certificate that is out of date is the next thing to look at', () => {
    const example = observe('rdp-tls').certificate;
    const certificate = example === undefined ? example : { ...example, validity: 'expired' as const };
    const expired = observe('rdp-tls', certificate === undefined ? {} : { certificate });
    const next = { id: 'cause.inconclusive.next.remote-desktop-certificate' };
    expect(findingOf('inconclusive', [...agreed, expired], parts)).toMatchObject({ detail: 'remote-desktop', next });
    const demanding = [...agreed, observe('rdp-negotiate-refused'), expired];
    expect(findingOf('rdp-nla-required', demanding, parts)).toMatchObject({ confidence: 'confirmed', next });
  });
});

describe('SMB and Remote Desktop are not mistaken for one another', () => {
  test('a refused Remote Desktop port is not a closed SMB port, nor the reverse', () => {
    expect(verdicts([failed('refused')])).not.toContain('tcp-refused confirmed');
    expect(verdicts([observe('tcp-refused')], parts)).not.toContain('rdp-not-listening confirmed');
  });

  test('silence on both ports is one cause, by the port of the symptom, with both as evidence', () => {
    const seen = [observe('tcp-no-answer'), failed('deadline')];
    const smb = findingOf('tcp-no-answer', seen);
    const rdp = findingOf('tcp-no-answer', seen, { symptom: 'rdp-session-deleted' });
    expect(smb.summary.params).toMatchObject({ port: '445' });
    expect(rdp.summary.params).toMatchObject({ port: '3389' });
    expect([...rdp.evidence].sort()).toEqual([...smb.evidence].sort());
    expect(smb.evidence).toHaveLength(2);
  });

  test('a broken answer of Remote Desktop does not hide that SMB is silent', () => {
    const broken = observe('protocol-violation', {
      check: 'rdp-negotiate',
      series: 'rdp.negotiate',
      reason: 'malformed',
    });
    const silent = (['smb1', 'smb2'] as const).map((dialogue) => observe('negotiate-no-answer', { dialogue }));
    expect(verdicts([...silent, broken])).toContain('negotiate-no-answer confirmed');
  });
});
