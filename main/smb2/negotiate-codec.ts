/**
 * SMB2 NEGOTIATE, [MS-SMB2] 2.2.3 and 2.2.4, behind the header of 2.2.1.2. Only what proves that SMB2 is served.
 *
 * | request                                  | response                              |
 * |------------------------------------------|---------------------------------------|
 * |  64 StructureSize, 36 (2)                |  64 StructureSize, 65 (2)             |
 * |  66 DialectCount (2)                     |  66 SecurityMode (2)                  |
 * |  68 SecurityMode (2)                     |  68 DialectRevision (2)               |
 * |  70 Reserved (2)                         |  70 NegotiateContextCount (2)         |
 * |  72 Capabilities (4)                     |  72 ServerGuid (16)                   |
 * |  76 ClientGuid (16)                      |  88 Capabilities (4)                  |
 * |  92 NegotiateContextOffset (4)           |  92 MaxTransactSize (4)               |
 * |  96 NegotiateContextCount (2), Reserved2 |  96 MaxReadSize (4)                   |
 * | 100 Dialects (2 each)                    | 100 MaxWriteSize (4)                  |
 * |     padding to 8, NegotiateContextList   | 104 SystemTime (8)                    |
 * |                                          | 112 ServerStartTime (8)               |
 * |                                          | 120 SecurityBufferOffset, Length (4)  |
 * |                                          | 124 NegotiateContextOffset (4)        |
 *
 * Header: 0 ProtocolId FE 'S' 'M' 'B'; 4 StructureSize 64 (2); 6 CreditCharge (2); 8 Status (4); 12 Command (2);
 * 14 Credits (2); 16 Flags (4); 20 NextCommand (4); 24 MessageId (8); 40 SessionId (8); 48 Signature (16).
 */
import type { Result } from '../../app/model/result.ts';
import { success } from '../../app/model/result.ts';
import { dateFromFiletime } from '../net/filetime.ts';
import { guidText } from '../net/guid.ts';
import type { Malformed } from '../malformed.ts';
import { malformed } from '../malformed.ts';

/** Dialects that are offered, [MS-SMB2] 2.2.3. */
export const smb2Dialects = [0x0202, 0x0210, 0x0300, 0x0302, 0x0311] as const;

/** DialectRevision in the answer to "SMB 2.???": ask again in SMB2. */
export const anySmb2Dialect = 0x02ff;

/** SecurityMode, [MS-SMB2] 2.2.4. */
export const smb2SecurityModes = {
  SMB2_NEGOTIATE_SIGNING_ENABLED: 0x0001,
  SMB2_NEGOTIATE_SIGNING_REQUIRED: 0x0002,
} as const;

const protocol = 0x424d53fe;
const headerSize = 64;
const negotiateCommand = 0;
const serverToRedirector = 0x00000001;
const dialectsAt = 100;

/** Algorithm numbers of the contexts of [MS-SMB2] 2.2.3.1, which dialect 3.1.1 demands. */
const preauthIntegrity = { type: 1, hashSha512: 1, saltLength: 32 } as const;
const encryption = { type: 2, ciphers: [2, 1, 4, 3] } as const;

export interface Smb2NegotiateResponse {
  readonly dialect: number;
  readonly securityMode: number;
  readonly serverGuid: string;
  readonly capabilities: number;
  readonly maxTransactSize: number;
  readonly systemTime: Date | null;
  /** When the server started; most servers no longer say. */
  readonly serverStartTime: Date | null;
}

