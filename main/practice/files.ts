import { filetimeFromDate } from '../net/filetime.ts';
import { decodeCloseRequest } from '../smb1/codec/close.ts';
import { decodeDeleteRequest } from '../smb1/codec/delete.ts';
import { createDispositions, createOptions, fileAttributes } from '../smb1/codec/file-constants.ts';
import { decodeFindClose2Request } from '../smb1/codec/find-close2.ts';
import { decodeFlushRequest } from '../smb1/codec/flush.ts';
import { commands, encodeEmptyResponse } from '../smb1/codec/header.ts';
import { decodeNtCreateRequest, encodeNtCreateResponse } from '../smb1/codec/nt-create-andx.ts';
import { decodeReadRequest, encodeReadResponse } from '../smb1/codec/read-andx.ts';
import {
  decodeFindFirst2Request,
  encodeFindFirst2Response,
  SMB_FIND_FILE_BOTH_DIRECTORY_INFO,
} from '../smb1/codec/trans2-find-first2.ts';
import {
  decodeQueryPathInfoRequest,
  encodeQueryPathInfoResponse,
  SMB_QUERY_FILE_ALL_INFO,
} from '../smb1/codec/trans2-query-path-info.ts';
import { decodeWriteRequest, encodeWriteResponse } from '../smb1/codec/write-andx.ts';
import type { StoredFile } from './folder.ts';
import { folderLimits, keyOf, matching, written } from './folder.ts';
import type { Handler } from './handler.ts';
import { close, reply } from './reaction.ts';
import { refuse } from './refusals.ts';
import type { Request } from './request.ts';
import type { ConnectionState } from './state.ts';
import { nextId } from './state.ts';

const maxOpens = 32;
const longestName = 64;
/** Most that an entry of a listing takes: as many entries are given as surely fit. */
const entryBytes = 96 + 2 * longestName;
const opened = 1;
const created = 2;
const overwritten = 3;

/** Work on the files of the one share that has any. */
export const fileHandlers: Readonly<Partial<Record<number, Handler>>> = {
  [commands.SMB_COM_NT_CREATE_ANDX]: (request, state, { clock }) => {
    const asked = decodeNtCreateRequest(request.message, request.header);
    if (!asked.ok) return close;
    if (!isDisk(request, state))
      return refuse(request, state.trees.has(request.head.tid) ? 'objectNameNotFound' : 'badTid');
    const { fileName, createDisposition, createOptions: options } = asked.value;
    const key = keyOf(fileName);
    const there = state.files.get(key);
    const directory = key === '';
    const mustBeThere =
      createDisposition === createDispositions.FILE_OPEN || createDisposition === createDispositions.FILE_OVERWRITE;
    if (there === undefined && !directory && mustBeThere) return refuse(request, 'objectNameNotFound');
    if (there !== undefined && createDisposition === createDispositions.FILE_CREATE) {
      return refuse(request, 'objectNameCollision');
    }
    if (key.includes('\\') || key.length > longestName) return refuse(request, 'objectNameNotFound');
    if (there === undefined && state.files.size >= folderLimits.files) return refuse(request, 'diskFull');
    const fid = state.opens.size < maxOpens ? nextId(state) : null;
    if (fid === null) return refuse(request, 'insufficientResources');
    const emptied = there === undefined || !keepsData.has(createDisposition);
    const file: StoredFile = emptied ? { name: fileName.replace(/^\\+/, ''), data: Buffer.alloc(0) } : there;
    if (!directory) state.files.set(key, file);
    state.opens.set(fid, {
      name: directory ? null : key,
      deleteOnClose: (options & createOptions.FILE_DELETE_ON_CLOSE) !== 0,
    });
    const time = filetimeFromDate(clock.now());
    const size = directory ? 0n : BigInt(file.data.length);
    return reply(
      encodeNtCreateResponse(request.head, {
        oplockLevel: 0,
        fid,
        createAction:
          directory || (there !== undefined && !emptied) ? opened : there === undefined ? created : overwritten,
        createTime: time,
        lastAccessTime: time,
        lastWriteTime: time,
        lastChangeTime: time,
        extFileAttributes: directory ? fileAttributes.ATTR_DIRECTORY : archive,
        allocationSize: size,
        endOfFile: size,
        resourceType: 0,
        nmPipeStatus: 0,
        directory,
      }),
    );
  },

  [commands.SMB_COM_READ_ANDX]: (request, state) => {
    const asked = decodeReadRequest(request.message, request.header);
    if (!asked.ok) return close;
    const { fid, offset, maxCount } = asked.value;
    const file = fileOf(state, fid);
    if (file === undefined) return refuse(request, 'badFid');
    const start = offset > BigInt(file.data.length) ? file.data.length : Number(offset);
    const data = file.data.subarray(start, start + Math.min(maxCount, folderLimits.bytes - 64));
    return reply(encodeReadResponse(request.head, { available: 0xffff, data }));
  },

  [commands.SMB_COM_WRITE_ANDX]: (request, state) => {
    const asked = decodeWriteRequest(request.message, request.header);
    if (!asked.ok) return close;
    const { fid, offset, data } = asked.value;
    const file = fileOf(state, fid);
    if (file === undefined) return refuse(request, 'badFid');
    const grown = written(file, offset, data);
    if (grown === null) return refuse(request, 'diskFull');
    state.files.set(keyOf(file.name), grown);
    return reply(encodeWriteResponse(request.head, { count: data.length }));
  },

  [commands.SMB_COM_FLUSH]: (request, state) => {
    const asked = decodeFlushRequest(request.message, request.header);
    if (!asked.ok) return close;
    return state.opens.has(asked.value.fid) ? success(request) : refuse(request, 'badFid');
  },

  [commands.SMB_COM_CLOSE]: (request, state) => {
    const asked = decodeCloseRequest(request.message, request.header);
    if (!asked.ok) return close;
    const open = state.opens.get(asked.value.fid);
    if (open === undefined) return refuse(request, 'badFid');
    state.opens.delete(asked.value.fid);
    if (open.deleteOnClose && open.name !== null) state.files.delete(open.name);
    return success(request);
  },

  [commands.SMB_COM_DELETE]: (request, state) => {
    const asked = decodeDeleteRequest(request.message, request.header);
    if (!asked.ok) return close;
    if (!isDisk(request, state)) return refuse(request, 'badTid');
    return state.files.delete(keyOf(asked.value.fileName)) ? success(request) : refuse(request, 'objectNameNotFound');
  },

  [commands.SMB_COM_FIND_CLOSE2]: (request) => {
    const asked = decodeFindClose2Request(request.message, request.header);
    return asked.ok ? success(request) : close;
  },
};

