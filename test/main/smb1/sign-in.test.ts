import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { avIds, avText, encodeAvPairs } from '../../../main/ntlm/av-pairs.ts';
import { decodeAuthenticateMessage, encodeChallengeMessage } from '../../../main/ntlm/ntlmssp.ts';
import { ntowfv2, verifyNtlmv2 } from '../../../main/ntlm/ntlmv2.ts';
import {
  decodeNegotiationToken,
  encodeNegTokenInit,
  encodeNegTokenResp,
  mechanisms,
  negStates,
} from '../../../main/ntlm/spnego.ts';
import type { Credentials, Smb1ClientOptions } from '../../../main/smb1/client.ts';
import { createSmb1Client } from '../../../main/smb1/client.ts';
import { capabilities, securityModes, setupActions } from '../../../main/smb1/codec/flags.ts';
import { decodeHeader, encodeEmptyResponse } from '../../../main/smb1/codec/header.ts';
import type { NtLmNegotiateResponse } from '../../../main/smb1/codec/negotiate.ts';
import { decodeSessionSetupRequest, encodeSessionSetupResponse } from '../../../main/smb1/codec/session-setup-andx.ts';
import { must } from '../must.ts';
import { answering, createScriptedPeer } from '../scripted-peer.ts';
import { negotiated } from './negotiated.ts';

const deadlineMs = 1_000;
const anonymous: Credentials = { kind: 'anonymous' };
const user: Credentials = { kind: 'user', domain: 'Domain', user: 'User', password: 'Password' };
const key = ntowfv2('User', 'Domain', 'Password');
const serverChallenge = Buffer.from('0123456789abcdef', 'hex');
const SESSION_SETUP_ANDX = 0x73;
const STATUS_MORE_PROCESSING_REQUIRED = 0xc0000016;

const extended: NtLmNegotiateResponse = {
  ...negotiated,
  capabilities: negotiated.capabilities | capabilities.CAP_EXTENDED_SECURITY,
  security: {
    kind: 'extended',
    serverGuid: Buffer.alloc(16),
    blob: encodeNegTokenInit({ mechTypes: [mechanisms.kerberos, mechanisms.ntlmssp], mechToken: null }),
  },
};
const challengeToken = encodeNegTokenResp({
  negState: negStates.acceptIncomplete,
  supportedMech: mechanisms.ntlmssp,
  responseToken: encodeChallengeMessage({
    targetName: 'SERVER',
    flags: 0x628a8215,
    serverChallenge,
    targetInfo: encodeAvPairs([
      avText(avIds.MsvAvNbDomainName, 'DOMAIN'),
      { id: avIds.MsvAvTimestamp, value: Buffer.from('0090d336b734c301', 'hex') },
    ]),
  }),
});

/** What the server says to one leg; `status` 0 ends the sign-in. */
interface Answer {
  readonly status: number;
  readonly blob?: Buffer | null;
  readonly action?: number;
}
const challenge: Answer = { status: STATUS_MORE_PROCESSING_REQUIRED, blob: challengeToken };
const welcome: Answer = { status: 0, blob: Buffer.alloc(0) };

/** Signs in to a server that says these things in turn. */
async function signIn(
  server: NtLmNegotiateResponse,
  credentials: Credentials,
  answers: readonly Answer[],
  options: Partial<Smb1ClientOptions> = {},
) {
  const peer = createScriptedPeer();
  const client = createSmb1Client(peer.tcp, {
    connection: 'c1',
    host: 'files.example',
    clock: systemClock,
    randomBytes: (count) => Buffer.alloc(count, 0xaa),
    ...options,
  });
  const signingIn = client.signIn(server, credentials, { deadlineMs });
  // A leg is sent once its token is made, and the one before has been taken up.
  const taken = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));
  await taken();
  for (const { status, blob = null, action = 0 } of answers) {
    const request = peer.sent().at(-1);
    const head = answering(request, { status, uid: 2048 });
    const names = { nativeOs: 'OS', nativeLanMan: 'LM', primaryDomain: 'DOMAIN' };
    const refused = status !== 0 && status !== STATUS_MORE_PROCESSING_REQUIRED;
    peer.send(
      refused
        ? encodeEmptyResponse(SESSION_SETUP_ANDX, head)
        : encodeSessionSetupResponse(head, { action, blob, ...names }),
    );
    await taken();
  }
  const sent = peer.sent();
  client.close();
  const { result, records } = await signingIn;
  const requests = sent.map((message) => must(decodeSessionSetupRequest(message, must(decodeHeader(message)))));
  return { result, records, sent, requests };
}

