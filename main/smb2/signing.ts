/**
 * Message signing, [MS-SMB2] 3.1.4.1 and 3.1.5.1: HMAC-SHA256 in SMB 2.x, AES-128-CMAC in SMB 3.x, over the message with
 * SMB2_FLAGS_SIGNED set and zeros in place of the signature.
 */
import { createHash, createHmac } from 'node:crypto';
import { createAesCmac } from './aes-cmac.ts';
import { fieldAt, headerFlags, headerSize, signatureSize } from './codec/header.ts';

/** What signing with 3.1.1 binds the key to: every byte of negotiate and sign-in, [MS-SMB2] 3.1.4.4.1. */
export const noPreauthHash = Buffer.alloc(64);

/** The hash after one more message; `message` as it travelled. */
export function preauthHash(before: Buffer, message: Buffer): Buffer {
  return createHash('sha512').update(before).update(message).digest();
}

/** Signs and checks the messages of one session. */
export interface Signer {
  /** Sets the flag and writes the signature into a message that is otherwise finished. */
  readonly sign: (message: Buffer) => void;
  readonly verifies: (message: Buffer) => boolean;
}

export interface SigningInput {
  readonly dialect: number;
  /** Of the sign-in; used up to 16 bytes. */
  readonly sessionKey: Buffer;
  /** Of the session, up to its last request; counts for 3.1.1 only. */
  readonly preauthHash: Buffer;
}

/** The signer of a session whose sign-in has ended. */
export function createSigner(input: SigningInput): Signer {
  const code = messageCode(input);
  const signatureOf = (message: Buffer): Buffer => {
    const unsigned = Buffer.from(message);
    unsigned.fill(0, fieldAt.signature, headerSize);
    return code(unsigned).subarray(0, signatureSize);
  };
  return {
    sign: (message) => {
      message.writeUInt32LE(message.readUInt32LE(fieldAt.flags) | headerFlags.SMB2_FLAGS_SIGNED, fieldAt.flags);
      signatureOf(message).copy(message, fieldAt.signature);
    },
    verifies: (message) =>
      message.length >= headerSize &&
      (message.readUInt32LE(fieldAt.flags) & headerFlags.SMB2_FLAGS_SIGNED) !== 0 &&
      signatureOf(message).equals(message.subarray(fieldAt.signature, headerSize)),
  };
}

function messageCode(input: SigningInput): (message: Buffer) => Buffer {
  const key = signingKey(input);
  return input.dialect < 0x0300 ? (message) => createHmac('sha256', key).update(message).digest() : createAesCmac(key);
}

/** Session.SigningKey, [MS-SMB2] 3.2.5.3.1. */
export function signingKey({ dialect, sessionKey, preauthHash: hash }: SigningInput): Buffer {
  const key = Buffer.alloc(16);
  sessionKey.copy(key);
  if (dialect < 0x0300) return key;
  return dialect < 0x0311
    ? deriveKey(key, 'SMB2AESCMAC\0', Buffer.from('SmbSign\0'))
    : deriveKey(key, 'SMBSigningKey\0', hash);
}

/**
 * KDF in counter mode of [SP800-108] 5.1 as [MS-SMB2] 3.1.4.2 uses it: HMAC-SHA256, a counter and a length of 32 bits,
 * one round, 16 bytes out.
 */
export function deriveKey(key: Buffer, label: string, context: Buffer): Buffer {
  return createHmac('sha256', key)
    .update(Buffer.from([0, 0, 0, 1]))
    .update(label, 'latin1')
    .update(Buffer.from([0]))
    .update(context)
    .update(Buffer.from([0, 0, 0, 128]))
    .digest()
    .subarray(0, 16);
}
