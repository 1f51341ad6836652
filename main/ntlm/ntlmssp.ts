/**
 * The three messages of NTLMSSP, [MS-NLMP] 2.2.1. Text is Unicode, lengths are little-endian, and a "field" is
 * Len (2), MaxLen (2), Offset (4) from the message's start.
 *
 * | at | NEGOTIATE             | CHALLENGE           | AUTHENTICATE               |
 * |---:|-----------------------|---------------------|----------------------------|
 * |  0 | "NTLMSSP\0"           | "NTLMSSP\0"         | "NTLMSSP\0"                |
 * |  8 | 1                     | 2                   | 3                          |
 * | 12 | NegotiateFlags (4)    | TargetName field    | LmChallengeResponse field  |
 * | 16 | DomainName field      |                     |                            |
 * | 20 |                       | NegotiateFlags (4)  | NtChallengeResponse field  |
 * | 24 | Workstation field     | ServerChallenge (8) |                            |
 * | 28 |                       |                     | DomainName field           |
 * | 32 | Version (8)           | Reserved (8)        |                            |
 * | 36 |                       |                     | UserName field             |
 * | 40 |                       | TargetInfo field    |                            |
 * | 44 |                       |                     | Workstation field          |
 * | 48 |                       | Version (8)         |                            |
 * | 52 |                       |                     | EncryptedRandomSession-    |
 * | 60 |                       |                     | Key field; NegotiateFlags  |
 * | 64 |                       |                     | Version (8)                |
 * | 72 |                       |                     | MIC (16), where promised   |
 */
import type { Result } from '../../app/model/result.ts';
import { success } from '../../app/model/result.ts';
import type { Malformed } from '../malformed.ts';
import { malformed } from '../malformed.ts';

const signature = Buffer.from('NTLMSSP\0', 'latin1');
/** VERSION, [MS-NLMP] 2.2.2.10: Windows 6.1, NTLM revision 15; some servers want one. */
const version = Buffer.from([6, 1, 0, 0, 0, 0, 0, 15]);

/** NegotiateFlags, [MS-NLMP] 2.2.2.5, as far as this client meets them. */
export const negotiateFlags = {
  NTLMSSP_NEGOTIATE_UNICODE: 0x00000001,
  NTLMSSP_REQUEST_TARGET: 0x00000004,
  NTLMSSP_NEGOTIATE_SIGN: 0x00000010,
  NTLMSSP_NEGOTIATE_NTLM: 0x00000200,
  NTLMSSP_NEGOTIATE_ANONYMOUS: 0x00000800,
  NTLMSSP_NEGOTIATE_ALWAYS_SIGN: 0x00008000,
  NTLMSSP_TARGET_TYPE_SERVER: 0x00020000,
  NTLMSSP_NEGOTIATE_EXTENDED_SESSIONSECURITY: 0x00080000,
  NTLMSSP_NEGOTIATE_TARGET_INFO: 0x00800000,
  NTLMSSP_NEGOTIATE_VERSION: 0x02000000,
  NTLMSSP_NEGOTIATE_128: 0x20000000,
  NTLMSSP_NEGOTIATE_KEY_EXCH: 0x40000000,
} as const;

export interface ChallengeMessage {
  readonly targetName: string;
  readonly flags: number;
  readonly serverChallenge: Buffer;
  /** AV pairs, see av-pairs.ts; empty where the server sends none. */
  readonly targetInfo: Buffer;
}

export interface AuthenticateMessage {
  readonly lmChallengeResponse: Buffer;
  readonly ntChallengeResponse: Buffer;
  readonly domainName: string;
  readonly userName: string;
  readonly workstation: string;
  readonly flags: number;
  /** Null leaves the MIC field out, as before Windows Vista. */
  readonly mic: Buffer | null;
}

/** Where the MIC stands in AUTHENTICATE. */
export const micAt = 72;
const micLength = 16;

/** Bytes of a NEGOTIATE message; domain and workstation are left to AUTHENTICATE. */
export function encodeNegotiateMessage(flags: number): Buffer {
  const message = Buffer.alloc(40);
  signature.copy(message);
  message.writeUInt32LE(1, 8);
  message.writeUInt32LE(flags, 12);
  message.writeUInt32LE(40, 20);
  message.writeUInt32LE(40, 28);
  version.copy(message, 32);
  return message;
}

/** The flags of a NEGOTIATE message. */
export function decodeNegotiateMessage(message: Buffer): Result<{ readonly flags: number }, Malformed> {
  const refusal = checkStart(message, 1, 16);
  return refusal ?? success({ flags: message.readUInt32LE(12) });
}

/** Bytes of a CHALLENGE message. */
export function encodeChallengeMessage(challenge: ChallengeMessage): Buffer {
  const name = Buffer.from(challenge.targetName, 'utf16le');
  const message = Buffer.alloc(56 + name.length + challenge.targetInfo.length);
  signature.copy(message);
  message.writeUInt32LE(2, 8);
  const infoAt = writeField(message, 12, 56, name);
  message.writeUInt32LE(challenge.flags, 20);
  challenge.serverChallenge.copy(message, 24, 0, 8);
  writeField(message, 40, infoAt, challenge.targetInfo);
  version.copy(message, 48);
  return message;
}