function tokenIn(blob: Buffer): Buffer {
  const token = must(decodeNegotiationToken(blob));
  return (token.kind === 'init' ? token.mechToken : token.responseToken) ?? Buffer.alloc(0);
}

describe('with extended security', () => {
  test('a user proves the password, and the record does not', async () => {
    const { result, records, sent, requests } = await signIn(extended, user, [challenge, welcome]);
    expect(must(result)).toEqual({
      uid: 2048,
      account: 'user',
      guest: false,
      extendedSecurity: true,
      signed: false,
      nativeOs: 'OS',
      nativeLanMan: 'LM',
      primaryDomain: 'DOMAIN',
    });
    const last = requests[1];
    if (last?.kind !== 'extended') throw new Error('no extended security');
    const { ntChallengeResponse, userName, domainName } = must(decodeAuthenticateMessage(tokenIn(last.blob)));
    expect({ userName, domainName }).toEqual({ userName: 'User', domainName: 'Domain' });
    expect(verifyNtlmv2(key, serverChallenge, ntChallengeResponse)).toBe(true);

    expect(records.map(({ outcome, status }) => `${outcome} ${status.name}`)).toEqual([
      'answered STATUS_MORE_PROCESSING_REQUIRED',
      'answered STATUS_SUCCESS',
    ]);
    const recorded = Buffer.from(records[1]?.request ?? []);
    expect(recorded).toHaveLength(sent[1]?.length ?? 0);
    for (let at = 0; at + 8 <= ntChallengeResponse.length; at += 8) {
      const part = ntChallengeResponse.subarray(at, at + 8);
      if (part.some((byte) => byte !== 0)) expect(recorded.includes(part)).toBe(false);
    }
    expect(recorded.includes(Buffer.from('User', 'utf16le'))).toBe(true);
  });

  test('nobody sends no response', async () => {
    const { result, requests } = await signIn(extended, anonymous, [challenge, welcome]);
    expect(must(result)).toMatchObject({ account: 'anonymous', guest: false });
    const last = requests[1];
    if (last?.kind !== 'extended') throw new Error('no extended security');
    expect(must(decodeAuthenticateMessage(tokenIn(last.blob)))).toMatchObject({
      userName: '',
      ntChallengeResponse: Buffer.alloc(0),
    });
  });

  test('every leg names VcNumber 1, what the server negotiated, and the UID that it gave', async () => {
    const { requests, sent } = await signIn(extended, user, [challenge, welcome]);
    for (const request of requests) {
      expect(request).toMatchObject({ vcNumber: 1, sessionKey: 0x1234, maxMpxCount: 50, capabilities: 0x80000054 });
    }
    expect(sent.map((message) => must(decodeHeader(message)).uid)).toEqual([0, 2048]);
  });

  test('capabilities are what was asked for', async () => {
    const bits = async (options: Partial<Smb1ClientOptions>) =>
      (await signIn(extended, anonymous, [], options)).requests[0]?.capabilities;
    expect(await bits({ capStatus32: false })).toBe(0x80000014);
    expect(await bits({ capDynamicReauth: true })).toBe(0xa0000054);
  });

  test('a guest is told from a user', async () => {
    const guest = { ...welcome, action: setupActions.SMB_SETUP_GUEST };
    const { result } = await signIn(extended, user, [challenge, guest]);
    expect(must(result).guest).toBe(true);
  });

  test('a refusal at either leg is the status, with its records', async () => {
    for (const answers of [[{ status: 0xc000006d }], [challenge, { status: 0xc000006d }]]) {
      const { result, records } = await signIn(extended, user, answers);
      expect(result).toMatchObject({ ok: false, error: { kind: 'server-status', status: { value: 0xc000006d } } });
      expect(records).toHaveLength(answers.length);
      expect(records.at(-1)?.outcome).toBe('refused');
    }
  });

  test('a server that only agrees on the mechanism hears NEGOTIATE again', async () => {
    const agreed = encodeNegTokenResp({
      negState: negStates.acceptIncomplete,
      supportedMech: mechanisms.ntlmssp,
      responseToken: null,
    });
    const { result, requests } = await signIn(extended, user, [{ ...challenge, blob: agreed }, challenge, welcome]);
    expect(result.ok).toBe(true);
    const tokens = requests.map((request) => (request.kind === 'extended' ? tokenIn(request.blob) : Buffer.alloc(0)));
    expect(tokens[1]).toEqual(tokens[0]);
  });

  test.each([
    ['no blob at all', null, 'no-challenge'],
    ['a blob that is no token', Buffer.from('garbage'), 'malformed'],
    ['a token of the wrong kind', encodeNegTokenInit({ mechTypes: [], mechToken: null }), 'no-challenge'],
    [
      'another mechanism',
      encodeNegTokenResp({ negState: 1, supportedMech: mechanisms.kerberos, responseToken: null }),
      'no-challenge',
    ],
    [
      'a challenge cut short',
      encodeNegTokenResp({ negState: 1, supportedMech: null, responseToken: Buffer.from('NTLMSSP\0\x02') }),
      'malformed',
    ],
  ] as const)('%s is a violation', async (_what, blob, reason) => {
    const { result, records } = await signIn(extended, user, [{ status: STATUS_MORE_PROCESSING_REQUIRED, blob }]);
    expect(result).toMatchObject({ ok: false, error: { kind: 'protocol-violation', reason } });
    expect(records.at(-1)?.outcome).toBe('violation');
    expect(records.at(-1)?.reply?.length).toBeGreaterThan(0);
  });

  test('challenges without end come to an end', async () => {
    const { result, sent } = await signIn(extended, user, [challenge, challenge, challenge, challenge, challenge]);
    expect(result).toMatchObject({ ok: false, error: { reason: 'endless-authentication' } });
    expect(sent).toHaveLength(4);
  });
});

