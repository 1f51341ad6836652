import { describe, expect, test } from 'vitest';
import { avIds, avText, encodeAvPairs } from '../../../main/ntlm/av-pairs.ts';
import { encodeChallengeMessage, negotiateFlags } from '../../../main/ntlm/ntlmssp.ts';
import { serverNamesIn } from '../../../main/ntlm/server-names.ts';
import { captured } from '../captures.ts';
import { mutate, seededRandom } from '../mutations.ts';

const sambaChallenge = captured('02-user-ntlmv2-extsec-listdir', 'server', 0x73);

function challenge(targetInfo: Buffer, flags = 0): Buffer {
  return encodeChallengeMessage({ targetName: 'LAB', flags, serverChallenge: Buffer.alloc(8, 1), targetInfo });
}

describe('the names in a challenge', () => {
  test('of Samba, in the message that carries it', () => {
    const names = serverNamesIn(sambaChallenge);
    expect(names?.netbiosComputer).toMatch(/^\w+$/);
    expect(names?.osVersion).toBe('6.1.0');
  });

  test('are all told, and the version where it is said to be there', () => {
    const info = encodeAvPairs([
      avText(avIds.MsvAvNbDomainName, 'CONTOSO'),
      avText(avIds.MsvAvNbComputerName, 'NAS-01'),
      avText(avIds.MsvAvDnsDomainName, 'contoso.example'),
      avText(avIds.MsvAvDnsComputerName, 'nas-01.contoso.example'),
      avText(avIds.MsvAvDnsTreeName, 'example'),
    ]);
    const names = {
      netbiosComputer: 'NAS-01',
      netbiosDomain: 'CONTOSO',
      dnsComputer: 'nas-01.contoso.example',
      dnsDomain: 'contoso.example',
      dnsForest: 'example',
    };
    expect(serverNamesIn(challenge(info))).toEqual(names);
    const withVersion = challenge(info, negotiateFlags.NTLMSSP_NEGOTIATE_VERSION);
    withVersion.set([10, 0, 0x7c, 0x4f], 48);
    expect(serverNamesIn(withVersion)).toEqual({ ...names, osVersion: '10.0.20348' });
  });

  test.each<[string, Buffer]>([
    ['no challenge', Buffer.from('nothing of the kind')],
    ['another message of NTLMSSP', captured('02-user-ntlmv2-extsec-listdir', 'client', 0x73)],
    ['a challenge without names', challenge(Buffer.alloc(0))],
    ['names that are cut off', challenge(Buffer.from('0100ff00', 'hex'))],
  ])('are not made up from %s', (_what, message) => {
    expect(serverNamesIn(message)).toBeNull();
  });

  test('2,000 broken ones are never thrown at', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 2_000; round += 1) {
      expect(typeof serverNamesIn(mutate(sambaChallenge, random))).toBe('object');
    }
  });
});
