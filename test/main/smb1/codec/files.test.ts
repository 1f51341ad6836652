import { describe, expect, test } from 'vitest';
import { accessRights, createDispositions } from '../../../../main/smb1/codec/file-constants.ts';
import { decodeFlushRequest, encodeFlushRequest } from '../../../../main/smb1/codec/flush.ts';
import { decodeFindClose2Request, encodeFindClose2Request } from '../../../../main/smb1/codec/find-close2.ts';
import type { Head } from '../../../../main/smb1/codec/header.ts';
import { decodeHeader } from '../../../../main/smb1/codec/header.ts';
import {
  decodeNtCreateRequest,
  decodeNtCreateResponse,
  encodeNtCreateRequest,
} from '../../../../main/smb1/codec/nt-create-andx.ts';
import {
  decodeReadRequest,
  decodeReadResponse,
  encodeReadRequest,
  encodeReadResponse,
} from '../../../../main/smb1/codec/read-andx.ts';
import type { FindFirst2Response } from '../../../../main/smb1/codec/trans2-find-first2.ts';
import { decodeFindFirst2Response, encodeFindFirst2Response } from '../../../../main/smb1/codec/trans2-find-first2.ts';
import {
  decodeFindNext2Request,
  decodeFindNext2Response,
  encodeFindNext2Request,
  encodeFindNext2Response,
} from '../../../../main/smb1/codec/trans2-find-next2.ts';
import {
  decodeQueryPathInfoRequest,
  decodeQueryPathInfoResponse,
  encodeQueryPathInfoRequest,
} from '../../../../main/smb1/codec/trans2-query-path-info.ts';
import { decodeWriteRequest, encodeWriteRequest } from '../../../../main/smb1/codec/write-andx.ts';
import { captured } from '../../captures.ts';
import { must } from '../../must.ts';

const unicodeHead: Head = { flags2: 0xc841, pid: 0xfeff, tid: 7, uid: 8, mid: 9 };
const oemHead: Head = { ...unicodeHead, flags2: 0x4001 };
const headerOf = (message: Buffer) => must(decodeHeader(message));

describe('what smbclient and Samba said about a file', () => {
  const file = '05-getput-file';

  test('it was opened', () => {
    const response = captured(file, 'server', 0xa2, 1);
    expect(must(decodeNtCreateResponse(response, headerOf(response)))).toMatchObject({
      oplockLevel: 0,
      fid: 0x6ce1,
      createAction: 1,
      endOfFile: 6n,
      allocationSize: 4096n,
      directory: false,
    });
    const request = captured(file, 'client', 0xa2);
    expect(must(decodeNtCreateRequest(request, headerOf(request)))).toMatchObject({
      fileName: '\\f.txt',
      createDisposition: 5,
    });
  });

  test('it was read', () => {
    const response = captured(file, 'server', 0x2e);
    const { data } = must(decodeReadResponse(response, headerOf(response)));
    expect(data.toString()).toBe('hello\n');
  });

  test('it was found, and looked at', () => {
    const found = captured(file, 'server', 0x32, 2);
    expect(must(decodeFindFirst2Response(found, headerOf(found)))).toEqual({
      sid: 0xffff,
      endOfSearch: true,
      files: [{ fileName: 'f.txt', extFileAttributes: 0x20, endOfFile: 6n }],
    });
    const looked = captured(file, 'server', 0x32, 1);
    expect(must(decodeQueryPathInfoResponse(looked, headerOf(looked)))).toMatchObject({
      endOfFile: 6n,
      numberOfLinks: 1,
      directory: false,
    });
  });
});

