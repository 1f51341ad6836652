import { describe, expect, test } from 'vitest';
import { frameMessage } from '../../../main/net/nbss-framer.ts';
import type { WireEvent } from '../../../main/net/wire-tap.ts';
import type { Head } from '../../../main/smb1/codec/header.ts';
import { encodeReadResponse } from '../../../main/smb1/codec/read-andx.ts';
import { encodeFindFirst2Response } from '../../../main/smb1/codec/trans2-find-first2.ts';
import { blankFileData, tapWithoutFileData } from '../../../main/smb1/file-data.ts';
import { captured, captureNames, readCapture } from '../captures.ts';

const head: Head = { flags2: 0xc841, pid: 0xfeff, tid: 7, uid: 8, mid: 9 };
const words = Buffer.from('the user’s own words', 'utf8');
const read = encodeReadResponse(head, { available: 0xffff, data: words });
const listing = encodeFindFirst2Response(head, {
  sid: 3,
  endOfSearch: true,
  files: [{ fileName: 'Salaries.xlsx', extFileAttributes: 0x20, endOfFile: 5n }],
});
const name = Buffer.from('Salaries', 'utf16le');

/** What a tap may keep of a stream that comes in pieces of `size` bytes. */
function kept(stream: Buffer, size: number): Buffer {
  const pieces: Uint8Array[] = [];
  const tap = tapWithoutFileData((event: WireEvent) => {
    if (event.kind === 'received') pieces.push(event.blanked ?? event.bytes);
  });
  for (let at = 0; at < stream.length; at += size) {
    tap({ kind: 'received', bytes: stream.subarray(at, at + size), atMs: at });
  }
  return Buffer.concat(pieces);
}

describe('what a record and a capture keep', () => {
  test('is without bytes of files and names in folders', () => {
    expect(read.includes(words)).toBe(true);
    expect(blankFileData(read).includes(words)).toBe(false);
    expect(blankFileData(read).subarray(0, 59)).toEqual(read.subarray(0, 59));
    expect(listing.includes(name)).toBe(true);
    expect(blankFileData(listing).includes(name)).toBe(false);
    expect(blankFileData(listing).subarray(0, 66)).toEqual(listing.subarray(0, 66));
    expect(words.equals(read.subarray(60))).toBe(true);
  });

  test('is otherwise what real servers sent', () => {
    for (const capture of captureNames) {
      for (const { from, message } of readCapture(capture).messages) {
        const listed = message[4] === 0x32 && message.length > 100 && message[39] === 10;
        if (from === 'server' && message[4] !== 0x2e && !listed) expect(blankFileData(message)).toBe(message);
      }
    }
    expect(blankFileData(captured('05-getput-file', 'server', 0x2e)).includes('hello')).toBe(false);
  });

  test('is the same however a stream is cut into pieces, and however early it ends', () => {
    const clean = Buffer.concat([read, listing, read].map((message) => frameMessage(blankFileData(message))));
    const stream = Buffer.concat([read, listing, read].map(frameMessage));
    const keepAlive = Buffer.from([0x85, 0, 0, 0]);
    for (let size = 1; size < 200; size += 1) {
      expect(kept(Buffer.concat([keepAlive, stream]), size)).toEqual(Buffer.concat([keepAlive, clean]));
    }
    for (let length = 0; length < stream.length; length += 7) {
      expect(kept(stream.subarray(0, length), 50)).toEqual(clean.subarray(0, length));
    }
  });

  test('is all of a stream that is no SMB', () => {
    const page = Buffer.from(`HTTP/1.0 200 OK\r\n\r\n${'x'.repeat(500)}`);
    expect(kept(page, 100)).toEqual(page);
  });
});
