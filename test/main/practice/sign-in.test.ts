import { describe, expect, test } from 'vitest';
import { authenticateUser, offeredFlags } from '../../../main/ntlm/authenticate.ts';
import { avIds, avValue, decodeAvPairs } from '../../../main/ntlm/av-pairs.ts';
import {
  decodeChallengeMessage,
  encodeAuthenticateMessage,
  encodeNegotiateMessage,
  negotiateFlags,
} from '../../../main/ntlm/ntlmssp.ts';
import type { NegTokenResp } from '../../../main/ntlm/spnego.ts';
import {
  decodeNegotiationToken,
  encodeNegTokenInit,
  encodeNegTokenResp,
  mechanisms,
  negStates,
} from '../../../main/ntlm/spnego.ts';
import { flags2 } from '../../../main/smb1/codec/flags.ts';
import type { Head } from '../../../main/smb1/codec/header.ts';
import { encodeNegotiateRequest } from '../../../main/smb1/codec/negotiate.ts';
import type { PlainSessionSetupRequest } from '../../../main/smb1/codec/session-setup-andx.ts';
import { decodeSessionSetupResponse, encodeSessionSetupRequest } from '../../../main/smb1/codec/session-setup-andx.ts';
import { must } from '../must.ts';
import { connectPipes, head, headerOf, ntLm, only, start } from './talk.ts';

const client = {
  maxBufferSize: 16_644,
  maxMpxCount: 50,
  vcNumber: 1,
  sessionKey: 0,
  capabilities: 0x80000054,
  nativeOs: '',
  nativeLanMan: '',
};
const STATUS_MORE_PROCESSING_REQUIRED = 0xc0000016;
const STATUS_LOGON_FAILURE = 0xc000006d;
const extendedHead: Head = { ...head, flags2: head.flags2 | flags2.SMB_FLAGS2_EXTENDED_SECURITY };
const hello = encodeNegotiateMessage(offeredFlags);
const firstToken = encodeNegTokenInit({ mechTypes: [mechanisms.ntlmssp], mechToken: hello });

/** A dialogue that was asked for extended security, and how to go on in it. */
function startExtended() {
  const answer = start();
  answer(encodeNegotiateRequest(extendedHead, { dialects: ['NT LM 0.12'] }));
  const leg = (uid: number, blob: Buffer) => {
    const reaction = answer(encodeSessionSetupRequest({ ...extendedHead, uid }, { kind: 'extended', ...client, blob }));
    if (reaction.kind === 'close') return { status: -1, uid: 0, token: null };
    const header = headerOf(reaction);
    const said = header.wordCount === 0 ? null : must(decodeSessionSetupResponse(only(reaction), header)).blob;
    return { status: header.status, uid: header.uid, token: said === null ? null : respOf(said) };
  };
  return { answer, leg };
}

function respOf(blob: Buffer): NegTokenResp {
  const token = must(decodeNegotiationToken(blob));
  if (token.kind !== 'resp') throw new Error('the server began anew');
  return token;
}

function tokenWith(responseToken: Buffer): Buffer {
  return encodeNegTokenResp({ negState: null, supportedMech: null, responseToken });
}

/** The user's answer to the server's challenge. */
function proof(challengeBytes: Buffer, password = 'practice'): Buffer {
  const challenge = must(decodeChallengeMessage(challengeBytes));
  return authenticateUser({
    negotiate: hello,
    challengeBytes,
    challenge,
    targetInfo: must(decodeAvPairs(challenge.targetInfo)),
    user: 'practice',
    domain: '',
    password,
    workstation: 'PC-1',
    servicePrincipalName: 'cifs/127.0.0.1',
    clientChallenge: Buffer.alloc(8, 9),
    now: 0n,
  }).message;
}

