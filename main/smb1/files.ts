import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { Exchanged, ExchangeOptions } from '../net/exchange.ts';
import { encodeCloseRequest, timeOfServer } from './codec/close.ts';
import { encodeDeleteRequest } from './codec/delete.ts';
import { decodeEmptyResponse } from './codec/empty-response.ts';
import { fileAttributes, SEC_IMPERSONATE } from './codec/file-constants.ts';
import { encodeFlushRequest } from './codec/flush.ts';
import type { Head } from './codec/header.ts';
import { commands } from './codec/header.ts';
import { decodeLockingResponse, encodeLockNothing } from './codec/locking-andx.ts';
import type { NtCreateResponse } from './codec/nt-create-andx.ts';
import { decodeNtCreateResponse, encodeNtCreateRequest } from './codec/nt-create-andx.ts';
import { decodeReadResponse, encodeReadRequest } from './codec/read-andx.ts';
import { decodeWriteResponse, encodeWriteRequest } from './codec/write-andx.ts';
import type { Multiplexer } from './multiplexer.ts';
import type { ReplyFault } from '../net/reply.ts';
import { readReply } from '../net/reply.ts';

/** Files of all kinds, but no folders. */
const attributesOfFiles = fileAttributes.ATTR_HIDDEN | fileAttributes.ATTR_SYSTEM;

/** How a file is opened; the numbers are in codec/file-constants.ts. */
export interface OpenOptions extends ExchangeOptions {
  /** Bits of `accessRights`. */
  readonly access: number;
  /** One of `createDispositions`. */
  readonly disposition: number;
  /** Bits of `createOptions`. Default none. */
  readonly createOptions?: number;
  /** Bits of `shareAccess`. Default none: nobody else may open it meanwhile. */
  readonly shareAccess?: number;
  /** Bits of `createFlags`: the oplock that is asked for. Default none. */
  readonly oplock?: number;
  /** Bits of `fileAttributes`, for a file that is made. Default none. */
  readonly attributes?: number;
}

/** What a READ_ANDX asks for. */
export interface ReadOptions extends ExchangeOptions {
  /** Bytes from the file's start. */
  readonly offset: bigint;
  /** Bytes; message and frame have to fit in the buffers of both sides, so 4,096 and fewer are safe. */
  readonly count: number;
}

/** What a WRITE_ANDX carries; its length is limited like the count of a read. */
export interface WriteOptions extends ExchangeOptions {
  readonly offset: bigint;
  readonly data: Buffer;
}

/** SMB_COM_NT_CREATE_ANDX, [MS-CIFS] 2.2.4.64, of `path` ("\folder\file", from the share's root). */
export function openFile(
  multiplexer: Multiplexer,
  head: Head,
  path: string,
  options: OpenOptions,
): Promise<Exchanged<NtCreateResponse>> {
  return multiplexer.exchange(
    {
      series: 'smb1.open',
      command: commands.SMB_COM_NT_CREATE_ANDX,
      mid: head.mid,
      message: encodeNtCreateRequest(head, {
        flags: options.oplock ?? 0,
        desiredAccess: options.access,
        allocationSize: 0n,
        extFileAttributes: options.attributes ?? 0,
        shareAccess: options.shareAccess ?? 0,
        createDisposition: options.disposition,
        createOptions: options.createOptions ?? 0,
        impersonationLevel: SEC_IMPERSONATE,
        securityFlags: 0,
        fileName: path,
      }),
      take: (message, header) => readReply(decodeNtCreateResponse(message, header)),
    },
    options,
  );
}

