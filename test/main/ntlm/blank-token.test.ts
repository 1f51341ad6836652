import { describe, expect, test } from 'vitest';
import { blankToken } from '../../../main/ntlm/blank-token.ts';
import { encodeElement, tags } from '../../../main/ntlm/der.ts';
import { capturedToken, ntlmsspIn } from './captured-tokens.ts';

/** Where two buffers of the same length differ, as [from, to). */
function differences(before: Buffer, after: Buffer): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  before.forEach((octet, at) => {
    const last = runs.at(-1);
    if (octet === after[at]) return;
    // A zero within a secret looks untouched.
    if (last !== undefined && at - last[1] < 4) last[1] = at + 1;
    else runs.push([at, at + 1]);
  });
  return runs;
}

describe('what smbclient sent', () => {
  const kerberos = capturedToken('13-kerberos-session-expired', 'client');

  test('a Kerberos token loses the ciphers of its ticket and its authenticator, and nothing else', () => {
    const blank = blankToken(kerberos);
    const runs = differences(kerberos, blank);
    expect(runs).toHaveLength(2);
    for (const [from, to] of runs) {
      // cipher [2] OCTET STRING, with a length of two or three bytes.
      expect(kerberos.subarray(from - 4, from).includes(tags.octetString)).toBe(true);
      expect(to - from).toBeGreaterThan(100);
      expect(blank.subarray(from, to)).toEqual(Buffer.alloc(to - from));
    }
    expect(blank.includes('cifs')).toBe(true);
  });

  test('an NTLM token loses its responses; one without any stays as it is', () => {
    const negotiate = capturedToken('02-user-ntlmv2-extsec-listdir', 'client');
    expect(blankToken(negotiate)).toEqual(negotiate);
    const authenticate = capturedToken('02-user-ntlmv2-extsec-listdir', 'client', 1);
    const blank = blankToken(authenticate);
    expect(differences(authenticate, blank).length).toBeGreaterThan(0);
    expect(blank.includes('NTLMSSP\0')).toBe(true);
    expect(blankToken(ntlmsspIn(authenticate)).subarray(0, 64)).toEqual(ntlmsspIn(authenticate).subarray(0, 64));
  });

  test('cut short anywhere, it is zeroed whole', () => {
    for (let length = 0; length < kerberos.length; length += 1) {
      const cut = kerberos.subarray(0, length);
      expect(blankToken(cut)).toEqual(Buffer.alloc(length));
    }
  });
});

test('what is nested without end is zeroed', () => {
  let nested: Buffer = Buffer.from('secret');
  for (let depth = 0; depth < 100; depth += 1) nested = encodeElement(tags.sequence, nested);
  expect(blankToken(nested).includes('secret')).toBe(false);
});
