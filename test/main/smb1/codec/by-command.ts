import type { Result } from '../../../../app/model/result.ts';
import {
  decodeEchoRequest,
  decodeEchoResponse,
  encodeEchoRequest,
  encodeEchoResponse,
} from '../../../../main/smb1/codec/echo.ts';
import type { Head, Header } from '../../../../main/smb1/codec/header.ts';
import { decodeHeader } from '../../../../main/smb1/codec/header.ts';
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
  decodeSessionSetupRequest,
  decodeSessionSetupResponse,
  encodeSessionSetupRequest,
  encodeSessionSetupResponse,
} from '../../../../main/smb1/codec/session-setup-andx.ts';
import {
  decodeQueryFsInfoRequest,
  decodeQueryFsInfoResponse,
  encodeQueryFsInfoRequest,
  encodeQueryFsInfoResponse,
} from '../../../../main/smb1/codec/trans2-query-fs-info.ts';
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

/** The codec, by command and direction. */
export const readers: Readonly<Record<'request' | 'response', Readonly<Record<number, Reader>>>> = {
  request: {
    0x2b: reader(decodeEchoRequest, encodeEchoRequest),
    0x32: reader(decodeQueryFsInfoRequest, encodeQueryFsInfoRequest),
    0x71: reader((_message, header) => decodeTreeDisconnect(header), encodeTreeDisconnectRequest),
    0x72: reader(decodeNegotiateRequest, encodeNegotiateRequest),
    0x73: reader(decodeSessionSetupRequest, encodeSessionSetupRequest),
    0x74: reader((_message, header) => decodeLogoffRequest(header), encodeLogoffRequest),
    0x75: reader(decodeTreeConnectRequest, encodeTreeConnectRequest),
  },
  response: {
    0x2b: reader(decodeEchoResponse, encodeEchoResponse),
    0x32: reader(decodeQueryFsInfoResponse, encodeQueryFsInfoResponse),
    0x71: reader((_message, header) => decodeTreeDisconnect(header), encodeTreeDisconnectResponse),
    0x72: reader(decodeNegotiateResponse, encodeNegotiateResponse),
    0x73: reader(decodeSessionSetupResponse, encodeSessionSetupResponse),
    0x74: reader((_message, header) => decodeLogoffResponse(header), encodeLogoffResponse),
    0x75: reader(decodeTreeConnectResponse, encodeTreeConnectResponse),
  },
};

/** Whether header and body of a message are found sound. */
export function isSound(message: Buffer, direction: 'request' | 'response'): boolean {
  const header = decodeHeader(message);
  if (!header.ok) return false;
  return readers[direction][header.value.command]?.(message, header.value).decoded.ok ?? false;
}
