import type { Result } from '../../../../app/model/result.ts';
import { decodeCloseRequest, encodeCloseRequest } from '../../../../main/smb1/codec/close.ts';
import { decodeDeleteRequest, encodeDeleteRequest } from '../../../../main/smb1/codec/delete.ts';
import { decodeEmptyResponse } from '../../../../main/smb1/codec/empty-response.ts';
import {
  decodeEchoRequest,
  decodeEchoResponse,
  encodeEchoRequest,
  encodeEchoResponse,
} from '../../../../main/smb1/codec/echo.ts';
import { decodeFindClose2Request, encodeFindClose2Request } from '../../../../main/smb1/codec/find-close2.ts';
import { decodeFlushRequest, encodeFlushRequest } from '../../../../main/smb1/codec/flush.ts';
import type { Head, Header } from '../../../../main/smb1/codec/header.ts';
import { decodeHeader, encodeEmptyResponse } from '../../../../main/smb1/codec/header.ts';
import {
  decodeLogoffRequest,
  decodeLogoffResponse,
  encodeLogoffRequest,
  encodeLogoffResponse,
} from '../../../../main/smb1/codec/logoff-andx.ts';
import {
  decodeNegotiateRequest,
  decodeNegotiateResponse,
  encodeNegotiateRequest,
  encodeNegotiateResponse,
} from '../../../../main/smb1/codec/negotiate.ts';
import {
  decodeNtCreateRequest,
  decodeNtCreateResponse,
  encodeNtCreateRequest,
  encodeNtCreateResponse,
} from '../../../../main/smb1/codec/nt-create-andx.ts';
import {
  decodeReadRequest,
  decodeReadResponse,
  encodeReadRequest,
  encodeReadResponse,
} from '../../../../main/smb1/codec/read-andx.ts';
import {
  decodeSessionSetupRequest,
  decodeSessionSetupResponse,
  encodeSessionSetupRequest,
  encodeSessionSetupResponse,
} from '../../../../main/smb1/codec/session-setup-andx.ts';
import {
  decodeFindFirst2Request,
  decodeFindFirst2Response,
  encodeFindFirst2Request,
  encodeFindFirst2Response,
} from '../../../../main/smb1/codec/trans2-find-first2.ts';
import {
  decodeFindNext2Request,
  decodeFindNext2Response,
  encodeFindNext2Request,
  encodeFindNext2Response,
} from '../../../../main/smb1/codec/trans2-find-next2.ts';
import {
  decodeQueryFsInfoRequest,
  decodeQueryFsInfoResponse,
  encodeQueryFsInfoRequest,
  encodeQueryFsInfoResponse,
} from '../../../../main/smb1/codec/trans2-query-fs-info.ts';
import {
  decodeQueryPathInfoRequest,
  decodeQueryPathInfoResponse,
  encodeQueryPathInfoRequest,
  encodeQueryPathInfoResponse,
} from '../../../../main/smb1/codec/trans2-query-path-info.ts';
import {
  decodeTreeConnectRequest,
  decodeTreeConnectResponse,
  encodeTreeConnectRequest,
  encodeTreeConnectResponse,
} from '../../../../main/smb1/codec/tree-connect-andx.ts';
import {
  decodeTreeDisconnect,
  encodeTreeDisconnectRequest,
  encodeTreeDisconnectResponse,
} from '../../../../main/smb1/codec/tree-disconnect.ts';
import {
  decodeWriteRequest,
  decodeWriteResponse,
  encodeWriteRequest,
  encodeWriteResponse,
} from '../../../../main/smb1/codec/write-andx.ts';

/** Reads a message of one kind; `again` writes what was read. */
export type Reader = (
  message: Buffer,
  header: Header,
) => { readonly decoded: Result<unknown, unknown>; readonly again: () => Buffer };

function reader<Message>(
  decode: (message: Buffer, header: Header) => Result<Message, unknown>,
  encode: (head: Head, message: Message) => Buffer,
): Reader {
  return (message, header) => {
    const decoded = decode(message, header);
    const again = (): Buffer => (decoded.ok ? encode(header, decoded.value) : Buffer.alloc(0));
    return { decoded, again };
  };
}

