import { describe, expect, test } from 'vitest';
import { authenticateAnonymous, authenticateUser, offeredFlags } from '../../../main/ntlm/authenticate.ts';
import { avIds, avText, avValue, decodeAvPairs, encodeAvPairs } from '../../../main/ntlm/av-pairs.ts';
import type { ChallengeMessage } from '../../../main/ntlm/ntlmssp.ts';
import {
  blankAuthenticateMessage,
  decodeAuthenticateMessage,
  decodeChallengeMessage,
  decodeNegotiateMessage,
  encodeAuthenticateMessage,
  encodeChallengeMessage,
  encodeNegotiateMessage,
  micAt,
  negotiateFlags,
} from '../../../main/ntlm/ntlmssp.ts';
import { hmacMd5, ntowfv2, verifyNtlmv2 } from '../../../main/ntlm/ntlmv2.ts';
import { mutate, seededRandom } from '../mutations.ts';
import { must } from '../must.ts';
import { capturedToken, ntlmsspIn } from './captured-tokens.ts';

/** Much work: a loaded machine takes its time. */
const patient = { timeout: 60_000 };

const sambaNegotiate = ntlmsspIn(capturedToken('02-user-ntlmv2-extsec-listdir', 'client'));
const sambaChallenge = ntlmsspIn(capturedToken('02-user-ntlmv2-extsec-listdir', 'server'));
const sambaAuthenticate = ntlmsspIn(capturedToken('02-user-ntlmv2-extsec-listdir', 'client', 1));
const anonymousAuthenticate = ntlmsspIn(capturedToken('01-anonymous-extsec', 'client', 1));

describe('messages of smbclient and Samba', () => {
  test('NEGOTIATE', () => {
    expect(must(decodeNegotiateMessage(sambaNegotiate))).toEqual({ flags: 0x62088215 });
    expect(encodeNegotiateMessage(0x62088215).toString('hex')).toBe(
      // Samba's own, but for the version: it says revision 15 of 6.1 as we do.
      sambaNegotiate.toString('hex'),
    );
  });

  test('CHALLENGE', () => {
    const challenge = must(decodeChallengeMessage(sambaChallenge));
    expect(challenge).toMatchObject({ targetName: 'PROBESRV', flags: 0x628a8215 });
    expect(challenge.serverChallenge.toString('hex')).toBe('468867a589012d48');
    const pairs = must(decodeAvPairs(challenge.targetInfo));
    expect(pairs.map(({ id }) => id)).toEqual([2, 1, 4, 3, 7]);
    expect(avValue(pairs, avIds.MsvAvDnsComputerName)?.toString('utf16le')).toBe('vm');
    expect(encodeChallengeMessage(challenge).toString('hex')).toBe(sambaChallenge.toString('hex'));
  });

  test('AUTHENTICATE', () => {
    const authenticate = must(decodeAuthenticateMessage(sambaAuthenticate));
    expect(authenticate).toMatchObject({ domainName: 'WG', userName: 'probe', workstation: 'VM', flags: 0x62088215 });
    expect(authenticate.lmChallengeResponse).toEqual(Buffer.alloc(24));
    expect(authenticate.ntChallengeResponse).toHaveLength(224);
    expect(authenticate.mic?.toString('hex')).toBe('77b08eb716f19b559583926de696eee8');
  });

  test('AUTHENTICATE of nobody', () => {
    const authenticate = must(decodeAuthenticateMessage(anonymousAuthenticate));
    expect(authenticate.ntChallengeResponse).toHaveLength(0);
    expect(authenticate.lmChallengeResponse).toHaveLength(0);
  });
});

const clientChallenge = Buffer.from('aaaaaaaaaaaaaaaa', 'hex');
const servicePrincipalName = 'cifs/files.example';

function answer(challengeBytes: Buffer) {
  const challenge = must(decodeChallengeMessage(challengeBytes));
  const negotiate = encodeNegotiateMessage(offeredFlags);
  const { message, sessionKey } = authenticateUser({
    negotiate,
    challengeBytes,
    challenge,
    targetInfo: must(decodeAvPairs(challenge.targetInfo)),
    user: 'User',
    domain: 'Domain',
    password: 'Password',
    workstation: 'PC-7',
    servicePrincipalName,
    clientChallenge,
    now: 132_000_000_000_000_000n,
  });
  return { challenge, negotiate, message, sessionKey, authenticate: must(decodeAuthenticateMessage(message)) };
}