/** SMB_COM_READ_ANDX, [MS-CIFS] 2.2.4.42: the bytes that came, fewer than asked for at the file's end. */
export function readFile(
  multiplexer: Multiplexer,
  head: Head,
  fid: number,
  options: ReadOptions,
): Promise<Exchanged<Buffer>> {
  const { offset, count } = options;
  return multiplexer.exchange(
    {
      series: 'smb1.read',
      command: commands.SMB_COM_READ_ANDX,
      mid: head.mid,
      message: encodeReadRequest(head, { fid, offset, maxCount: count, minCount: count }),
      take: (message, header): Result<Buffer, ReplyFault> => {
        const decoded = readReply(decodeReadResponse(message, header));
        if (!decoded.ok) return decoded;
        const { data } = decoded.value;
        return data.length > count ? failure({ reason: 'malformed', field: 'DataLength' }) : success(data);
      },
    },
    options,
  );
}

/** SMB_COM_WRITE_ANDX, [MS-CIFS] 2.2.4.43: how many bytes the server took. The record holds the request without them. */
export function writeFile(
  multiplexer: Multiplexer,
  head: Head,
  fid: number,
  options: WriteOptions,
): Promise<Exchanged<number>> {
  const { offset, data } = options;
  return multiplexer.exchange(
    {
      series: 'smb1.write',
      command: commands.SMB_COM_WRITE_ANDX,
      mid: head.mid,
      message: encodeWriteRequest(head, { fid, offset, data }),
      recorded: encodeWriteRequest(head, { fid, offset, data: Buffer.alloc(data.length) }),
      take: (message, header): Result<number, ReplyFault> => {
        const decoded = readReply(decodeWriteResponse(message, header));
        if (!decoded.ok) return decoded;
        const { count } = decoded.value;
        return count > data.length ? failure({ reason: 'malformed', field: 'Count' }) : success(count);
      },
    },
    options,
  );
}

/** SMB_COM_FLUSH, [MS-CIFS] 2.2.4.6: answered once the file's data are on the disk. */
export function flushFile(
  multiplexer: Multiplexer,
  head: Head,
  fid: number,
  options: ExchangeOptions,
): Promise<Exchanged<null>> {
  return multiplexer.exchange(
    {
      series: 'smb1.flush',
      command: commands.SMB_COM_FLUSH,
      mid: head.mid,
      message: encodeFlushRequest(head, { fid }),
      take: (_message, header) => readReply(decodeEmptyResponse(header)),
    },
    options,
  );
}

/** SMB_COM_LOCKING_ANDX, [MS-CIFS] 2.2.4.32, that locks and unlocks nothing. */
export function lockNothing(
  multiplexer: Multiplexer,
  head: Head,
  fid: number,
  options: ExchangeOptions,
): Promise<Exchanged<null>> {
  return multiplexer.exchange(
    {
      series: 'smb1.locking',
      command: commands.SMB_COM_LOCKING_ANDX,
      mid: head.mid,
      message: encodeLockNothing(head, { fid }),
      take: (_message, header) => readReply(decodeLockingResponse(header)),
    },
    options,
  );
}

/** SMB_COM_CLOSE, [MS-CIFS] 2.2.4.5. */
export function closeFile(
  multiplexer: Multiplexer,
  head: Head,
  fid: number,
  options: ExchangeOptions,
): Promise<Exchanged<null>> {
  return multiplexer.exchange(
    {
      series: 'smb1.close',
      command: commands.SMB_COM_CLOSE,
      mid: head.mid,
      message: encodeCloseRequest(head, { fid, lastTimeModified: timeOfServer }),
      take: (_message, header) => readReply(decodeEmptyResponse(header)),
    },
    options,
  );
}

/** SMB_COM_DELETE, [MS-CIFS] 2.2.4.7, of the one file at `path`, which must hold no wildcard. */
export function deleteFile(
  multiplexer: Multiplexer,
  head: Head,
  path: string,
  options: ExchangeOptions,
): Promise<Exchanged<null>> {
  return multiplexer.exchange(
    {
      series: 'smb1.delete',
      command: commands.SMB_COM_DELETE,
      mid: head.mid,
      message: encodeDeleteRequest(head, { searchAttributes: attributesOfFiles, fileName: path }),
      take: (_message, header) => readReply(decodeEmptyResponse(header)),
    },
    options,
  );
}
