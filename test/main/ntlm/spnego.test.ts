import { describe, expect, test } from 'vitest';
import { encodeElement, encodeOid } from '../../../main/ntlm/der.ts';
import {
  decodeNegotiationToken,
  encodeNegTokenInit,
  encodeNegTokenResp,
  mechanisms,
  negStates,
} from '../../../main/ntlm/spnego.ts';
import { captured } from '../captures.ts';
import { must } from '../must.ts';
import { mutate, seededRandom } from '../mutations.ts';
import { capturedToken, ntlmsspIn } from './captured-tokens.ts';

/** Much work: a loaded machine takes its time. */
const patient = { timeout: 60_000 };

/** The blob of a NEGOTIATE response: behind the GUID. */
const hint = captured('02-user-ntlmv2-extsec-listdir', 'server', 0x72).subarray(69 + 16);
const kerberosHint = captured('13-kerberos-session-expired', 'server', 0x72).subarray(69 + 16);
const firstLeg = capturedToken('02-user-ntlmv2-extsec-listdir', 'client');
const challengeLeg = capturedToken('02-user-ntlmv2-extsec-listdir', 'server');
const lastLeg = capturedToken('01-anonymous-extsec', 'server', 1);
const golden = [hint, kerberosHint, firstLeg, challengeLeg, lastLeg];

describe('tokens of Samba and smbclient', () => {
  test("the server's hint names NTLM, and its odd fourth field does no harm", () => {
    expect(must(decodeNegotiationToken(hint))).toEqual({
      kind: 'init',
      mechTypes: [mechanisms.ntlmssp],
      mechToken: null,
    });
  });

  test('a server that prefers Kerberos says so', () => {
    const token = must(decodeNegotiationToken(kerberosHint));
    expect(token.kind === 'init' && token.mechTypes).toEqual([
      encodeOid('1.2.840.48018.1.2.2'),
      mechanisms.kerberos,
      mechanisms.ntlmssp,
    ]);
  });

  test('the first leg, read and written again byte for byte', () => {
    const token = must(decodeNegotiationToken(firstLeg));
    if (token.kind !== 'init') throw new Error(token.kind);
    expect(token.mechToken?.subarray(0, 8).toString('latin1')).toBe('NTLMSSP\0');
    expect(encodeNegTokenInit(token).toString('hex')).toBe(firstLeg.toString('hex'));
  });

  test('the challenge, read and written again byte for byte', () => {
    const token = must(decodeNegotiationToken(challengeLeg));
    if (token.kind !== 'resp') throw new Error(token.kind);
    expect(token).toMatchObject({ negState: negStates.acceptIncomplete, supportedMech: mechanisms.ntlmssp });
    expect(token.responseToken).toEqual(ntlmsspIn(challengeLeg));
    expect(encodeNegTokenResp(token).toString('hex')).toBe(challengeLeg.toString('hex'));
  });

  test('the end', () => {
    const end = { kind: 'resp', negState: negStates.acceptCompleted, supportedMech: null, responseToken: null };
    expect(must(decodeNegotiationToken(lastLeg))).toEqual(end);
  });
});

describe('DER', () => {
  test.each([0, 1, 127, 128, 255, 256, 65_535, 65_536])('a token of %i bytes survives', (length) => {
    const responseToken = Buffer.alloc(length, 7);
    const token = must(
      decodeNegotiationToken(encodeNegTokenResp({ negState: null, supportedMech: null, responseToken })),
    );
    expect(token).toMatchObject({ kind: 'resp', negState: null, responseToken });
  });

  test('refuses indefinite and endless lengths', () => {
    for (const bytes of ['a180', 'a1', 'a185ffffffffff', 'a184ffffffff', '60', '']) {
      expect(decodeNegotiationToken(Buffer.from(bytes, 'hex')).ok).toBe(false);
    }
  });

  test('refuses more elements than any token has', () => {
    const many = Buffer.concat(Array.from({ length: 100 }, () => encodeElement(0x04)));
    expect(decodeNegotiationToken(encodeElement(0xa1, encodeElement(0x30, many)))).toMatchObject({
      ok: false,
      error: { detail: 'too-many' },
    });
  });

  test('a token cut off anywhere is refused', patient, () => {
    for (const token of golden) {
      for (let length = 0; length < token.length; length += 1) {
        expect(decodeNegotiationToken(token.subarray(0, length)).ok).toBe(false);
      }
    }
  });

  test('10,000 broken tokens are refused or read, never thrown at', patient, () => {
    const random = seededRandom(4178);
    for (let round = 0; round < 10_000; round += 1) {
      const token = decodeNegotiationToken(mutate(golden[round % golden.length] ?? hint, random));
      expect(typeof token.ok).toBe('boolean');
    }
  });
});