describe('offsets and names', () => {
  test('an offset above 4 GiB is kept whole', () => {
    const offset = 0x1_2345_6789n;
    const read = encodeReadRequest(unicodeHead, { fid: 1, offset, maxCount: 2, minCount: 2 });
    expect(must(decodeReadRequest(read, headerOf(read))).offset).toBe(offset);
    const write = encodeWriteRequest(unicodeHead, { fid: 1, offset, data: Buffer.from('x') });
    expect(must(decodeWriteRequest(write, headerOf(write)))).toMatchObject({ offset, data: Buffer.from('x') });
  });

  test('a path is the same in Unicode and in OEM', () => {
    for (const head of [unicodeHead, oemHead]) {
      const asked = encodeQueryPathInfoRequest(head, { informationLevel: 0x107, maxDataCount: 9, fileName: '\\a b' });
      expect(must(decodeQueryPathInfoRequest(asked, headerOf(asked)))).toMatchObject({ fileName: '\\a b' });
      const open = encodeNtCreateRequest(head, {
        flags: 0,
        desiredAccess: accessRights.FILE_READ_DATA,
        allocationSize: 0n,
        extFileAttributes: 0,
        shareAccess: 0,
        createDisposition: createDispositions.FILE_OPEN,
        createOptions: 0,
        impersonationLevel: 2,
        securityFlags: 0,
        fileName: '\\a b',
      });
      expect(must(decodeNtCreateRequest(open, headerOf(open)))).toMatchObject({ fileName: '\\a b', desiredAccess: 1 });
    }
  });

  test('FLUSH and FIND_CLOSE2 name what they mean', () => {
    const flush = encodeFlushRequest(unicodeHead, { fid: 0x1234 });
    expect(must(decodeFlushRequest(flush, headerOf(flush)))).toEqual({ fid: 0x1234 });
    const close = encodeFindClose2Request(unicodeHead, { sid: 0x4321 });
    expect(must(decodeFindClose2Request(close, headerOf(close)))).toEqual({ sid: 0x4321 });
  });

  test('FIND_NEXT2 names its search, and is read back', () => {
    const asked = { sid: 7, searchCount: 1, informationLevel: 0x104, resumeKey: 9, flags: 8, maxDataCount: 99 };
    for (const head of [unicodeHead, oemHead]) {
      const message = encodeFindNext2Request(head, { ...asked, fileName: 'ä' });
      expect(must(decodeFindNext2Request(message, headerOf(message)))).toEqual({ ...asked, fileName: 'ä' });
    }
    const answer = encodeFindNext2Response(unicodeHead, { searchCount: 1, endOfSearch: true });
    expect(must(decodeFindNext2Response(answer, headerOf(answer)))).toEqual({ searchCount: 1, endOfSearch: true });
    answer.writeUInt16LE(6, 33);
    answer.writeUInt16LE(6, 39);
    expect(decodeFindNext2Response(answer, headerOf(answer))).toMatchObject({ error: { field: 'ParameterCount' } });
  });
});

describe('answers whose insides contradict their outsides', () => {
  const listing: FindFirst2Response = {
    sid: 3,
    endOfSearch: true,
    files: ['a', 'bc', 'def'].map((fileName) => ({ fileName, extFileAttributes: 0x20, endOfFile: 5n })),
  };
  const golden = encodeFindFirst2Response(unicodeHead, listing);
  const dataAt = golden.readUInt16LE(47);

  test('a listing reads as it was written', () => {
    for (const head of [unicodeHead, oemHead]) {
      const message = encodeFindFirst2Response(head, listing);
      expect(must(decodeFindFirst2Response(message, headerOf(message)))).toEqual(listing);
    }
  });

  test.each<[string, number, number, string]>([
    ['one entry more than there are', 58, 4, 'NextEntryOffset'],
    ['an entry that follows itself', dataAt, 0, 'NextEntryOffset'],
    ['an entry inside the one before', dataAt, 8, 'NextEntryOffset'],
    ['an entry behind the end', dataAt, 0xfff0, 'NextEntryOffset'],
    ['a name that reaches into the next entry', dataAt + 60, 200, 'FileNameLength'],
    ['parameters too short', 39, 8, 'TotalParameterCount'],
    ['data that begin before the bytes', 47, 12, 'DataOffset'],
  ])('a listing with %s is refused', (_what, at, value, field) => {
    const message = Buffer.from(golden);
    message.writeUInt16LE(value, at);
    expect(decodeFindFirst2Response(message, headerOf(message))).toMatchObject({ ok: false, error: { field } });
  });

  test.each([
    [43, 0xffff, 'DataOffset'],
    [45, 4, 'DataOffset'],
    [47, 1, 'DataLengthHigh'],
  ])('read data with the word at %i wrong are refused', (at, value, field) => {
    const message = encodeReadResponse(unicodeHead, { available: 0xffff, data: Buffer.from('data') });
    expect(must(decodeReadResponse(message, headerOf(message))).data.toString()).toBe('data');
    message.writeUInt16LE(value, at);
    expect(decodeReadResponse(message, headerOf(message))).toMatchObject({ ok: false, error: { field } });
  });

  test('a write whose data are not there is refused', () => {
    const message = encodeWriteRequest(unicodeHead, { fid: 1, offset: 0n, data: Buffer.from('data') });
    message.writeUInt16LE(0xffff, 53);
    expect(decodeWriteRequest(message, headerOf(message))).toMatchObject({ ok: false, error: { field: 'DataOffset' } });
  });
});
