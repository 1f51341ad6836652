import { describe, expect, test } from 'vitest';
import { hmacMd5, ntowfv2 } from '../../../main/ntlm/ntlmv2.ts';
import type { Credentials } from '../../../main/smb1/client.ts';
import { flags2, securityModes, setupActions } from '../../../main/smb1/codec/flags.ts';
import { decodeHeader } from '../../../main/smb1/codec/header.ts';
import { encodeNegotiateResponse } from '../../../main/smb1/codec/negotiate.ts';
import { decodeSessionSetupRequest, encodeSessionSetupResponse } from '../../../main/smb1/codec/session-setup-andx.ts';
import { createSigner, signatureFault, signatureOf } from '../../../main/smb1/signing.ts';
import type { ViolationReason } from '../../../main/net/failure.ts';
import { must } from '../must.ts';
import { answering } from '../scripted-peer.ts';
import { negotiated } from './negotiated.ts';
import type { Pair } from './open-client.ts';
import { deadlineMs, echoOf, openClient } from './open-client.ts';

const user: Credentials = { kind: 'user', domain: 'Domain', user: 'User', password: 'Password' };
const signatureIn = (message: Buffer): string => message.toString('hex', 14, 22);

/** Replies of Samba 4.17 to this client, in one session with extended security, and the key of that session. */
const samba = {
  key: Buffer.from('14c9bcd4247631b55a2ff85a5432f302', 'hex'),
  replies: [
    [
      'the end of the sign-in',
      1,
      'ff534d4273000000008807c80000405e951fc1935dd30000fffffffe4c09030004ff000000000009005300a1073005a0030a0100' +
        '570069006e0064006f0077007300200036002e0031000000530061006d0062006100200034002e00310037002e0031003200' +
        '2d00440065006200690061006e0000004c00410042000000',
    ],
    [
      'a tree connect',
      3,
      'ff534d4275000000008807c80000fc324c225791ff7f0000e8b6fffe4c09040007ff0000000100ff011f00000000000d00413a004e00' +
        '5400460053000000',
    ],
    ['a refusal', 5, 'ff534d4275cc0000c08807c80000405b0d5bbc3c3ff70000fffffffe4c090500000000'],
    [
      'the first of several echoes',
      9,
      'ff534d422b000000008807c80000fd6929b29c53cc5a0000fffffffe00000700010100100073657373696f6e2d646f63746f722d31',
    ],
    [
      'the second of several echoes, with the same number',
      9,
      'ff534d422b000000008807c80000756f16f8ad1ab4b50000fffffffe00000700010200100073657373696f6e2d646f63746f722d31',
    ],
  ],
} as const;

describe('what Samba signed', () => {
  test.each(samba.replies)('%s', (_what, sequence, hex) => {
    const reply = Buffer.from(hex, 'hex');
    const signer = createSigner(samba.key);
    expect(signatureOf(samba.key, sequence, reply).toString('hex')).toBe(signatureIn(reply));
    expect(signer.verifies(reply, sequence)).toBe(true);
    expect(signer.verifiesSignOn(reply)).toBe(sequence === 1);
    expect(signer.verifies(reply, sequence + 1)).toBe(false);
    expect(createSigner(Buffer.alloc(16)).verifies(reply, sequence)).toBe(false);
  });

  test('fits no more when any one bit is changed', () => {
    const reply = Buffer.from(samba.replies[2][2], 'hex');
    const signer = createSigner(samba.key);
    for (let bit = 0; bit < 8 * reply.length; bit += 1) {
      const changed = Buffer.from(reply);
      changed[bit >> 3] = changed.readUInt8(bit >> 3) ^ (1 << (bit & 7));
      expect(signer.verifies(changed, 5)).toBe(false);
    }
  });

  test.each([
    ['zeros', '0000000000000000', 'not-signed'],
    ['the word that stands for none', '4253525350594c20', 'not-signed'],
    ['anything else', '0000000000000001', 'bad-signature'],
  ])('is told apart from none at all: %s', (_what, signature, reason) => {
    const reply = Buffer.from(samba.replies[2][2], 'hex');
    reply.write(signature, 14, 'hex');
    expect(createSigner(samba.key).verifies(reply, 5)).toBe(false);
    expect(signatureFault(reply)).toEqual({ reason, field: 'SecuritySignature' });
  });

  test('is not to be had from a message that is cut short', () => {
    for (let length = 0; length < 33; length += 1) {
      expect(createSigner(samba.key).verifies(Buffer.from(samba.replies[2][2], 'hex').subarray(0, length), 5)).toBe(
        false,
      );
    }
  });
});

const demanding = {
  ...negotiated,
  securityMode:
    negotiated.securityMode |
    securityModes.NEGOTIATE_SECURITY_SIGNATURES_ENABLED |
    securityModes.NEGOTIATE_SECURITY_SIGNATURES_REQUIRED,
};

/** A server without extended security that demands signing, as it signs: the key, then the NT response. */
async function signInTo(
  server = demanding,
  credentials = user,
  { action = 0, maxMpxCount = 50, signOn = 1 }: { action?: number; maxMpxCount?: number; signOn?: number | null } = {},
) {
  const pair = openClient();
  const negotiating = pair.client.negotiate({ deadlineMs });
  pair.peer.send(encodeNegotiateResponse(answering(pair.lastRequest()), { ...server, maxMpxCount }));
  must((await negotiating).result);
  const signingIn = pair.client.signIn(server, credentials, { deadlineMs });
  const request = pair.lastRequest();
  const setup = must(decodeSessionSetupRequest(request, must(decodeHeader(request))));
  if (setup.kind !== 'challenge') throw new Error('extended security');
  const response = setup.unicodePassword;
  const sessionKey = hmacMd5(ntowfv2('User', 'Domain', 'Password'), response.subarray(0, 16));
  const macKey = Buffer.concat([sessionKey, response]);
  const names = { nativeOs: 'OS', nativeLanMan: 'LM', primaryDomain: 'DOMAIN' };
  const reply = encodeSessionSetupResponse(answering(request, { uid: 2048 }), { action, blob: null, ...names });
  pair.peer.send(signOn === null ? reply : signed(reply, macKey, signOn));
  return { ...(await signingIn), pair, macKey, setupRequest: request };
}