/** The subcommands of TRANSACTION2, by their Setup word. */
const trans2Requests: Readonly<Record<number, Reader>> = {
  0x0001: reader(decodeFindFirst2Request, encodeFindFirst2Request),
  0x0002: reader(decodeFindNext2Request, encodeFindNext2Request),
  0x0003: reader(decodeQueryFsInfoRequest, encodeQueryFsInfoRequest),
  0x0005: reader(decodeQueryPathInfoRequest, encodeQueryPathInfoRequest),
};

/** Their answers do not say whose they are: by how many bytes of parameters they have. */
const trans2Responses: Readonly<Record<number, Reader>> = {
  0: reader(decodeQueryFsInfoResponse, encodeQueryFsInfoResponse),
  2: reader(decodeQueryPathInfoResponse, encodeQueryPathInfoResponse),
  8: reader(decodeFindNext2Response, encodeFindNext2Response),
  10: reader(decodeFindFirst2Response, encodeFindFirst2Response),
};

/** Reads by what stands at `at`; what has nothing there or something unknown is left to the reader of `other`. */
function readerByWord(readersByWord: Readonly<Record<number, Reader>>, at: number, other: number): Reader {
  return (message, header) => {
    const word = header.bytesAt > at + 2 ? message.readUInt16LE(at) : other;
    const chosen = readersByWord[word] ?? readersByWord[other];
    if (chosen === undefined) throw new Error(`no reader for ${String(other)}`);
    return chosen(message, header);
  };
}

function emptyReader(command: number): Reader {
  return (_message, header) => ({
    decoded: decodeEmptyResponse(header),
    again: () => encodeEmptyResponse(command, header),
  });
}

/** The codec, by command and direction. */
export const readers: Readonly<Record<'request' | 'response', Readonly<Record<number, Reader>>>> = {
  request: {
    0x04: reader(decodeCloseRequest, encodeCloseRequest),
    0x05: reader(decodeFlushRequest, encodeFlushRequest),
    0x06: reader(decodeDeleteRequest, encodeDeleteRequest),
    0x2b: reader(decodeEchoRequest, encodeEchoRequest),
    0x2e: reader(decodeReadRequest, encodeReadRequest),
    0x2f: reader(decodeWriteRequest, encodeWriteRequest),
    0x32: readerByWord(trans2Requests, 61, 0x0003),
    0x34: reader(decodeFindClose2Request, encodeFindClose2Request),
    0x71: reader((_message, header) => decodeTreeDisconnect(header), encodeTreeDisconnectRequest),
    0x72: reader(decodeNegotiateRequest, encodeNegotiateRequest),
    0x73: reader(decodeSessionSetupRequest, encodeSessionSetupRequest),
    0x74: reader((_message, header) => decodeLogoffRequest(header), encodeLogoffRequest),
    0x75: reader(decodeTreeConnectRequest, encodeTreeConnectRequest),
    0xa2: reader(decodeNtCreateRequest, encodeNtCreateRequest),
  },
  response: {
    0x04: emptyReader(0x04),
    0x05: emptyReader(0x05),
    0x06: emptyReader(0x06),
    0x2b: reader(decodeEchoResponse, encodeEchoResponse),
    0x2e: reader(decodeReadResponse, encodeReadResponse),
    0x2f: reader(decodeWriteResponse, encodeWriteResponse),
    0x32: readerByWord(trans2Responses, 39, 0),
    0x34: emptyReader(0x34),
    0x71: reader((_message, header) => decodeTreeDisconnect(header), encodeTreeDisconnectResponse),
    0x72: reader(decodeNegotiateResponse, encodeNegotiateResponse),
    0x73: reader(decodeSessionSetupResponse, encodeSessionSetupResponse),
    0x74: reader((_message, header) => decodeLogoffResponse(header), encodeLogoffResponse),
    0x75: reader(decodeTreeConnectResponse, encodeTreeConnectResponse),
    0xa2: reader(decodeNtCreateResponse, encodeNtCreateResponse),
  },
};

/** Whether header and body of a message are found sound. */
export function isSound(message: Buffer, direction: 'request' | 'response'): boolean {
  const header = decodeHeader(message);
  if (!header.ok) return false;
  return readers[direction][header.value.command]?.(message, header.value).decoded.ok ?? false;
}
