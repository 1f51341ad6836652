import { describe, expect, test } from 'vitest';
import { decodeFourBytes, encodeFourBytes } from '../../../../main/smb2/codec/four-bytes.ts';
import { commands, decodeHeader, encodeErrorResponse } from '../../../../main/smb2/codec/header.ts';
import {
  decodeSessionSetupRequest,
  decodeSessionSetupResponse,
  encodeSessionSetupRequest,
  encodeSessionSetupResponse,
} from '../../../../main/smb2/codec/session-setup.ts';
import {
  decodeTreeConnectRequest,
  decodeTreeConnectResponse,
  encodeTreeConnectRequest,
  encodeTreeConnectResponse,
} from '../../../../main/smb2/codec/tree-connect.ts';
import { must } from '../../must.ts';
import { mutate, seededRandom } from '../../mutations.ts';
import { firstHead } from '../negotiating.ts';
import { windowsSignIn } from '../windows-sign-in.ts';

const head = { ...firstHead, creditCharge: 1, credits: 64, messageId: 7, treeId: 3, sessionId: 0x1000_0000_0019n };

describe('what a Windows client and server said', () => {
  const { firstRequest, firstResponse, lastRequest, lastResponse } = windowsSignIn;

  test('headers', () => {
    expect(must(decodeHeader(firstRequest))).toMatchObject({ command: 1, reply: false, messageId: 2, sessionId: 0n });
    expect(must(decodeHeader(lastResponse))).toMatchObject({
      reply: true,
      status: 0,
      signed: true,
      async: false,
      credits: 128,
      messageId: 3,
      sessionId: 0x1000_0000_0019n,
    });
  });

  test('SESSION_SETUP, and the same bytes again', () => {
    const request = must(decodeSessionSetupRequest(lastRequest));
    expect(request).toMatchObject({ securityMode: 1, capabilities: 1, previousSessionId: 0n });
    expect(encodeSessionSetupRequest(head, request).subarray(64)).toEqual(lastRequest.subarray(64));
    const response = must(decodeSessionSetupResponse(firstResponse));
    expect(response.buffer.toString('latin1')).toContain('NTLMSSP');
    expect(encodeSessionSetupResponse(head, response).subarray(64)).toEqual(firstResponse.subarray(64));
    expect(must(decodeSessionSetupResponse(lastResponse)).sessionFlags).toBe(0);
  });
});

describe('what is written can be read', () => {
  test('TREE_CONNECT', () => {
    const request = encodeTreeConnectRequest(head, '\\\\files.example\\Ümläute');
    expect(must(decodeTreeConnectRequest(request))).toBe('\\\\files.example\\Ümläute');
    const response = { shareType: 1, shareFlags: 0x8000, capabilities: 8, maximalAccess: 0x001f01ff };
    expect(must(decodeTreeConnectResponse(encodeTreeConnectResponse(head, response)))).toEqual(response);
  });

  test('an error', () => {
    const error = encodeErrorResponse(commands.ECHO, { ...head, status: 0xc0000203 });
    expect(error).toHaveLength(73);
    expect(must(decodeHeader(error))).toMatchObject({ ...head, status: 0xc0000203, reply: true, command: 13 });
  });

  test('a MessageId of more than 32 bits, and the one of an oplock break', () => {
    const far = encodeFourBytes(commands.ECHO, 'response', { ...head, messageId: 0x1_2345_6789 });
    expect(must(decodeHeader(far)).messageId).toBe(0x1_2345_6789);
    far.fill(0xff, 24, 32);
    expect(must(decodeHeader(far)).messageId).toBe(-1);
  });
});

const decoders: readonly [string, Buffer, (message: Buffer) => { readonly ok: boolean }][] = [
  ['SESSION_SETUP request', windowsSignIn.lastRequest, decodeSessionSetupRequest],
  ['SESSION_SETUP response', windowsSignIn.firstResponse, decodeSessionSetupResponse],
  ['TREE_CONNECT request', encodeTreeConnectRequest(head, '\\\\a\\b'), decodeTreeConnectRequest],
  [
    'TREE_CONNECT response',
    encodeTreeConnectResponse(head, { shareType: 1, shareFlags: 0, capabilities: 0, maximalAccess: 0 }),
    decodeTreeConnectResponse,
  ],
  ['ECHO', encodeFourBytes(commands.ECHO, 'response', head), decodeFourBytes],
];

test.each(decoders)('%s is refused when it is cut short anywhere, and never throws', (_name, message, decode) => {
  expect(decode(message).ok).toBe(true);
  for (let length = 0; length < message.length; length += 1) {
    const cut = message.subarray(0, length);
    expect(decodeHeader(cut).ok && decode(cut).ok).toBe(false);
  }
  const random = seededRandom(message.length);
  for (let round = 0; round < 2_000; round += 1) {
    const broken = mutate(message, random);
    expect(() => decodeHeader(broken).ok && decode(broken)).not.toThrow();
  }
});