function signed(message: Buffer, macKey: Buffer, sequence: number): Buffer {
  signatureOf(macKey, sequence, message).copy(message, 14);
  return message;
}

const sequenceIn = (message: Buffer, macKey: Buffer): number =>
  Array.from({ length: 40 }, (_, at) => at).findIndex(
    (at) => signatureOf(macKey, at, message).toString('hex') === signatureIn(message),
  );

const isFlagged = (request: Buffer): boolean =>
  (must(decodeHeader(request)).flags2 & flags2.SMB_FLAGS2_SMB_SECURITY_SIGNATURE) !== 0;

describe('a connection to a server that demands signing', () => {
  test('counts 2, 4, 6 and takes replies that count one more', async () => {
    const { result, pair, macKey, setupRequest } = await signInTo();
    expect(must(result).signed).toBe(true);
    expect(isFlagged(setupRequest)).toBe(true);
    for (const sequence of [2, 4, 6]) {
      const asked = pair.client.echo({ deadlineMs });
      expect(sequenceIn(pair.lastRequest(), macKey)).toBe(sequence);
      expect(isFlagged(pair.lastRequest())).toBe(true);
      pair.peer.send(signed(echoOf(pair.lastRequest()), macKey, sequence + 1));
      expect((await asked).result.ok).toBe(true);
    }
  });

  test('counts in the order in which requests are sent, and leaves out what never was', async () => {
    const { pair, macKey } = await signInTo(demanding, user, { maxMpxCount: 1 });
    const before = pair.peer.sent().length;
    const cancellation = new AbortController();
    const first = pair.client.echo({ deadlineMs });
    const cancelled = pair.client.echo({ deadlineMs, signal: cancellation.signal });
    const last = pair.client.echo({ deadlineMs });
    cancellation.abort();
    await cancelled;
    pair.peer.send(signed(echoOf(pair.lastRequest()), macKey, 3));
    await first;
    pair.peer.send(signed(echoOf(pair.lastRequest()), macKey, 5));
    expect((await last).result.ok).toBe(true);
    expect(
      pair.peer
        .sent()
        .slice(before)
        .map((message) => sequenceIn(message, macKey)),
    ).toEqual([2, 4]);
  });

  const badSignature = 'bad-signature';
  const forged: readonly [string, ViolationReason, (pair: Pair, macKey: Buffer) => Buffer][] = [
    ['unsigned', 'not-signed', ({ lastRequest }) => echoOf(lastRequest())],
    [
      'signed with the number of the request',
      badSignature,
      ({ lastRequest }, key) => signed(echoOf(lastRequest()), key, 2),
    ],
    ['signed with another key', badSignature, ({ lastRequest }) => signed(echoOf(lastRequest()), Buffer.alloc(16), 3)],
  ];
  test.each(forged)('does not believe a reply that is %s', async (_how, reason, reply) => {
    const { pair, macKey } = await signInTo();
    const asked = pair.client.echo({ deadlineMs });
    pair.peer.send(reply(pair, macKey));
    const { result, record } = await asked;
    expect(result).toMatchObject({ error: { kind: 'protocol-violation', reason } });
    expect(record).toMatchObject({ outcome: 'violation', status: { form: 'none' } });
  });

  test.each([
    [null, 'not-signed'],
    [0, badSignature],
    [3, badSignature],
  ])('does not believe a sign-in that ends unsigned or wrongly signed (%s)', async (signOn, reason) => {
    const { result, records } = await signInTo(demanding, user, { signOn });
    expect(result).toMatchObject({ error: { kind: 'protocol-violation', reason } });
    expect(records.at(-1)?.outcome).toBe('violation');
  });

  test('goes on unsigned for a guest, whose password the server does not know', async () => {
    const { result } = await signInTo(demanding, user, { action: setupActions.SMB_SETUP_GUEST, signOn: null });
    expect(must(result)).toMatchObject({ guest: true, signed: false });
  });

  test('goes on unsigned for nobody, and does not promise otherwise', async () => {
    const { result, setupRequest } = await signInTo(demanding, { kind: 'anonymous' }, { signOn: null });
    expect(must(result).signed).toBe(false);
    expect(isFlagged(setupRequest)).toBe(false);
  });
});

test('a server that only offers signing gets none', async () => {
  const securityMode = negotiated.securityMode | securityModes.NEGOTIATE_SECURITY_SIGNATURES_ENABLED;
  const { result, pair, setupRequest } = await signInTo({ ...negotiated, securityMode }, user, { signOn: null });
  expect(must(result).signed).toBe(false);
  const asked = pair.client.echo({ deadlineMs });
  expect(isFlagged(setupRequest) || isFlagged(pair.lastRequest())).toBe(false);
  expect(signatureIn(pair.lastRequest())).toBe('0000000000000000');
  pair.peer.send(echoOf(pair.lastRequest()));
  expect((await asked).result.ok).toBe(true);
});
