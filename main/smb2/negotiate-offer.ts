import type { NegotiateRequest } from './codec/negotiate.ts';
import { smb2Capabilities, smb2SecurityModes } from './codec/negotiate.ts';
import type { NegotiateContexts } from './codec/negotiate-contexts.ts';
import { ciphers, noContexts, SHA_512, signingAlgorithms } from './codec/negotiate-contexts.ts';

const saltLength = 32;
const smb300 = 0x0300;

/** What is offered, and by whom. */
export interface Offerer {
  readonly dialects: readonly number[];
  /** 16 bytes, by which servers know a client again; [MS-SMB2] 2.2.3 wants them new with each start of the client. */
  readonly clientGuid: Buffer;
  readonly randomBytes: (count: number) => Buffer;
}

/**
 * Everything there is, so that the answer shows all that the server can do. For a connection on which nothing follows:
 * a server may hold the client to what it offered, encryption above all.
 */
export function fullOffer(offerer: Offerer): NegotiateRequest {
  const smb3 = offerer.dialects.some((dialect) => dialect >= smb300);
  const capabilities = Object.values(smb2Capabilities).reduce((all, bit) => all | bit, 0);
  return offer(offerer, smb3 ? capabilities : 0, {
    ...noContexts,
    ciphers: [ciphers['AES-128-GCM'], ciphers['AES-128-CCM'], ciphers['AES-256-GCM'], ciphers['AES-256-CCM']],
    signingAlgorithms: [signingAlgorithms['AES-GMAC'], signingAlgorithms['AES-CMAC'], signingAlgorithms['HMAC-SHA256']],
  });
}

/**
 * What our client asks with: it signs, with AES-CMAC in 3.x. It never encrypts, yet it may offer to: only then does a
 * server that wants encryption say so, in SessionFlags and ShareFlags ([MS-SMB2] 3.3.5.5.3, 3.3.5.7). Without the offer
 * one that insists refuses, and one that only prefers it goes on in clear.
 */
export function clientOffer(offerer: Offerer, encryption: boolean): NegotiateRequest {
  const smb3 = offerer.dialects.some((dialect) => dialect >= smb300);
  if (!smb3 || !encryption) return offer(offerer, 0, noContexts);
  return offer(offerer, smb2Capabilities.SMB2_GLOBAL_CAP_ENCRYPTION, {
    ...noContexts,
    ciphers: [ciphers['AES-128-GCM'], ciphers['AES-128-CCM']],
  });
}

function offer(
  { dialects, clientGuid, randomBytes }: Offerer,
  capabilities: number,
  contexts: NegotiateContexts,
): NegotiateRequest {
  return {
    dialects,
    securityMode: smb2SecurityModes.SMB2_NEGOTIATE_SIGNING_ENABLED,
    capabilities,
    clientGuid,
    contexts: { ...contexts, hashAlgorithms: [SHA_512], salt: randomBytes(saltLength) },
  };
}
