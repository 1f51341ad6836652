import { describe, expect, test } from 'vitest';
import { filetimeFromDate } from '../../../../main/net/filetime.ts';
import { decodeTicketCache } from '../../../../main/windows/layouts/ticket-cache.ts';
import { decodeUseInfo2 } from '../../../../main/windows/layouts/use-info.ts';
import { decodeUserInfo2 } from '../../../../main/windows/layouts/user-info.ts';

const address = 0x7ff0_1234_0000n;

/** A row of times and texts, as ntsecapi.h orders them, with the texts behind all rows. */
function ticketCache(rows: readonly { texts: readonly string[]; times: readonly bigint[] }[]): Buffer {
  const texts: Buffer[] = [];
  const rowBytes = rows.map((row) => 16 * row.texts.length + 32);
  let place = 8 + rowBytes.reduce((sum, bytes) => sum + bytes, 0);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(rows.length, 4);
  const laidOut = rows.map((row, index) => {
    const octets = Buffer.alloc(rowBytes[index] ?? 0, 0xee);
    for (const [at, text] of row.texts.entries()) {
      const wide = Buffer.from(text, 'utf16le');
      octets.writeUInt16LE(wide.length, 16 * at);
      octets.writeUInt16LE(wide.length + 2, 16 * at + 2);
      octets.writeBigUInt64LE(address + BigInt(place), 16 * at + 8);
      texts.push(wide);
      place += wide.length;
    }
    for (const [at, time] of row.times.entries()) octets.writeBigUInt64LE(time, 16 * row.texts.length + 8 * at);
    return octets;
  });
  return Buffer.concat([head, ...laidOut, ...texts]);
}

const [start, end, renew] = ['2026-03-09T08:00:00.000Z', '2026-03-09T18:00:00.000Z', '2026-03-16T08:00:00.000Z'];
const times = [start, end, renew].map((time) => filetimeFromDate(new Date(time)));

describe('the ticket cache', () => {
  const plain = ticketCache([
    { texts: ['krbtgt/EXAMPLE.TEST', 'EXAMPLE.TEST'], times },
    { texts: ['cifs/näs01', 'EXAMPLE.TEST'], times: [times[0] ?? 0n, times[1] ?? 0n, 0n] },
  ]);

  test('in rows of 64 bytes tells servers and times', () => {
    const told = { realm: 'EXAMPLE.TEST', client: '', startsAt: start, endsAt: end };
    expect(decodeTicketCache({ octets: plain, address }, 'plain')).toEqual([
      { ...told, server: 'krbtgt/EXAMPLE.TEST', renewsUntil: renew },
      { ...told, server: 'cifs/näs01', renewsUntil: null },
    ]);
  });

  test('in rows of 96 bytes tells the client too', () => {
    const texts = ['bob', 'EXAMPLE.TEST', 'cifs/nas01', 'OTHER.TEST'];
    expect(decodeTicketCache({ octets: ticketCache([{ texts, times }]), address }, 'extended')).toEqual([
      {
        client: 'bob@EXAMPLE.TEST',
        server: 'cifs/nas01',
        realm: 'OTHER.TEST',
        startsAt: start,
        endsAt: end,
        renewsUntil: renew,
      },
    ]);
  });

  test('that counts more rows than it has is refused', () => {
    const lies = Buffer.from(plain);
    lies.writeUInt32LE(0xffff_ffff, 4);
    expect(decodeTicketCache({ octets: lies, address }, 'plain')).toBeNull();
    expect(decodeTicketCache({ octets: plain.subarray(0, 7), address }, 'plain')).toBeNull();
  });

  test('follows no text outside, and takes the end of all time for none', () => {
    const lies = Buffer.from(plain);
    lies.writeBigUInt64LE(address - 1n, 8 + 8);
    lies.writeBigUInt64LE((1n << 63n) - 1n, 8 + 32);
    expect(decodeTicketCache({ octets: lies, address }, 'plain')?.[0]).toMatchObject({
      server: '',
      realm: 'EXAMPLE.TEST',
      startsAt: null,
      endsAt: end,
    });
  });
});

describe('USE_INFO_2', () => {
  const texts = new Map<bigint, string>([
    [1n, 'P:'],
    [2n, '\\\\nas01\\daten'],
    [3n, 'the password'],
    [4n, 'bob'],
    [5n, 'CORP'],
  ]);
  const textAt = (at: bigint): string => texts.get(at) ?? '';
  /** local, remote, password; status, kind, two counts; user, domain. */
  const row = (status: number, [local, remote, user, domain]: readonly [bigint, bigint, bigint, bigint]): Buffer => {
    const octets = Buffer.alloc(56);
    for (const [at, value] of [local, remote, 3n].entries()) octets.writeBigUInt64LE(value, 8 * at);
    octets.writeUInt32LE(status, 24);
    octets.writeBigUInt64LE(user, 40);
    octets.writeBigUInt64LE(domain, 48);
    return octets;
  };

  test('tells drive, share, state and user, and never the password', () => {
    const connection = decodeUseInfo2(row(2, [1n, 2n, 4n, 5n]), 0, textAt);
    expect(connection).toEqual({ drive: 'P:', remote: '\\\\nas01\\daten', status: 'disconnected', user: 'CORP\\bob' });
  });

  test.each([
    [0, 'ok'],
    [1, 'paused'],
    [3, 'network-error'],
    [4, 'connecting'],
    [5, 'reconnecting'],
    [77, 'unknown'],
  ])('status %i is %s', (status, word) => {
    const octets = Buffer.concat([row(0, [0n, 0n, 0n, 0n]), row(status, [0n, 2n, 4n, 0n])]);
    expect(decodeUseInfo2(octets, 1, textAt)).toMatchObject({ drive: '', status: word, user: 'bob' });
  });

  test('has no row behind its end', () => {
    expect(decodeUseInfo2(row(0, [1n, 2n, 4n, 5n]), 1, textAt)).toBeNull();
  });
});

describe('USER_INFO_2', () => {
  /** Eleven pointers and numbers of lmaccess.h up to max_storage, then units_per_week and logon_hours. */
  const structure = (expires: number, unitsPerWeek: number): Buffer => {
    const octets = Buffer.alloc(152, 0xee);
    octets.writeUInt32LE(expires, 104);
    octets.writeUInt32LE(unitsPerWeek, 112);
    return octets;
  };
  const officeHours = Buffer.alloc(21, 0x0f);

  test('tells the hours of the week and the end of the account', () => {
    const expires = Date.parse('2026-12-31T23:00:00Z') / 1000;
    expect(decodeUserInfo2(structure(expires, 168), 'CORP\\bob', officeHours)).toEqual({
      user: 'CORP\\bob',
      logonHours: Uint8Array.from(officeHours),
      expiresAt: '2026-12-31T23:00:00.000Z',
    });
  });

  test.each([
    ['every hour is allowed', 168, Buffer.alloc(21, 0xff)],
    ['there are no hours', 168, null],
    ['they are not hours but days', 7, officeHours],
  ])('has no limit where %s', (_why, unitsPerWeek, hours) => {
    expect(decodeUserInfo2(structure(0xffff_ffff, unitsPerWeek), 'bob', hours)).toEqual({
      user: 'bob',
      logonHours: null,
      expiresAt: null,
    });
  });

  test('is refused when it is cut short', () => {
    expect(decodeUserInfo2(structure(0, 168).subarray(0, -1), 'bob', null)).toBeNull();
  });
});