/** TRANS2_QUERY_PATH_INFORMATION on the share. */
export const queryPath: Handler = (request, state, { clock }) => {
  const asked = decodeQueryPathInfoRequest(request.message, request.header);
  if (!asked.ok) return close;
  if (asked.value.informationLevel !== SMB_QUERY_FILE_ALL_INFO) return refuse(request, 'invalidLevel');
  const key = keyOf(asked.value.fileName);
  const file = state.files.get(key);
  if (file === undefined && key !== '') return refuse(request, 'objectNameNotFound');
  const time = filetimeFromDate(clock.now());
  const size = BigInt(file?.data.length ?? 0);
  return reply(
    encodeQueryPathInfoResponse(request.head, {
      creationTime: time,
      lastAccessTime: time,
      lastWriteTime: time,
      lastChangeTime: time,
      extFileAttributes: file === undefined ? fileAttributes.ATTR_DIRECTORY : archive,
      allocationSize: size,
      endOfFile: size,
      numberOfLinks: 1,
      deletePending: false,
      directory: file === undefined,
    }),
  );
};

/** TRANS2_FIND_FIRST2 on the share; the whole answer at once, so that no search stays open. */
export const findFirst: Handler = (request, state) => {
  const asked = decodeFindFirst2Request(request.message, request.header);
  if (!asked.ok) return close;
  const { fileName, searchCount, maxDataCount, informationLevel } = asked.value;
  if (informationLevel !== SMB_FIND_FILE_BOTH_DIRECTORY_INFO) return refuse(request, 'invalidLevel');
  const found = matching(state.files, fileName);
  if (found.length === 0) return refuse(request, 'noSuchFile');
  const fitting = Math.max(1, Math.min(searchCount, Math.floor(maxDataCount / entryBytes)));
  const files = found.slice(0, fitting).map(({ name, data }) => ({
    fileName: name,
    extFileAttributes: archive,
    endOfFile: BigInt(data.length),
  }));
  return reply(encodeFindFirst2Response(request.head, { sid: 1, endOfSearch: files.length === found.length, files }));
};

/** FILE_ATTRIBUTE_ARCHIVE, [MS-CIFS] 2.2.1.2.3: what every file has that is nothing else. */
const archive = 0x20;

/** CreateDisposition that leaves what is in a file: FILE_OPEN and FILE_OPEN_IF. */
const keepsData: ReadonlySet<number> = new Set([createDispositions.FILE_OPEN, createDispositions.FILE_OPEN_IF]);

function isDisk({ head }: Request, { trees }: ConnectionState): boolean {
  return (trees.get(head.tid) ?? 'IPC$') !== 'IPC$';
}

function fileOf({ opens, files }: ConnectionState, fid: number): StoredFile | undefined {
  const name = opens.get(fid)?.name ?? null;
  return name === null ? undefined : files.get(name);
}

function success({ header, head }: Request): ReturnType<typeof reply> {
  return reply(encodeEmptyResponse(header.command, head));
}
