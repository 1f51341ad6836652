import { describe, expect, test } from 'vitest';
import { avIds, avText, encodeAvPairs } from '../../../main/ntlm/av-pairs.ts';
import { lmv2Response, ntlmv2Response, ntowfv2, verifyNtlmv2 } from '../../../main/ntlm/ntlmv2.ts';

const serverChallenge = Buffer.from('0123456789abcdef', 'hex');
const clientChallenge = Buffer.from('aaaaaaaaaaaaaaaa', 'hex');
const key = ntowfv2('User', 'Domain', 'Password');
const targetInfo = encodeAvPairs([
  avText(avIds.MsvAvNbDomainName, 'Domain'),
  avText(avIds.MsvAvNbComputerName, 'Server'),
]);

describe('the vectors of [MS-NLMP] 4.2.4', () => {
  const { response, sessionBaseKey } = ntlmv2Response({ key, serverChallenge, clientChallenge, time: 0n, targetInfo });

  test('4.2.4.1.1 NTOWFv2', () => {
    expect(key.toString('hex')).toBe('0c868a403bfd7a93a3001ef22ef02e3f');
  });

  test('4.2.4.1.2 SessionBaseKey', () => {
    expect(sessionBaseKey.toString('hex')).toBe('8de40ccadbc14a82f15cb0ad0de95ca3');
  });

  test('4.2.4.1.3 temp', () => {
    expect(response.subarray(16).toString('hex')).toBe(
      '01010000000000000000000000000000aaaaaaaaaaaaaaaa00000000' +
        '02000c0044006f006d00610069006e0001000c005300650072007600650072000000000000000000',
    );
  });

  test('4.2.4.2.1 LMv2 response', () => {
    expect(lmv2Response(key, serverChallenge, clientChallenge).toString('hex')).toBe(
      '86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa',
    );
  });

  test('4.2.4.2.2 NTLMv2 response', () => {
    expect(response.subarray(0, 16).toString('hex')).toBe('68cd0ab851e51c96aabc927bebef6a1c');
  });

  test('a server finds the response right, and any changed byte wrong', () => {
    expect(verifyNtlmv2(key, serverChallenge, response)).toBe(true);
    expect(verifyNtlmv2(key, clientChallenge, response)).toBe(false);
    expect(verifyNtlmv2(key, serverChallenge, response.subarray(0, 30))).toBe(false);
    for (const at of response.keys()) {
      const changed = Buffer.from(response);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(verifyNtlmv2(key, serverChallenge, changed)).toBe(false);
    }
  });
});

test('a user name counts in upper case, but for letters that have none of one letter', () => {
  expect(ntowfv2('münch', 'D', 'p')).toEqual(ntowfv2('MÜNCH', 'D', 'p'));
  expect(ntowfv2('groß', 'D', 'p')).not.toEqual(ntowfv2('GROSS', 'D', 'p'));
  expect(ntowfv2('u', 'Domain', 'p')).not.toEqual(ntowfv2('u', 'DOMAIN', 'p'));
});