describe('without extended security', () => {
  test('a user proves the password, and the record does not', async () => {
    const { result, requests, records } = await signIn(negotiated, user, [{ status: 0, blob: null }]);
    expect(must(result)).toMatchObject({ account: 'user', extendedSecurity: false, uid: 2048 });
    const [request] = requests;
    if (request?.kind !== 'challenge') throw new Error('extended security');
    expect(request).toMatchObject({ accountName: 'User', primaryDomain: 'Domain', vcNumber: 1, capabilities: 0x54 });
    expect(verifyNtlmv2(key, serverChallenge, request.unicodePassword)).toBe(true);
    // [MS-NLMP] 4.2.4.2.1: LMv2, which no table of LM hashes helps against.
    expect(request.oemPassword.toString('hex')).toBe('86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa');
    const recorded = Buffer.from(records[0]?.request ?? []);
    const shown = must(decodeSessionSetupRequest(recorded, must(decodeHeader(recorded))));
    expect(shown).toMatchObject({
      accountName: 'User',
      oemPassword: Buffer.alloc(24),
      unicodePassword: Buffer.alloc(request.unicodePassword.length),
    });
  });

  test('nobody sends empty passwords', async () => {
    const { result, requests } = await signIn(negotiated, anonymous, [{ status: 0, blob: null }]);
    expect(must(result).account).toBe('anonymous');
    expect(requests[0]).toMatchObject({
      accountName: '',
      oemPassword: Buffer.alloc(0),
      unicodePassword: Buffer.alloc(0),
    });
  });

  test('more processing is no answer here', async () => {
    const { result } = await signIn(negotiated, user, [challenge]);
    expect(result).toMatchObject({ ok: false, error: { kind: 'server-status' } });
  });
});

describe('before any credential is sent', () => {
  const { NEGOTIATE_USER_SECURITY, NEGOTIATE_ENCRYPT_PASSWORDS } = securityModes;
  const kerberosOnly = encodeNegTokenInit({ mechTypes: [mechanisms.kerberos], mechToken: null });
  test.each([
    ['share-level', { ...negotiated, securityMode: NEGOTIATE_ENCRYPT_PASSWORDS }, user],
    ['share-level', { ...extended, securityMode: 0 }, anonymous],
    ['plaintext', { ...negotiated, securityMode: NEGOTIATE_USER_SECURITY }, user],
    [
      'no-ntlm',
      { ...extended, security: { kind: 'extended', serverGuid: Buffer.alloc(16), blob: kerberosOnly } },
      anonymous,
    ],
    [
      'no-ntlm',
      { ...negotiated, security: { kind: 'challenge', challenge: Buffer.alloc(0), domainName: '', serverName: '' } },
      user,
    ],
  ] as const)('%s is refused', async (why, server, credentials) => {
    const { result, records, sent } = await signIn(server, credentials, []);
    expect(result).toEqual({ ok: false, error: { kind: 'authentication-unsupported', why } });
    expect({ records, sent }).toEqual({ records: [], sent: [] });
  });

  test('nobody has no password to protect from a plaintext server', async () => {
    const plaintext = { ...negotiated, securityMode: NEGOTIATE_USER_SECURITY };
    expect((await signIn(plaintext, anonymous, [{ status: 0, blob: null }])).result.ok).toBe(true);
  });

  test('a server that leaves the mechanism open gets NTLM', async () => {
    const open = {
      ...extended,
      security: { kind: 'extended', serverGuid: Buffer.alloc(16), blob: Buffer.alloc(0) },
    } as const;
    expect((await signIn(open, user, [challenge, welcome])).result.ok).toBe(true);
  });
});