describe('our answer to a challenge with a time stamp', () => {
  const { challenge, negotiate, message, sessionKey, authenticate } = answer(sambaChallenge);
  const key = ntowfv2('User', 'Domain', 'Password');
  const blob = authenticate.ntChallengeResponse.subarray(16);
  const pairs = must(decodeAvPairs(blob.subarray(28)));

  test('proves the password', () => {
    expect(verifyNtlmv2(key, challenge.serverChallenge, authenticate.ntChallengeResponse)).toBe(true);
  });

  test("takes the server's time, and says nothing in the LM field", () => {
    const timestamp = avValue(must(decodeAvPairs(challenge.targetInfo)), avIds.MsvAvTimestamp);
    expect(blob.subarray(8, 16).toString('hex')).toBe(timestamp?.toString('hex'));
    expect(authenticate.lmChallengeResponse).toEqual(Buffer.alloc(24));
  });

  test('promises a MIC over all three messages and keeps the promise', () => {
    expect(avValue(pairs, avIds.MsvAvFlags)?.readUInt32LE(0)).toBe(2);
    const unsigned = Buffer.from(message).fill(0, micAt, micAt + 16);
    const sessionBaseKey = hmacMd5(key, authenticate.ntChallengeResponse.subarray(0, 16));
    expect(sessionKey).toEqual(sessionBaseKey);
    const mic = hmacMd5(sessionBaseKey, negotiate, sambaChallenge, unsigned);
    expect(authenticate.mic?.toString('hex')).toBe(mic.toString('hex'));
  });

  test('names this PC, the service, and no channel', () => {
    expect(authenticate.workstation).toBe('PC-7');
    expect(avValue(pairs, avIds.MsvAvTargetName)?.toString('utf16le')).toBe(servicePrincipalName);
    expect(avValue(pairs, avIds.MsvAvChannelBindings)).toEqual(Buffer.alloc(16));
  });

  test('agrees to no key exchange and to nothing that was not offered', () => {
    expect(authenticate.flags & negotiateFlags.NTLMSSP_NEGOTIATE_KEY_EXCH).toBe(0);
    expect(authenticate.flags & ~offeredFlags).toBe(0);
  });

  test('can be shown with nothing left to guess a password by', () => {
    const blank = blankAuthenticateMessage(message);
    const shown = must(decodeAuthenticateMessage(blank));
    expect(shown).toMatchObject({ userName: 'User', domainName: 'Domain', flags: authenticate.flags });
    expect(shown.ntChallengeResponse).toEqual(Buffer.alloc(authenticate.ntChallengeResponse.length));
    expect(shown.mic).toEqual(Buffer.alloc(16));
    expect(blank).toHaveLength(message.length);
    expect(blank.includes(authenticate.ntChallengeResponse.subarray(0, 16))).toBe(false);
  });
});

describe('our answer to a challenge without a time stamp', () => {
  const old: ChallengeMessage = {
    targetName: 'Server',
    flags: offeredFlags,
    serverChallenge: Buffer.from('0123456789abcdef', 'hex'),
    targetInfo: encodeAvPairs([avText(avIds.MsvAvNbDomainName, 'Domain')]),
  };
  const { authenticate } = answer(encodeChallengeMessage(old));

  test('takes our own time, sends LMv2 and no MIC', () => {
    expect(authenticate.ntChallengeResponse.readBigUInt64LE(24)).toBe(132_000_000_000_000_000n);
    // [MS-NLMP] 4.2.4.2.1
    expect(authenticate.lmChallengeResponse.toString('hex')).toBe('86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa');
    expect(authenticate.mic).toBeNull();
  });

  test('as nobody, sends one zero and no response', () => {
    const nobody = must(decodeAuthenticateMessage(authenticateAnonymous(old)));
    expect(nobody).toMatchObject({ userName: '', domainName: '', ntChallengeResponse: Buffer.alloc(0) });
    expect(nobody.lmChallengeResponse).toEqual(Buffer.alloc(1));
    expect(nobody.flags & negotiateFlags.NTLMSSP_NEGOTIATE_ANONYMOUS).not.toBe(0);
  });
});

describe('hostile messages', () => {
  const decoders = [decodeNegotiateMessage, decodeChallengeMessage, decodeAuthenticateMessage, decodeAvPairs] as const;
  const golden = [sambaNegotiate, sambaChallenge, sambaAuthenticate, anonymousAuthenticate];

  test('a message cut off anywhere before its fields end is refused', () => {
    for (let length = 0; length < sambaChallenge.length; length += 1) {
      expect(decodeChallengeMessage(sambaChallenge.subarray(0, length)).ok).toBe(false);
    }
    for (let length = 0; length < 366; length += 1) {
      expect(decodeAuthenticateMessage(sambaAuthenticate.subarray(0, length)).ok).toBe(length >= 354);
    }
  });

  test('10,000 broken ones are refused or read, never thrown at', patient, () => {
    const random = seededRandom(20_260_309);
    for (let round = 0; round < 10_000; round += 1) {
      const broken = mutate(golden[round % golden.length] ?? sambaChallenge, random);
      for (const decode of decoders) expect(typeof decode(broken).ok).toBe('boolean');
      expect(blankAuthenticateMessage(broken)).toHaveLength(broken.length);
    }
  });

  test('a field that points outside is named', () => {
    const message = encodeAuthenticateMessage({ ...must(decodeAuthenticateMessage(sambaAuthenticate)) });
    message.writeUInt32LE(0xfffffff0, 24);
    expect(decodeAuthenticateMessage(message)).toMatchObject({ ok: false, error: { field: 'NtChallengeResponse' } });
  });
});
