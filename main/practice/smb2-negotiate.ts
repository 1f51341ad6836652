/**
 * The server's side of SMB2 NEGOTIATE, [MS-SMB2] 2.2.3 and 2.2.4; main/smb2/negotiate-codec.ts has the tables. With
 * dialect 3.1.1 the response ends in a negotiate context (2.2.4.1) that names SHA-512.
 */
import { filetimeFromDate } from '../net/filetime.ts';
import { encodeNegTokenInit, mechanisms } from '../ntlm/spnego.ts';
import { smb2Dialects, smb2SecurityModes } from '../smb2/negotiate-codec.ts';
import type { ServerParts } from './state.ts';

const protocol = 0x424d53fe;
const headerSize = 64;
const requestDialectsAt = 100;
const responseBlobAt = 128;
const smb311 = 0x0311;
const maxSize = 0x0010_0000;

/** The best dialect that an SMB2 NEGOTIATE offers; null when the message is none, or offers nothing we serve. */
export function chooseSmb2Dialect(message: Buffer): number | null {
  if (message.length < requestDialectsAt || message.readUInt16LE(4) !== headerSize) return null;
  if (message.readUInt16LE(12) !== 0 || message.readUInt16LE(headerSize) !== 36) return null;
  const count = message.readUInt16LE(headerSize + 2);
  if (requestDialectsAt + 2 * count > message.length) return null;
  const offered = Array.from({ length: count }, (_, index) => message.readUInt16LE(requestDialectsAt + 2 * index));
  return smb2Dialects.findLast((dialect) => offered.includes(dialect)) ?? null;
}

/** Bytes of the response that chooses `dialect`. */
export function encodeSmb2NegotiateAnswer(dialect: number, { clock, randomBytes, serverGuid }: ServerParts): Buffer {
  const blob = encodeNegTokenInit({ mechTypes: [mechanisms.ntlmssp], mechToken: null });
  const contextAt = Math.ceil((responseBlobAt + blob.length) / 8) * 8;
  const context = dialect === smb311 ? preauthIntegrity(randomBytes(32)) : null;
  const message = Buffer.alloc(context === null ? responseBlobAt + blob.length : contextAt + context.length);
  message.writeUInt32LE(protocol, 0);
  message.writeUInt16LE(headerSize, 4);
  message.writeUInt16LE(1, 14);
  message.writeUInt32LE(1, 16);
  message.writeUInt16LE(65, 64);
  message.writeUInt16LE(smb2SecurityModes.SMB2_NEGOTIATE_SIGNING_ENABLED, 66);
  message.writeUInt16LE(dialect, 68);
  serverGuid.copy(message, 72, 0, 16);
  for (const at of [92, 96, 100]) message.writeUInt32LE(maxSize, at);
  message.writeBigUInt64LE(filetimeFromDate(clock.now()), 104);
  message.writeUInt16LE(responseBlobAt, 120);
  message.writeUInt16LE(blob.length, 122);
  blob.copy(message, responseBlobAt);
  if (context !== null) {
    message.writeUInt16LE(1, 70);
    message.writeUInt32LE(contextAt, 124);
    context.copy(message, contextAt);
  }
  return message;
}

/** SMB2_PREAUTH_INTEGRITY_CAPABILITIES, [MS-SMB2] 2.2.3.1.1: one algorithm, SHA-512, and a salt. */
function preauthIntegrity(salt: Buffer): Buffer {
  const context = Buffer.alloc(14 + salt.length);
  context.writeUInt16LE(1, 0);
  context.writeUInt16LE(6 + salt.length, 2);
  context.writeUInt16LE(1, 8);
  context.writeUInt16LE(salt.length, 10);
  context.writeUInt16LE(1, 12);
  salt.copy(context, 14);
  return context;
}
