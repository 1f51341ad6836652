/**
 * SMB_COM_NEGOTIATE, [MS-CIFS] 2.2.4.52 and [MS-SMB] 2.2.4.5.
 *
 * Request: no words; bytes: for each dialect 0x02 and a null-terminated OEM string.
 *
 * Response of 17 words (NT LM 0.12):
 *
 * | at | size | field                                       |
 * |---:|-----:|---------------------------------------------|
 * | 33 |    2 | DialectIndex                                |
 * | 35 |    1 | SecurityMode                                |
 * | 36 |    2 | MaxMpxCount                                 |
 * | 38 |    2 | MaxNumberVcs                                |
 * | 40 |    4 | MaxBufferSize                               |
 * | 44 |    4 | MaxRawSize                                  |
 * | 48 |    4 | SessionKey                                  |
 * | 52 |    4 | Capabilities                                |
 * | 56 |    8 | SystemTime, FILETIME                        |
 * | 64 |    2 | ServerTimeZone, minutes from UTC, signed    |
 * | 66 |    1 | ChallengeLength                             |
 * | 67 |    2 | ByteCount                                   |
 * | 69 |      | ServerGUID (16) and SecurityBlob, or        |
 * |    |      | Challenge, DomainName, ServerName           |
 *
 * With 0 or 1 words there is no common dialect; 13 words belong to the LAN Manager dialects, which we never offer.
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import { dateFromFiletime, filetimeFromDate } from '../../net/filetime.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import { capabilities } from './flags.ts';
import type { Head, Header } from './header.ts';
import { commands, startMessage, wordsAt } from './header.ts';
import { readString, writeString } from './strings.ts';

/** The one dialect this client speaks. */
export const ntLm012 = 'NT LM 0.12';

const noDialect = 0xffff;
const dialectFormat = 0x02;

export interface NegotiateRequest {
  readonly dialects: readonly string[];
}

/** How the server wants to authenticate. */
export type NegotiatedSecurity =
  | { readonly kind: 'extended'; readonly serverGuid: Buffer; readonly blob: Buffer }
  | {
      readonly kind: 'challenge';
      readonly challenge: Buffer;
      readonly domainName: string;
      /** [MS-SMB] 2.2.4.5.2.2; empty where the server leaves it out. */
      readonly serverName: string;
    };

/** What a server chose for NT LM 0.12. */
export interface NtLmNegotiateResponse {
  readonly kind: 'nt-lm';
  readonly dialectIndex: number;
  readonly securityMode: number;
  readonly maxMpxCount: number;
  readonly maxNumberVcs: number;
  readonly maxBufferSize: number;
  readonly maxRawSize: number;
  readonly sessionKey: number;
  readonly capabilities: number;
  readonly systemTime: Date | null;
  /** Minutes from UTC, positive to the west. */
  readonly serverTimeZone: number;
  readonly security: NegotiatedSecurity;
}

export type NegotiateResponse =
  | { readonly kind: 'no-dialect'; readonly wordCount: 0 | 1 }
  | { readonly kind: 'lan-manager'; readonly dialectIndex: number; readonly securityMode: number }
  | NtLmNegotiateResponse;

/** Bytes of a NEGOTIATE request. */
export function encodeNegotiateRequest(head: Head, request: NegotiateRequest): Buffer {
  const bytes = request.dialects.reduce((sum, dialect) => sum + dialect.length + 2, 0);
  const message = startMessage(commands.SMB_COM_NEGOTIATE, 'request', head, 0, bytes);
  let at = wordsAt + 2;
  for (const dialect of request.dialects) {
    message[at] = dialectFormat;
    at = writeString(message, at + 1, dialect, false);
  }
  return message;
}

/** The dialects that a client offers. */
export function decodeNegotiateRequest(message: Buffer, header: Header): Result<NegotiateRequest, Malformed> {
  if (header.wordCount !== 0) return malformed('WordCount', 'wrong-value');
  const dialects: string[] = [];
  let at = header.bytesAt;
  while (at < header.bytesEnd) {
    if (message[at] !== dialectFormat) return malformed('BufferFormat', 'wrong-value');
    const { text, next } = readString(message, at + 1, header.bytesEnd, false);
    dialects.push(text);
    at = Math.max(next, at + 1);
  }
  return success({ dialects });
}

