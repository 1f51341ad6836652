import { describe, expect, test } from 'vitest';
import { decodeEchoResponse } from '../../../../main/smb1/codec/echo.ts';
import { bitNames, capabilities, flags2, securityModes } from '../../../../main/smb1/codec/flags.ts';
import type { Head } from '../../../../main/smb1/codec/header.ts';
import { commands, decodeHeader, encodeEmptyResponse } from '../../../../main/smb1/codec/header.ts';
import type { NtLmNegotiateResponse } from '../../../../main/smb1/codec/negotiate.ts';
import { guidText } from '../../../../main/net/guid.ts';
import {
  decodeNegotiateRequest,
  decodeNegotiateResponse,
  encodeNegotiateRequest,
  encodeNegotiateResponse,
} from '../../../../main/smb1/codec/negotiate.ts';
import { decodeSessionSetupResponse } from '../../../../main/smb1/codec/session-setup-andx.ts';
import {
  decodeQueryFsInfoResponse,
  encodeQueryFsInfoResponse,
} from '../../../../main/smb1/codec/trans2-query-fs-info.ts';
import { decodeTreeConnectResponse, encodeTreeConnectResponse } from '../../../../main/smb1/codec/tree-connect-andx.ts';
import { captured } from '../../captures.ts';
import { must } from '../../must.ts';

const unicodeHead: Head = { flags2: 0xc841, pid: 0xfeff, tid: 7, uid: 8, mid: 9 };
const oemHead: Head = { ...unicodeHead, flags2: 0x4001 };

describe('the header', () => {
  test('tells the form of the status by its own FLAGS2', () => {
    const stale = captured('06-logoff-then-stale-uid', 'server', 0x32, 1);
    expect(must(decodeHeader(stale))).toMatchObject({ statusForm: 'dos', status: 0x005b0002 });
    const failed = captured('11-logon-failure', 'server', 0x73, 1);
    expect(must(decodeHeader(failed))).toMatchObject({ statusForm: 'nt', status: 0xc000006d });
  });

  test('joins both halves of the process id', () => {
    const message = encodeEmptyResponse(0x2b, { ...unicodeHead, pid: 0x12345678 });
    expect(must(decodeHeader(message))).toMatchObject({ pid: 0x12345678, tid: 7, uid: 8, mid: 9 });
  });

  test('names the field that is wrong', () => {
    const message = encodeEmptyResponse(0x2b, unicodeHead);
    const field = (bytes: Buffer) => {
      const header = decodeHeader(bytes);
      return header.ok ? '' : `${header.error.field} ${header.error.detail}`;
    };
    expect(field(message.subarray(0, 3))).toBe('Protocol too-short');
    expect(field(Buffer.from('\xfeSMB', 'latin1'))).toBe('Protocol wrong-value');
    expect(field(message.subarray(0, 32))).toBe('WordCount too-short');
    expect(field(Buffer.from(message).fill(9, 32, 33))).toBe('WordCount beyond-end');
    expect(field(Buffer.from(message).fill(1, 33, 34))).toBe('ByteCount beyond-end');
  });
});

describe('NEGOTIATE', () => {
  const read = (message: Buffer) => must(decodeNegotiateResponse(message, must(decodeHeader(message))));

  test('with extended security', () => {
    const response = read(captured('02-user-ntlmv2-extsec-listdir', 'server', 0x72));
    if (response.kind !== 'nt-lm') throw new Error(response.kind);
    expect(response).toMatchObject({ maxMpxCount: 50, maxBufferSize: 16644, sessionKey: 0x200e, serverTimeZone: 0 });
    expect(response.security.kind === 'extended' && guidText(response.security.serverGuid)).toBe(
      '626f7270-7365-7672-0000-000000000000',
    );
    expect(response.systemTime?.toISOString()).toBe('2026-11-21T03:28:05.505Z');
    expect(bitNames(securityModes, response.securityMode)).toEqual([
      'NEGOTIATE_USER_SECURITY',
      'NEGOTIATE_ENCRYPT_PASSWORDS',
    ]);
    expect(bitNames(capabilities, response.capabilities)).toContain('CAP_EXTENDED_SECURITY');
  });

  test('without', () => {
    const response = read(captured('03-user-ntlmv2-noextsec', 'server', 0x72));
    expect(response).toMatchObject({
      kind: 'nt-lm',
      security: { kind: 'challenge', domainName: 'WG', serverName: 'PROBESRV' },
    });
    expect(response.kind === 'nt-lm' && response.security.kind === 'challenge' && response.security.challenge).toEqual(
      Buffer.from('687430cd7683ef7c', 'hex'),
    );
  });

  test('refused, with one word and with none', () => {
    expect(read(captured('10-smb1-refused-by-smb2-only', 'server', 0x72))).toEqual({
      kind: 'no-dialect',
      wordCount: 1,
    });
    for (const wordCount of [0, 1] as const) {
      const message = encodeNegotiateResponse(unicodeHead, { kind: 'no-dialect', wordCount });
      expect(read(message)).toEqual({ kind: 'no-dialect', wordCount });
    }
  });

  test('of LAN Manager', () => {
    const response = { kind: 'lan-manager', dialectIndex: 2, securityMode: 3 } as const;
    expect(read(encodeNegotiateResponse(unicodeHead, response))).toEqual(response);
  });

  test('an unknown count of words, or one word that names a dialect, is refused', () => {
    const odd = encodeNegotiateResponse(unicodeHead, { kind: 'no-dialect', wordCount: 1 });
    odd.writeUInt16LE(0, 33);
    expect(decodeNegotiateResponse(odd, must(decodeHeader(odd)))).toMatchObject({
      ok: false,
      error: { field: 'DialectIndex' },
    });
    const three = Buffer.concat([odd.subarray(0, 32), Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0])]);
    expect(decodeNegotiateResponse(three, must(decodeHeader(three)))).toMatchObject({
      ok: false,
      error: { field: 'WordCount' },
    });
  });

  test('a time that no clock shows is none', () => {
    const golden = captured('02-user-ntlmv2-extsec-listdir', 'server', 0x72);
    for (const filetime of [0n, 0xffffffffffffffffn]) {
      const message = Buffer.from(golden);
      message.writeBigUInt64LE(filetime, 56);
      expect((read(message) as NtLmNegotiateResponse).systemTime).toBeNull();
    }
  });

  test('a request names its dialects, and one without the format byte is refused', () => {
    const message = encodeNegotiateRequest(unicodeHead, { dialects: ['NT LM 0.12', 'SMB 2.002'] });
    const header = must(decodeHeader(message));
    expect(must(decodeNegotiateRequest(message, header)).dialects).toEqual(['NT LM 0.12', 'SMB 2.002']);
    message[35] = 3;
    expect(decodeNegotiateRequest(message, header).ok).toBe(false);
  });
});

