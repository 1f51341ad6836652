/**
 * SMB_COM_SESSION_SETUP_ANDX, [MS-CIFS] 2.2.4.53 and [MS-SMB] 2.2.4.6.
 *
 * | request, 12 words (extended security) | request, 13 words                    | response, 4 or 3 words         |
 * |---------------------------------------|--------------------------------------|--------------------------------|
 * | 33 AndXCommand, Reserved, Offset (4)  | 33 AndXCommand, Reserved, Offset (4) | 33 AndXCommand, ... (4)        |
 * | 37 MaxBufferSize (2)                  | 37 MaxBufferSize (2)                 | 37 Action (2)                  |
 * | 39 MaxMpxCount (2)                    | 39 MaxMpxCount (2)                   | 39 SecurityBlobLength (2), not |
 * | 41 VcNumber (2)                       | 41 VcNumber (2)                      |    with 3 words                |
 * | 43 SessionKey (4)                     | 43 SessionKey (4)                    | ByteCount (2)                  |
 * | 47 SecurityBlobLength (2)             | 47 OEMPasswordLen (2)                | SecurityBlob                   |
 * | 49 Reserved (4)                       | 49 UnicodePasswordLen (2)            | NativeOS                       |
 * | 53 Capabilities (4)                   | 51 Reserved (4)                      | NativeLanMan                   |
 * | 57 ByteCount (2)                      | 55 Capabilities (4)                  | PrimaryDomain                  |
 * | 59 SecurityBlob                       | 59 ByteCount (2)                     |                                |
 * |    NativeOS, NativeLanMan             | 61 OEMPassword, UnicodePassword      |                                |
 * |                                       |    AccountName, PrimaryDomain        |                                |
 * |                                       |    NativeOS, NativeLanMan            |                                |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import { flags2 } from './flags.ts';
import type { Head, Header } from './header.ts';
import { bytesOffset, commands, startMessage, writeNoAndX } from './header.ts';
import { readString, stringSize, writeString } from './strings.ts';

/** What both kinds of request say about the client. */
interface ClientParameters {
  readonly maxBufferSize: number;
  readonly maxMpxCount: number;
  /** 0 asks the server to end the client's other connections ([MS-CIFS] 2.1.3). */
  readonly vcNumber: number;
  readonly sessionKey: number;
  readonly capabilities: number;
  readonly nativeOs: string;
  readonly nativeLanMan: string;
}

export interface ExtendedSessionSetupRequest extends ClientParameters {
  readonly kind: 'extended';
  readonly blob: Buffer;
}

export interface PlainSessionSetupRequest extends ClientParameters {
  /** Without extended security: the two password fields hold responses to the server's challenge. */
  readonly kind: 'challenge';
  readonly oemPassword: Buffer;
  readonly unicodePassword: Buffer;
  readonly accountName: string;
  readonly primaryDomain: string;
}

export type SessionSetupRequest = ExtendedSessionSetupRequest | PlainSessionSetupRequest;

export interface SessionSetupResponse {
  /** SMB_SETUP_GUEST and its like, see `setupActions`. */
  readonly action: number;
  /** Null in the response of 3 words. */
  readonly blob: Buffer | null;
  readonly nativeOs: string;
  readonly nativeLanMan: string;
  readonly primaryDomain: string;
}

/** Bytes of a SESSION_SETUP_ANDX request. */
export function encodeSessionSetupRequest(head: Head, request: SessionSetupRequest): Buffer {
  const unicode = (head.flags2 & flags2.SMB_FLAGS2_UNICODE) !== 0;
  const extended = request.kind === 'extended';
  const blobs = extended ? [request.blob] : [request.oemPassword, request.unicodePassword];
  const names = extended ? [] : [request.accountName, request.primaryDomain];
  const strings = [...names, request.nativeOs, request.nativeLanMan];
  const wordCount = extended ? 12 : 13;
  const message = startWithTail(
    commands.SMB_COM_SESSION_SETUP_ANDX,
    'request',
    head,
    wordCount,
    blobs,
    strings,
    unicode,
  );
  message.writeUInt16LE(request.maxBufferSize, 37);
  message.writeUInt16LE(request.maxMpxCount, 39);
  message.writeUInt16LE(request.vcNumber, 41);
  message.writeUInt32LE(request.sessionKey, 43);
  if (extended) {
    message.writeUInt16LE(request.blob.length, 47);
    message.writeUInt32LE(request.capabilities, 53);
  } else {
    message.writeUInt16LE(request.oemPassword.length, 47);
    message.writeUInt16LE(request.unicodePassword.length, 49);
    message.writeUInt32LE(request.capabilities, 55);
  }
  return message;
}

