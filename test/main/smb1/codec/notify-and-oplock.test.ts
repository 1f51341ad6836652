import { describe, expect, test } from 'vitest';
import type { Head } from '../../../../main/smb1/codec/header.ts';
import { decodeHeader } from '../../../../main/smb1/codec/header.ts';
import { decodeOplockRelease, encodeOplockRelease } from '../../../../main/smb1/codec/locking-andx.ts';
import { encodeNtCancelRequest } from '../../../../main/smb1/codec/nt-cancel.ts';
import {
  decodeNotifyChangeResponse,
  encodeNotifyChangeRequest,
  FILE_NOTIFY_CHANGE_DIR_NAME,
} from '../../../../main/smb1/codec/nt-transact-notify-change.ts';
import { must } from '../../must.ts';

/** What a Samba 4.17 sent and took. */
const samba = {
  break: 'ff534d4224000000000000000000000000000000000000009b37ffff0000ffff08ff0000009f04020000000000000000000000',
  watch:
    'ff534d42a0000000001841c80000000000000000000000009b37fffed2d9100017000000000000000000000000040000000000000000000051000000000000005100000004040002000000a42200000000',
  changed:
    'ff534d42a0000000008803c80000000000000000000000009b37fffed2d91000120000001400000000000000140000004800000000000000000000000000000000000000001500000000000001000000080000006d00610064006500',
} as const;

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const head: Head = { flags2: 0xc841, pid: 0xfeff, tid: 0x379b, uid: 0xd9d2, mid: 16 };

function releaseOf(message: Buffer) {
  return decodeOplockRelease(message, must(decodeHeader(message)));
}

function changedOf(message: Buffer) {
  return decodeNotifyChangeResponse(message, must(decodeHeader(message)));
}

describe('an oplock break', () => {
  test('of Samba is read: a request by the server, with the MID that no client uses', () => {
    const message = bytes(samba.break);
    expect(must(decodeHeader(message))).toMatchObject({ reply: false, mid: 0xffff });
    expect(must(releaseOf(message))).toEqual({ fid: 0x049f, newOplockLevel: 0 });
  });

  test('is acknowledged in the same form', () => {
    const message = encodeOplockRelease(head, { fid: 0x049f, newOplockLevel: 1 });
    expect(must(releaseOf(message))).toEqual({ fid: 0x049f, newOplockLevel: 1 });
    expect(message.toString('hex', 32)).toBe('08ff0000009f04020100000000000000000000');
  });

  test('is not to be had from a message about locks, or without its words', () => {
    const locks = bytes(samba.break);
    locks[39] = 0x10;
    expect(releaseOf(locks)).toMatchObject({ ok: false, error: { field: 'TypeOfLock' } });
    expect(releaseOf(encodeNtCancelRequest(head))).toMatchObject({ ok: false, error: { field: 'WordCount' } });
  });
});

describe('NOTIFY_CHANGE', () => {
  test('is asked for as Samba took it', () => {
    const request = { fid: 0x22a4, completionFilter: FILE_NOTIFY_CHANGE_DIR_NAME, maxParameterCount: 1024 };
    expect(encodeNotifyChangeRequest(head, request).toString('hex')).toBe(samba.watch);
  });

  test('is answered with the names of what changed', () => {
    expect(must(changedOf(bytes(samba.changed)))).toEqual({ parameterCount: 20 });
  });

  test.each([
    ['parameters that reach behind the end', (message: Buffer) => message.writeUInt32LE(0xffff_ffff, 44)],
    ['parameters that begin before the bytes', (message: Buffer) => message.writeUInt32LE(8, 48)],
    ['parameters that begin behind the end', (message: Buffer) => message.writeUInt32LE(0xffff_fff0, 48)],
  ])('is refused with %s', (_what, change) => {
    const message = bytes(samba.changed);
    change(message);
    expect(changedOf(message)).toMatchObject({ ok: false, error: { field: 'ParameterOffset' } });
  });

  test('is refused when it is cut short anywhere', () => {
    const whole = bytes(samba.changed);
    for (let length = 0; length < whole.length; length += 1) {
      const header = decodeHeader(whole.subarray(0, length));
      expect(header.ok && decodeNotifyChangeResponse(whole.subarray(0, length), header.value).ok).toBe(false);
    }
  });
});

test('NT_CANCEL carries nothing but what names the other request', () => {
  const message = encodeNtCancelRequest(head);
  expect(message).toHaveLength(35);
  expect(must(decodeHeader(message))).toMatchObject({ command: 0xa4, ...head, wordCount: 0, bytesEnd: 35 });
});