/** What a server challenges with. */
export function decodeChallengeMessage(message: Buffer): Result<ChallengeMessage, Malformed> {
  const refusal = checkStart(message, 2, 32);
  if (refusal !== null) return refusal;
  const name = readField(message, 12, 'TargetName');
  if (!name.ok) return name;
  // Before Windows 2000 the message ends here.
  const info = message.length < 48 ? success(Buffer.alloc(0)) : readField(message, 40, 'TargetInfo');
  if (!info.ok) return info;
  const flags = message.readUInt32LE(20);
  return success({
    targetName: name.value.toString((flags & negotiateFlags.NTLMSSP_NEGOTIATE_UNICODE) !== 0 ? 'utf16le' : 'latin1'),
    flags,
    serverChallenge: message.subarray(24, 32),
    targetInfo: info.value,
  });
}

/** Bytes of an AUTHENTICATE message, without a session key: key exchange is never offered. */
export function encodeAuthenticateMessage(authenticate: AuthenticateMessage): Buffer {
  const fields = [
    authenticate.lmChallengeResponse,
    authenticate.ntChallengeResponse,
    Buffer.from(authenticate.domainName, 'utf16le'),
    Buffer.from(authenticate.userName, 'utf16le'),
    Buffer.from(authenticate.workstation, 'utf16le'),
    Buffer.alloc(0),
  ];
  const payloadAt = micAt + (authenticate.mic === null ? 0 : micLength);
  const message = Buffer.alloc(fields.reduce((sum, field) => sum + field.length, payloadAt));
  signature.copy(message);
  message.writeUInt32LE(3, 8);
  fields.reduce((at, field, index) => writeField(message, 12 + 8 * index, at, field), payloadAt);
  message.writeUInt32LE(authenticate.flags, 60);
  version.copy(message, 64);
  authenticate.mic?.copy(message, micAt);
  return message;
}

/** What a client authenticates with. The MIC is given where there is room for one before the payload. */
export function decodeAuthenticateMessage(message: Buffer): Result<AuthenticateMessage, Malformed> {
  const refusal = checkStart(message, 3, 64);
  if (refusal !== null) return refusal;
  const lm = readField(message, 12, 'LmChallengeResponse');
  if (!lm.ok) return lm;
  const nt = readField(message, 20, 'NtChallengeResponse');
  if (!nt.ok) return nt;
  const domain = readField(message, 28, 'DomainName');
  if (!domain.ok) return domain;
  const user = readField(message, 36, 'UserName');
  if (!user.ok) return user;
  const workstation = readField(message, 44, 'Workstation');
  if (!workstation.ok) return workstation;
  const payloadAt = Math.min(...[12, 20, 28, 36, 44].map((at) => message.readUInt32LE(at + 4)));
  const hasMic = payloadAt >= micAt + micLength && message.length >= micAt + micLength;
  return success({
    lmChallengeResponse: lm.value,
    ntChallengeResponse: nt.value,
    domainName: domain.value.toString('utf16le'),
    userName: user.value.toString('utf16le'),
    workstation: workstation.value.toString('utf16le'),
    flags: message.readUInt32LE(60),
    mic: hasMic ? message.subarray(micAt, micAt + micLength) : null,
  });
}

/** The MessageType of an NTLM message; null for any other bytes. */
export function messageTypeOf(bytes: Buffer): number | null {
  return bytes.length >= 12 && bytes.subarray(0, 8).equals(signature) ? bytes.readUInt32LE(8) : null;
}

/** The same AUTHENTICATE message with both responses and the MIC zeroed: nothing to guess a password by. */
export function blankAuthenticateMessage(message: Buffer): Buffer {
  const copy = Buffer.from(message);
  const decoded = decodeAuthenticateMessage(copy);
  if (!decoded.ok) return copy.fill(0);
  decoded.value.lmChallengeResponse.fill(0);
  decoded.value.ntChallengeResponse.fill(0);
  decoded.value.mic?.fill(0);
  return copy;
}

function checkStart(
  message: Buffer,
  type: number,
  length: number,
): { readonly ok: false; readonly error: Malformed } | null {
  if (message.length < length) return malformed('MessageType', 'too-short');
  if (!message.subarray(0, 8).equals(signature)) return malformed('Signature', 'wrong-value');
  return message.readUInt32LE(8) === type ? null : malformed('MessageType', 'wrong-value');
}

function writeField(message: Buffer, at: number, payloadAt: number, payload: Buffer): number {
  message.writeUInt16LE(payload.length, at);
  message.writeUInt16LE(payload.length, at + 2);
  message.writeUInt32LE(payloadAt, at + 4);
  payload.copy(message, payloadAt);
  return payloadAt + payload.length;
}

function readField(message: Buffer, at: number, name: string): Result<Buffer, Malformed> {
  const length = message.readUInt16LE(at);
  const offset = message.readUInt32LE(at + 4);
  if (length === 0) return success(message.subarray(0, 0));
  if (offset + length > message.length) return malformed(name, 'beyond-end');
  return success(message.subarray(offset, offset + length));
}