/** Bytes of a NEGOTIATE response. Domain and server name are not aligned, as servers send them. */
export function encodeNegotiateResponse(head: Head, response: NegotiateResponse): Buffer {
  if (response.kind === 'no-dialect') {
    const message = startMessage(commands.SMB_COM_NEGOTIATE, 'response', head, response.wordCount, 0);
    if (response.wordCount === 1) message.writeUInt16LE(noDialect, wordsAt);
    return message;
  }
  if (response.kind === 'lan-manager') {
    const message = startMessage(commands.SMB_COM_NEGOTIATE, 'response', head, 13, 0);
    message.writeUInt16LE(response.dialectIndex, 33);
    message.writeUInt16LE(response.securityMode, 35);
    return message;
  }
  const bytes = securityBytes(response.security);
  const message = startMessage(commands.SMB_COM_NEGOTIATE, 'response', head, 17, bytes.length);
  message.writeUInt16LE(response.dialectIndex, 33);
  message.writeUInt8(response.securityMode, 35);
  message.writeUInt16LE(response.maxMpxCount, 36);
  message.writeUInt16LE(response.maxNumberVcs, 38);
  message.writeUInt32LE(response.maxBufferSize, 40);
  message.writeUInt32LE(response.maxRawSize, 44);
  message.writeUInt32LE(response.sessionKey, 48);
  message.writeUInt32LE(response.capabilities, 52);
  message.writeBigUInt64LE(response.systemTime === null ? 0n : filetimeFromDate(response.systemTime), 56);
  message.writeInt16LE(response.serverTimeZone, 64);
  message.writeUInt8(response.security.kind === 'challenge' ? response.security.challenge.length : 0, 66);
  message.set(bytes, 69);
  return message;
}

function securityBytes(security: NegotiatedSecurity): Buffer {
  if (security.kind === 'extended') return Buffer.concat([security.serverGuid, security.blob]);
  const names = Buffer.from(`${security.domainName}\0${security.serverName}\0`, 'utf16le');
  return Buffer.concat([security.challenge, names]);
}

/** What a server answers to NEGOTIATE. */
export function decodeNegotiateResponse(message: Buffer, header: Header): Result<NegotiateResponse, Malformed> {
  const { wordCount } = header;
  if (wordCount === 0) return success({ kind: 'no-dialect', wordCount });
  const dialectIndex = message.readUInt16LE(wordsAt);
  if (wordCount === 1) {
    return dialectIndex === noDialect
      ? success({ kind: 'no-dialect', wordCount })
      : malformed('DialectIndex', 'wrong-value');
  }
  if (wordCount === 13) {
    return success({ kind: 'lan-manager', dialectIndex, securityMode: message.readUInt16LE(35) });
  }
  if (wordCount !== 17) return malformed('WordCount', 'wrong-value');
  const security = decodeSecurity(message, header);
  if (!security.ok) return security;
  return success({
    kind: 'nt-lm',
    dialectIndex,
    securityMode: message.readUInt8(35),
    maxMpxCount: message.readUInt16LE(36),
    maxNumberVcs: message.readUInt16LE(38),
    maxBufferSize: message.readUInt32LE(40),
    maxRawSize: message.readUInt32LE(44),
    sessionKey: message.readUInt32LE(48),
    capabilities: message.readUInt32LE(52),
    systemTime: dateFromFiletime(message.readBigUInt64LE(56)),
    serverTimeZone: message.readInt16LE(64),
    security: security.value,
  });
}

function decodeSecurity(message: Buffer, header: Header): Result<NegotiatedSecurity, Malformed> {
  const { bytesAt, bytesEnd } = header;
  if ((message.readUInt32LE(52) & capabilities.CAP_EXTENDED_SECURITY) !== 0) {
    if (bytesEnd - bytesAt < 16) return malformed('ServerGUID', 'too-short');
    return success({
      kind: 'extended',
      serverGuid: message.subarray(bytesAt, bytesAt + 16),
      blob: message.subarray(bytesAt + 16, bytesEnd),
    });
  }
  const namesAt = bytesAt + message.readUInt8(66);
  if (namesAt > bytesEnd) return malformed('ChallengeLength', 'beyond-end');
  const [domainName, serverName] = unalignedNames(message.subarray(namesAt, bytesEnd), header.unicode);
  return success({ kind: 'challenge', challenge: message.subarray(bytesAt, namesAt), domainName, serverName });
}

function unalignedNames(bytes: Buffer, unicode: boolean): readonly [string, string] {
  const domain = readString(bytes, 0, bytes.length, unicode);
  return [domain.text, readString(bytes, domain.next, bytes.length, unicode).text];
}
