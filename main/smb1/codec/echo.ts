/**
 * SMB_COM_ECHO, [MS-CIFS] 2.2.4.39.
 *
 * | request, 1 word   | response, 1 word                     |
 * |-------------------|--------------------------------------|
 * | 33 EchoCount (2)  | 33 SequenceNumber (2), counts from 1 |
 * | 35 ByteCount (2)  | 35 ByteCount (2)                     |
 * | 37 Data           | 37 Data, as sent                     |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import type { Head, Header } from './header.ts';
import { commands, startMessage, wordsAt } from './header.ts';

export interface EchoRequest {
  /** How many replies are asked for; none comes for 0. */
  readonly echoCount: number;
  readonly data: Buffer;
}

export interface EchoResponse {
  readonly sequenceNumber: number;
  readonly data: Buffer;
}

/** Bytes of an ECHO request. */
export function encodeEchoRequest(head: Head, request: EchoRequest): Buffer {
  return encodeEcho('request', head, request.echoCount, request.data);
}

/** What a client wants echoed. */
export function decodeEchoRequest(message: Buffer, header: Header): Result<EchoRequest, Malformed> {
  if (header.wordCount !== 1) return malformed('WordCount', 'wrong-value');
  return success({ echoCount: message.readUInt16LE(wordsAt), data: message.subarray(header.bytesAt, header.bytesEnd) });
}

/** Bytes of an ECHO response. */
export function encodeEchoResponse(head: Head, response: EchoResponse): Buffer {
  return encodeEcho('response', head, response.sequenceNumber, response.data);
}

/** One echo. */
export function decodeEchoResponse(message: Buffer, header: Header): Result<EchoResponse, Malformed> {
  if (header.wordCount !== 1) return malformed('WordCount', 'wrong-value');
  const data = message.subarray(header.bytesAt, header.bytesEnd);
  return success({ sequenceNumber: message.readUInt16LE(wordsAt), data });
}

function encodeEcho(direction: 'request' | 'response', head: Head, word: number, data: Buffer): Buffer {
  const message = startMessage(commands.SMB_COM_ECHO, direction, head, 1, data.length);
  message.writeUInt16LE(word, wordsAt);
  data.copy(message, wordsAt + 4);
  return message;
}
