import { describe, expect, test } from 'vitest';
import { createAesCmac } from '../../../main/smb2/aes-cmac.ts';
import { encodeFourBytes } from '../../../main/smb2/codec/four-bytes.ts';
import { commands } from '../../../main/smb2/codec/header.ts';
import { createSigner, deriveKey, noPreauthHash, preauthHash, signingKey } from '../../../main/smb2/signing.ts';
import { firstHead } from './negotiating.ts';
import { windowsSignIn } from './windows-sign-in.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('AES-CMAC, by the examples of [RFC 4493] 4', () => {
  const cmac = createAesCmac(hex('2b7e151628aed2a6abf7158809cf4f3c'));
  const message = hex(
    '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710',
  );
  test.each([
    [0, 'bb1d6929e95937287fa37d129b756746'],
    [16, '070a16b46b4d4144f79bdd9dd04a287c'],
    [40, 'dfa66747de9ae63030ca32611497c827'],
    [64, '51f0bebf7e3b9d92fc49741779363cfe'],
  ])('of %i bytes', (length, code) => {
    expect(cmac(message.subarray(0, length)).toString('hex')).toBe(code);
  });
});

describe('keys, by Microsoft’s vectors', () => {
  const sessionKey = hex('7cd451825d0450d235424e44ba6e78cc');

  test.each([
    ['signing', 'SMB2AESCMAC\0', 'SmbSign\0', '0b7e9c5cac36c0f6ea9ab275298cedce'],
    ['application', 'SMB2APP\0', 'SmbRpc\0', 'bb23a4575aa26c721af525af15a87b4f'],
  ])('of 3.0 for %s', (_what, label, context, key) => {
    expect(deriveKey(sessionKey, label, Buffer.from(context)).toString('hex')).toBe(key);
  });

  test('for signing, by dialect', () => {
    const input = { sessionKey, preauthHash: noPreauthHash };
    for (const dialect of [0x0202, 0x0210]) expect(signingKey({ ...input, dialect })).toEqual(sessionKey);
    for (const dialect of [0x0300, 0x0302]) {
      expect(signingKey({ ...input, dialect }).toString('hex')).toBe('0b7e9c5cac36c0f6ea9ab275298cedce');
    }
    const { sessionKey: key311, preauthHash: hash } = windowsSignIn;
    expect(signingKey({ dialect: 0x0311, sessionKey: key311, preauthHash: hash })).toEqual(windowsSignIn.signingKey);
  });

  test('are of 16 bytes, however long the session key is', () => {
    const long = { dialect: 0x0210, sessionKey: Buffer.alloc(32, 7), preauthHash: noPreauthHash };
    expect(signingKey(long)).toEqual(Buffer.alloc(16, 7));
    expect(signingKey({ ...long, sessionKey: hex('0102') })).toEqual(hex('01020000000000000000000000000000'));
  });
});

describe('a sign-in to Windows over 3.1.1', () => {
  const { negotiateRequest, negotiateResponse, firstRequest, firstResponse, lastRequest, lastResponse } = windowsSignIn;
  const signer = createSigner({ ...windowsSignIn, dialect: 0x0311 });

  test('hashes to what its key is bound to', () => {
    const messages = [negotiateRequest, negotiateResponse, firstRequest, firstResponse, lastRequest];
    expect(messages.reduce(preauthHash, noPreauthHash)).toEqual(windowsSignIn.preauthHash);
  });

  test('ends in a response whose signature fits', () => {
    expect(signer.verifies(lastResponse)).toBe(true);
    expect(createSigner({ ...windowsSignIn, dialect: 0x0300 }).verifies(lastResponse)).toBe(false);
  });

  test('does not fit when any one bit is changed, or the end is cut off', () => {
    for (let bit = 0; bit < 8 * lastResponse.length; bit += 1) {
      const changed = Buffer.from(lastResponse);
      changed[bit >> 3] = changed.readUInt8(bit >> 3) ^ (1 << (bit & 7));
      expect(signer.verifies(changed)).toBe(false);
    }
    for (let length = 0; length < lastResponse.length; length += 1) {
      expect(signer.verifies(lastResponse.subarray(0, length))).toBe(false);
    }
  });
});

test.each([0x0202, 0x0210, 0x0300, 0x0302, 0x0311])(
  'what is signed in dialect %i verifies, unsigned it does not',
  (dialect) => {
    const signer = createSigner({ dialect, sessionKey: Buffer.alloc(16, 1), preauthHash: noPreauthHash });
    const message = encodeFourBytes(commands.ECHO, 'request', firstHead);
    expect(signer.verifies(message)).toBe(false);
    signer.sign(message);
    expect(signer.verifies(message)).toBe(true);
    const other = createSigner({ dialect, sessionKey: Buffer.alloc(16, 2), preauthHash: noPreauthHash });
    expect(other.verifies(message)).toBe(false);
  },
);
