import { encodeNegTokenInit, mechanisms } from '../ntlm/spnego.ts';
import { commands, decodeHeader } from '../smb2/codec/header.ts';
import {
  decodeNegotiateRequest,
  encodeNegotiateResponse,
  smb2Dialects,
  smb2SecurityModes,
} from '../smb2/codec/negotiate.ts';
import { noContexts, SHA_512 } from '../smb2/codec/negotiate-contexts.ts';
import type { ServerParts } from './state.ts';

const maxSize = 0x0010_0000;

/** The best dialect that an SMB2 NEGOTIATE offers; null when the message is none, or offers nothing we serve. */
export function chooseSmb2Dialect(message: Buffer): number | null {
  const header = decodeHeader(message);
  if (!header.ok || header.value.reply || header.value.command !== commands.NEGOTIATE) return null;
  const request = decodeNegotiateRequest(message);
  if (!request.ok) return null;
  return smb2Dialects.findLast((dialect) => request.value.dialects.includes(dialect)) ?? null;
}

/** Bytes of the response that chooses `dialect`. `messageId` is the request's; 0 where that came in SMB1. */
export function encodeSmb2NegotiateAnswer(
  dialect: number,
  { clock, randomBytes, serverGuid }: ServerParts,
  messageId = 0,
): Buffer {
  const head = { creditCharge: 0, credits: 1, messageId, treeId: 0, sessionId: 0n };
  return encodeNegotiateResponse(head, {
    securityMode: smb2SecurityModes.SMB2_NEGOTIATE_SIGNING_ENABLED,
    dialect,
    serverGuid,
    capabilities: 0,
    maxTransactSize: maxSize,
    maxReadSize: maxSize,
    maxWriteSize: maxSize,
    systemTime: clock.now(),
    serverStartTime: null,
    securityBuffer: encodeNegTokenInit({ mechTypes: [mechanisms.ntlmssp], mechToken: null }),
    contexts: { ...noContexts, hashAlgorithms: [SHA_512], salt: randomBytes(32) },
  });
}