describe('with extended security', () => {
  test('challenges, and believes a proof', () => {
    const { answer, leg } = startExtended();
    const first = leg(0, firstToken);
    expect(first).toMatchObject({
      status: STATUS_MORE_PROCESSING_REQUIRED,
      token: { negState: negStates.acceptIncomplete, supportedMech: mechanisms.ntlmssp },
    });
    const challenge = first.token?.responseToken ?? Buffer.alloc(0);
    const { flags, targetInfo } = must(decodeChallengeMessage(challenge));
    expect(flags & negotiateFlags.NTLMSSP_NEGOTIATE_SIGN).toBe(0);
    expect(avValue(must(decodeAvPairs(targetInfo)), avIds.MsvAvTimestamp)).toHaveLength(8);

    const second = leg(first.uid, tokenWith(proof(challenge)));
    expect(second).toMatchObject({ status: 0, uid: first.uid, token: { negState: negStates.acceptCompleted } });
    expect(headerOf(answer(connectPipes({ ...extendedHead, uid: second.uid }))).status).toBe(0);
  });

  test('asks for NTLMSSP when the first token is of another mechanism', () => {
    const { leg } = startExtended();
    const both = [mechanisms.kerberos, mechanisms.ntlmssp];
    const first = leg(0, encodeNegTokenInit({ mechTypes: both, mechToken: Buffer.from('a ticket') }));
    expect(first).toMatchObject({
      status: STATUS_MORE_PROCESSING_REQUIRED,
      token: { supportedMech: mechanisms.ntlmssp, responseToken: null },
    });
    const second = leg(first.uid, tokenWith(hello));
    const challenge = second.token?.responseToken ?? Buffer.alloc(0);
    expect(leg(first.uid, tokenWith(proof(challenge))).status).toBe(0);
  });

  test('turns down a client that has only other mechanisms', () => {
    const token = encodeNegTokenInit({ mechTypes: [mechanisms.kerberos], mechToken: Buffer.from('a ticket') });
    expect(startExtended().leg(0, token).status).toBe(STATUS_LOGON_FAILURE);
  });

  test.each<[string, (challenge: Buffer) => Buffer]>([
    ['another password', (challenge) => proof(challenge, 'Practice')],
    ['a proof of another challenge', (challenge) => proof(withOtherChallenge(challenge))],
    ['24 bytes of NTLMv1', () => answerOf(Buffer.alloc(24, 1))],
    ['no response of a named user', () => answerOf(Buffer.alloc(0))],
  ])('turns down %s, and the session is gone', (_what, answerTo) => {
    const { leg } = startExtended();
    const first = leg(0, firstToken);
    const refused = leg(first.uid, tokenWith(answerTo(first.token?.responseToken ?? Buffer.alloc(0))));
    expect(refused).toMatchObject({ status: STATUS_LOGON_FAILURE, uid: 0 });
    expect(leg(first.uid, firstToken).status).toBe(0x005b0002);
  });

  test('a good session does not outlive a bad sign-in on it', () => {
    const { answer, leg } = startExtended();
    const { uid, token } = leg(0, firstToken);
    leg(uid, tokenWith(proof(token?.responseToken ?? Buffer.alloc(0))));
    const again = leg(uid, firstToken);
    expect(headerOf(answer(connectPipes({ ...extendedHead, uid }))).status).toBe(0);
    leg(uid, tokenWith(proof(again.token?.responseToken ?? Buffer.alloc(0), 'wrong')));
    expect(headerOf(answer(connectPipes({ ...extendedHead, uid }))).status).toBe(0x005b0002);
  });

  test('half a sign-in is no session', () => {
    const { answer, leg } = startExtended();
    const { uid } = leg(0, firstToken);
    expect(headerOf(answer(connectPipes({ ...extendedHead, uid }))).status).toBe(0x005b0002);
  });

  test.each([
    ['no token', Buffer.alloc(0)],
    ['noise', Buffer.from('noise')],
    ['an answer without a challenge', tokenWith(Buffer.from('noise'))],
    ['an empty answer', encodeNegTokenResp({ negState: null, supportedMech: null, responseToken: null })],
  ])('closes on %s', (_what, blob) => {
    expect(startExtended().leg(0, blob).status).toBe(-1);
  });
});

describe('without extended security', () => {
  test.each<[string, Partial<PlainSessionSetupRequest>, number]>([
    ['nobody', {}, 0],
    ['24 bytes of NTLMv1', { accountName: 'practice', unicodePassword: Buffer.alloc(24, 1) }, STATUS_LOGON_FAILURE],
    [
      'a password in clear text',
      { accountName: 'practice', oemPassword: Buffer.from('practice') },
      STATUS_LOGON_FAILURE,
    ],
    ['a name without a proof', { accountName: 'practice' }, STATUS_LOGON_FAILURE],
    ['a proof without a name', { unicodePassword: Buffer.alloc(60, 1) }, STATUS_LOGON_FAILURE],
  ])('%s', (_who, fields, status) => {
    const answer = start();
    answer(ntLm);
    const request: PlainSessionSetupRequest = {
      kind: 'challenge',
      ...client,
      oemPassword: Buffer.alloc(0),
      unicodePassword: Buffer.alloc(0),
      accountName: '',
      primaryDomain: '',
      ...fields,
    };
    expect(headerOf(answer(encodeSessionSetupRequest(head, request))).status).toBe(status);
  });

  test('a token has no place', () => {
    const answer = start();
    answer(ntLm);
    const request = encodeSessionSetupRequest(head, { kind: 'extended', ...client, blob: firstToken });
    expect(headerOf(answer(request)).status).toBe(0xc000000d);
  });
});

function withOtherChallenge(challenge: Buffer): Buffer {
  const other = Buffer.from(challenge);
  other.fill(0x11, 24, 32);
  return other;
}

function answerOf(ntChallengeResponse: Buffer): Buffer {
  return encodeAuthenticateMessage({
    lmChallengeResponse: Buffer.alloc(0),
    ntChallengeResponse,
    domainName: '',
    userName: 'practice',
    workstation: '',
    flags: offeredFlags,
    mic: null,
  });
}
