import { describe, expect, test } from 'vitest';
import { believableCount, decodeSessionDetail, decodeSessionRows } from '../../../../main/windows/layouts/session.ts';

/** WTS_SESSION_INFO_1W, member by member as wtsapi32.h has them; the DWORDs are padded to the pointers behind them. */
function row(id: number, state: number, texts: readonly [bigint, bigint, bigint, bigint, bigint]): Buffer {
  const octets = Buffer.alloc(16 + 5 * 8, 0xee);
  [0, state, id].forEach((dword, index) => octets.writeUInt32LE(dword, index * 4));
  texts.forEach((pointer, index) => octets.writeBigUInt64LE(pointer, 16 + index * 8));
  return octets;
}

describe('WTS_SESSION_INFO_1W', () => {
  const rows = Buffer.concat([
    row(0, 4, [0x1000n, 0n, 0n, 0n, 0n]),
    row(3, 0, [0x2000n, 0x3000n, 0x4000n, 0x5000n, 0n]),
    row(65_536, 6, [0x6000n, 0n, 0n, 0n, 0n]),
    row(9, 77, [0n, 0n, 0n, 0n, 0n]),
  ]);

  test('gives id, state and where the texts are', () => {
    expect(decodeSessionRows(rows, 4)).toEqual([
      { id: 0, state: 'disconnected', stationAt: 0x1000n, clientAt: 0n, userAt: 0n, domainAt: 0n },
      { id: 3, state: 'active', stationAt: 0x2000n, clientAt: 0x3000n, userAt: 0x4000n, domainAt: 0x5000n },
      { id: 65_536, state: 'listen', stationAt: 0x6000n, clientAt: 0n, userAt: 0n, domainAt: 0n },
      { id: 9, state: 'unknown', stationAt: 0n, clientAt: 0n, userAt: 0n, domainAt: 0n },
    ]);
  });

  test('is refused where a row is cut short', () => {
    expect(decodeSessionRows(rows.subarray(0, -1), 4)).toBeNull();
  });

  test.each([
    [0, false],
    [1, true],
    [10_000, true],
    [0xffffffff, false],
  ])('%i rows are believed: %s', (count, believed) => {
    expect(believableCount(count)).toBe(believed);
  });
});

/** Fixed text of a structure: `room` characters with their null, and leftovers behind it as Windows leaves them. */
function fixed(text: string, room: number): Buffer {
  const octets = Buffer.alloc(room * 2, 0xcc);
  octets.write(`${text}\0`, 'utf16le');
  return octets;
}

describe('WTSINFOEXW', () => {
  const dword = (value: number): Buffer => {
    const octets = Buffer.alloc(4);
    octets.writeUInt32LE(value);
    return octets;
  };
  /** 100 ns since 1601, which is 369 years of which 89 were leap years before 1970. */
  const filetime = (iso: string): Buffer => {
    const octets = Buffer.alloc(8);
    octets.writeBigUInt64LE((BigInt(Date.parse(iso)) + (369n * 365n + 89n) * 86_400_000n) * 10_000n);
    return octets;
  };
  const detail = (id: number, user: string, level = 1): Buffer => {
    const texts = [fixed('', 33), fixed(user, 21), fixed('CONTOSO', 18)];
    const head = Buffer.concat([dword(level), dword(0xeeeeeeee), dword(id), dword(4), dword(0), ...texts]);
    // LogonTime is a LARGE_INTEGER and begins at a multiple of 8.
    const padding = Buffer.alloc((8 - (head.length % 8)) % 8, 0xee);
    const times = [filetime('2026-03-09T07:55:00.000Z'), Buffer.alloc(8), filetime('2026-03-09T08:40:00.000Z')];
    const rest = [filetime('2026-03-09T08:38:00.000Z'), filetime('2026-03-09T14:32:00.000Z'), Buffer.alloc(24)];
    return Buffer.concat([head, padding, ...times, ...rest]);
  };

  test('has the size that Windows gives it', () => {
    expect(detail(3, 'kim')).toHaveLength(232);
  });

  test('gives user and times, null for never', () => {
    expect(decodeSessionDetail(detail(3, 'kim'), 3)).toEqual({
      user: 'kim',
      domain: 'CONTOSO',
      logonAt: '2026-03-09T07:55:00.000Z',
      connectedAt: null,
      disconnectedAt: '2026-03-09T08:40:00.000Z',
      lastInputAt: '2026-03-09T08:38:00.000Z',
    });
  });

  test('holds names as long as Windows lets them be', () => {
    const longest = 'x'.repeat(20);
    expect(decodeSessionDetail(detail(3, longest), 3)?.user).toBe(longest);
  });

  test.each([
    ['cut short', detail(3, 'kim').subarray(0, -1)],
    ['of another level', detail(3, 'kim', 2)],
    ['about another session', detail(4, 'kim')],
    ['empty', Buffer.alloc(0)],
  ])('is refused when it is %s', (_how, octets) => {
    expect(decodeSessionDetail(octets, 3)).toBeNull();
  });
});