/** Bytes of a NEGOTIATE request for every dialect from 2.0.2 to 3.1.1. `clientGuid` 16, `salt` 32 random bytes. */
export function encodeSmb2NegotiateRequest(clientGuid: Buffer, salt: Buffer): Buffer {
  const contexts = negotiateContexts(salt);
  const contextsAt = Math.ceil((dialectsAt + 2 * smb2Dialects.length) / 8) * 8;
  const message = Buffer.alloc(contextsAt + contexts.length);
  message.writeUInt32LE(protocol, 0);
  message.writeUInt16LE(headerSize, 4);
  message.writeUInt16LE(negotiateCommand, 12);
  message.writeUInt16LE(1, 14);
  message.writeUInt16LE(36, 64);
  message.writeUInt16LE(smb2Dialects.length, 66);
  message.writeUInt16LE(smb2SecurityModes.SMB2_NEGOTIATE_SIGNING_ENABLED, 68);
  clientGuid.copy(message, 76, 0, 16);
  message.writeUInt32LE(contextsAt, 92);
  message.writeUInt16LE(2, 96);
  smb2Dialects.forEach((dialect, index) => message.writeUInt16LE(dialect, dialectsAt + 2 * index));
  contexts.copy(message, contextsAt);
  return message;
}

/** The context list: each is Type (2), DataLength (2), Reserved (4), Data, and begins at a multiple of 8. */
function negotiateContexts(salt: Buffer): Buffer {
  const hashLength = 6 + preauthIntegrity.saltLength;
  const cipherLength = 2 + 2 * encryption.ciphers.length;
  const cipherAt = Math.ceil((8 + hashLength) / 8) * 8;
  const contexts = Buffer.alloc(cipherAt + 8 + cipherLength);
  contexts.writeUInt16LE(preauthIntegrity.type, 0);
  contexts.writeUInt16LE(hashLength, 2);
  contexts.writeUInt16LE(1, 8);
  contexts.writeUInt16LE(preauthIntegrity.saltLength, 10);
  contexts.writeUInt16LE(preauthIntegrity.hashSha512, 12);
  salt.copy(contexts, 14, 0, preauthIntegrity.saltLength);
  contexts.writeUInt16LE(encryption.type, cipherAt);
  contexts.writeUInt16LE(cipherLength, cipherAt + 2);
  contexts.writeUInt16LE(encryption.ciphers.length, cipherAt + 8);
  encryption.ciphers.forEach((cipher, index) => contexts.writeUInt16LE(cipher, cipherAt + 10 + 2 * index));
  return contexts;
}

/** Whether a message begins with an SMB2 header. */
export function isSmb2(message: Buffer): boolean {
  return message.length >= 4 && message.readUInt32LE(0) === protocol;
}

/** The NTSTATUS of an SMB2 reply to NEGOTIATE, once its header is found sound. */
export function decodeSmb2Status(message: Buffer): Result<number, Malformed> {
  if (!isSmb2(message)) return malformed('ProtocolId', 'wrong-value');
  if (message.length < headerSize) return malformed('header', 'too-short');
  if (message.readUInt16LE(4) !== headerSize) return malformed('StructureSize', 'wrong-value');
  if (message.readUInt16LE(12) !== negotiateCommand) return malformed('Command', 'wrong-value');
  if ((message.readUInt32LE(16) & serverToRedirector) === 0) return malformed('Flags', 'wrong-value');
  return success(message.readUInt32LE(8));
}

/** What an SMB2 server says of itself. The security buffer and the contexts are left unread. */
export function decodeSmb2NegotiateResponse(message: Buffer): Result<Smb2NegotiateResponse, Malformed> {
  const status = decodeSmb2Status(message);
  if (!status.ok) return status;
  if (message.length < headerSize + 64) return malformed('NEGOTIATE response', 'too-short');
  if (message.readUInt16LE(64) !== 65) return malformed('StructureSize', 'wrong-value');
  const blobEnd = message.readUInt16LE(120) + message.readUInt16LE(122);
  if (blobEnd > message.length) return malformed('SecurityBufferOffset', 'beyond-end');
  return success({
    dialect: message.readUInt16LE(68),
    securityMode: message.readUInt16LE(66),
    serverGuid: guidText(message.subarray(72, 88)),
    capabilities: message.readUInt32LE(88),
    maxTransactSize: message.readUInt32LE(92),
    systemTime: dateFromFiletime(message.readBigUInt64LE(104)),
    serverStartTime: dateFromFiletime(message.readBigUInt64LE(112)),
  });
}