describe('strings', () => {
  test('Unicode begins at an even place, OEM anywhere', () => {
    const response = {
      optionalSupport: 1,
      accessRights: null,
      service: 'IPC',
      nativeFileSystem: 'NTFS',
    };
    for (const head of [unicodeHead, oemHead]) {
      const message = encodeTreeConnectResponse(head, response);
      expect(must(decodeTreeConnectResponse(message, must(decodeHeader(message))))).toEqual(response);
    }
    const unicode = encodeTreeConnectResponse(unicodeHead, response);
    expect(unicode.indexOf(Buffer.from('NTFS', 'utf16le')) % 2).toBe(0);
  });

  test('the last one may lack its terminator, or half of it', () => {
    const golden = captured('02-user-ntlmv2-extsec-listdir', 'server', 0x73, 1);
    for (const missing of [0, 1, 2]) {
      const message = Buffer.from(golden.subarray(0, golden.length - missing));
      message.writeUInt16LE(message.readUInt16LE(41) - missing, 41);
      expect(must(decodeSessionSetupResponse(message, must(decodeHeader(message))))).toMatchObject({
        nativeOs: 'Windows 6.1',
        nativeLanMan: 'Samba 4.17.12-Debian',
        primaryDomain: 'WG',
      });
    }
  });

  test('those left out are empty', () => {
    const message = encodeTreeConnectResponse(unicodeHead, {
      optionalSupport: null,
      accessRights: null,
      service: '',
      nativeFileSystem: '',
    });
    const bare = Buffer.from(message.subarray(0, 39));
    bare.writeUInt16LE(0, 37);
    expect(must(decodeTreeConnectResponse(bare, must(decodeHeader(bare))))).toMatchObject({
      service: '',
      nativeFileSystem: '',
    });
  });
});

describe('answers whose insides contradict their outsides', () => {
  test('ECHO without its word', () => {
    const empty = encodeEmptyResponse(commands.SMB_COM_ECHO, unicodeHead);
    expect(decodeEchoResponse(empty, must(decodeHeader(empty)))).toMatchObject({
      ok: false,
      error: { field: 'WordCount' },
    });
  });

  test('SESSION_SETUP_ANDX with a blob longer than its bytes', () => {
    const message = Buffer.from(captured('02-user-ntlmv2-extsec-listdir', 'server', 0x73, 1));
    message.writeUInt16LE(0xffff, 39);
    expect(decodeSessionSetupResponse(message, must(decodeHeader(message)))).toMatchObject({
      ok: false,
      error: { field: 'SecurityBlobLength' },
    });
  });

  test('TRANSACTION2 with data before or behind its bytes, or too little', () => {
    const response = {
      totalAllocationUnits: 5n,
      totalFreeAllocationUnits: 3n,
      sectorsPerAllocationUnit: 2,
      bytesPerSector: 512,
    };
    const golden = encodeQueryFsInfoResponse(unicodeHead, response);
    expect(must(decodeQueryFsInfoResponse(golden, must(decodeHeader(golden))))).toEqual(response);
    for (const [at, value, field] of [
      [47, 10, 'DataOffset'],
      [47, 0xffff, 'DataOffset'],
      [45, 23, 'TotalDataCount'],
    ] as const) {
      const message = Buffer.from(golden);
      message.writeUInt16LE(value, at);
      expect(decodeQueryFsInfoResponse(message, must(decodeHeader(message)))).toMatchObject({
        ok: false,
        error: { field },
      });
    }
  });

  test('the bits have the names of the specification', () => {
    expect(bitNames(flags2, 0xc803)).toEqual([
      'SMB_FLAGS2_LONG_NAMES',
      'SMB_FLAGS2_EAS',
      'SMB_FLAGS2_EXTENDED_SECURITY',
      'SMB_FLAGS2_NT_STATUS',
      'SMB_FLAGS2_UNICODE',
    ]);
  });
});
