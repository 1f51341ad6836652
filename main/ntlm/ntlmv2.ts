/** NTLM v2 computations, [MS-NLMP] 3.3.2. LM and NTLM v1 responses are not here, so that none is ever sent. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { md4 } from './md4.ts';

/** NTProofStr: the first bytes of a response. */
export const proofLength = 16;

/** HMAC_MD5 of [MS-NLMP] 6. */
export function hmacMd5(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const hmac = createHmac('md5', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

/** NTOWFv2: the key that a password gives. The user name counts in upper case, the domain as written. */
export function ntowfv2(user: string, domain: string, password: string): Buffer {
  const identity = Buffer.from(upperCase(user) + domain, 'utf16le');
  return hmacMd5(md4(Buffer.from(password, 'utf16le')), identity);
}

/** Upper case letter by letter, as Windows does it: a letter that would become two, such as "ß", stays. */
function upperCase(text: string): string {
  return Array.from(text, (letter) => {
    const upper = letter.toUpperCase();
    return upper.length === letter.length ? upper : letter;
  }).join('');
}

export interface Ntlmv2Input {
  readonly key: Buffer;
  readonly serverChallenge: Buffer;
  /** 8 random bytes. */
  readonly clientChallenge: Buffer;
  /** FILETIME: the server's MsvAvTimestamp, else the client's own clock. */
  readonly time: bigint;
  /** AV pairs with their end mark. */
  readonly targetInfo: Buffer;
}

export interface Ntlmv2Response {
  /** NTProofStr and the blob behind it. */
  readonly response: Buffer;
  readonly sessionBaseKey: Buffer;
}

/** NtChallengeResponse, with the NTLMv2_CLIENT_CHALLENGE of [MS-NLMP] 2.2.2.7, and SessionBaseKey. */
export function ntlmv2Response(input: Ntlmv2Input): Ntlmv2Response {
  const fixed = Buffer.alloc(28);
  fixed[0] = 1;
  fixed[1] = 1;
  fixed.writeBigUInt64LE(input.time, 8);
  input.clientChallenge.copy(fixed, 16, 0, 8);
  const blob = Buffer.concat([fixed, input.targetInfo, Buffer.alloc(4)]);
  const proof = hmacMd5(input.key, input.serverChallenge, blob);
  return { response: Buffer.concat([proof, blob]), sessionBaseKey: hmacMd5(input.key, proof) };
}

/** LMv2: only for servers that send no MsvAvTimestamp; it has nothing in common with LM but its field. */
export function lmv2Response(key: Buffer, serverChallenge: Buffer, clientChallenge: Buffer): Buffer {
  return Buffer.concat([hmacMd5(key, serverChallenge, clientChallenge), clientChallenge]);
}

/** Whether an NtChallengeResponse proves the password behind `key`; a server's side of the same. */
export function verifyNtlmv2(key: Buffer, serverChallenge: Buffer, response: Buffer): boolean {
  if (response.length < proofLength + 28) return false;
  const expected = hmacMd5(key, serverChallenge, response.subarray(proofLength));
  return timingSafeEqual(expected, response.subarray(0, proofLength));
}