/** What a client sends to sign in. */
export function decodeSessionSetupRequest(message: Buffer, header: Header): Result<SessionSetupRequest, Malformed> {
  const { wordCount, bytesAt, bytesEnd, unicode } = header;
  if (wordCount !== 12 && wordCount !== 13) return malformed('WordCount', 'wrong-value');
  const extended = wordCount === 12;
  const client = {
    maxBufferSize: message.readUInt16LE(37),
    maxMpxCount: message.readUInt16LE(39),
    vcNumber: message.readUInt16LE(41),
    sessionKey: message.readUInt32LE(43),
    capabilities: message.readUInt32LE(extended ? 53 : 55),
  };
  const firstEnd = bytesAt + message.readUInt16LE(47);
  if (firstEnd > bytesEnd) return malformed(extended ? 'SecurityBlobLength' : 'OEMPasswordLen', 'beyond-end');
  const first = message.subarray(bytesAt, firstEnd);
  if (extended) {
    const [nativeOs, nativeLanMan] = readStrings(message, firstEnd, bytesEnd, unicode);
    return success({ kind: 'extended', ...client, blob: first, nativeOs, nativeLanMan });
  }
  const secondEnd = firstEnd + message.readUInt16LE(49);
  if (secondEnd > bytesEnd) return malformed('UnicodePasswordLen', 'beyond-end');
  const [accountName, primaryDomain, nativeOs, nativeLanMan] = readStrings(message, secondEnd, bytesEnd, unicode);
  return success({
    kind: 'challenge',
    ...client,
    oemPassword: first,
    unicodePassword: message.subarray(firstEnd, secondEnd),
    accountName,
    primaryDomain,
    nativeOs,
    nativeLanMan,
  });
}

/** Bytes of a SESSION_SETUP_ANDX response. */
export function encodeSessionSetupResponse(head: Head, response: SessionSetupResponse): Buffer {
  const unicode = (head.flags2 & flags2.SMB_FLAGS2_UNICODE) !== 0;
  const blobs = response.blob === null ? [] : [response.blob];
  const strings = [response.nativeOs, response.nativeLanMan, response.primaryDomain];
  const wordCount = response.blob === null ? 3 : 4;
  const message = startWithTail(
    commands.SMB_COM_SESSION_SETUP_ANDX,
    'response',
    head,
    wordCount,
    blobs,
    strings,
    unicode,
  );
  message.writeUInt16LE(response.action, 37);
  if (response.blob !== null) message.writeUInt16LE(response.blob.length, 39);
  return message;
}

/** What a server answers to one leg of a sign-in. */
export function decodeSessionSetupResponse(message: Buffer, header: Header): Result<SessionSetupResponse, Malformed> {
  const { wordCount, bytesAt, bytesEnd, unicode } = header;
  if (wordCount !== 3 && wordCount !== 4) return malformed('WordCount', 'wrong-value');
  const stringsAt = bytesAt + (wordCount === 4 ? message.readUInt16LE(39) : 0);
  if (stringsAt > bytesEnd) return malformed('SecurityBlobLength', 'beyond-end');
  const [nativeOs, nativeLanMan, primaryDomain] = readStrings(message, stringsAt, bytesEnd, unicode);
  return success({
    action: message.readUInt16LE(37),
    blob: wordCount === 4 ? message.subarray(bytesAt, stringsAt) : null,
    nativeOs,
    nativeLanMan,
    primaryDomain,
  });
}

function startWithTail(
  command: number,
  direction: 'request' | 'response',
  head: Head,
  wordCount: number,
  blobs: readonly Buffer[],
  strings: readonly string[],
  unicode: boolean,
): Buffer {
  const start = bytesOffset(wordCount);
  const stringsAt = blobs.reduce((at, blob) => at + blob.length, start);
  const end = strings.reduce((at, text) => at + stringSize(text, at, unicode), stringsAt);
  const message = startMessage(command, direction, head, wordCount, end - start);
  writeNoAndX(message);
  blobs.reduce((at, blob) => at + blob.copy(message, at), start);
  strings.reduce((at, text) => writeString(message, at, text, unicode), stringsAt);
  return message;
}

/** Up to four strings; those that the sender left out are empty. */
function readStrings(message: Buffer, at: number, end: number, unicode: boolean): [string, string, string, string] {
  const first = readString(message, at, end, unicode);
  const second = readString(message, first.next, end, unicode);
  const third = readString(message, second.next, end, unicode);
  const fourth = readString(message, third.next, end, unicode);
  return [first.text, second.text, third.text, fourth.text];
}
