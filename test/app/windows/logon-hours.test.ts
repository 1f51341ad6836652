import { describe, expect, test } from 'vitest';
import { logonHoursAt } from '../../../app/windows/logon-hours.ts';
import { isSameHost, serverOfUnc } from '../../../app/windows/same-host.ts';

/** Monday to Friday, 7 to 17 h UTC: of each day's three bytes, hours 0-7, 8-15 and 16-23. */
const office = Uint8Array.from(
  [0, 1, 2, 3, 4, 5, 6].flatMap((day) => (day === 0 || day === 6 ? [0, 0, 0] : [0x80, 0xff, 0x01])),
);

describe('logon hours', () => {
  test.each([
    ['in the middle of Monday', '2026-03-09T12:30:00Z', 'within', '2026-03-09T17:00:00.000Z'],
    ['in their last minute', '2026-03-09T16:59:59Z', 'within', '2026-03-09T17:00:00.000Z'],
    ['right after', '2026-03-09T17:00:00Z', 'outside', '2026-03-09T17:00:00.000Z'],
    ['on Sunday', '2026-03-08T12:00:00Z', 'outside', '2026-03-06T17:00:00.000Z'],
  ])('%s', (_when, at, hours, end) => {
    const told = logonHoursAt(office, new Date(at));
    expect({ hours: told.hours, end: told.end?.toISOString() }).toEqual({ hours, end });
  });

  test('without bits, or with all of them, are any', () => {
    const any = { hours: 'any', end: null };
    expect(logonHoursAt(null, new Date(0))).toEqual(any);
    expect(logonHoursAt(new Uint8Array(21).fill(0xff), new Date(0))).toEqual(any);
  });

  test('with no bit never begin', () => {
    expect(logonHoursAt(new Uint8Array(21), new Date(0))).toEqual({ hours: 'outside', end: null });
  });
});

test('a host is known by its name in any case, with or without its domain', () => {
  expect(isSameHost('NAS-01', 'nas-01.contoso.example')).toBe(true);
  expect(isSameHost('nas-01.contoso.example.', 'nas-01')).toBe(true);
  expect(isSameHost('nas-011', 'nas-01')).toBe(false);
  expect(isSameHost('192.0.2.1', '192.0.2.1')).toBe(true);
  expect(isSameHost('192.0.2', '192.0.2.1')).toBe(false);
  expect(isSameHost('', 'nas-01')).toBe(false);
  expect(serverOfUnc('\\\\nas-01\\projects\\x')).toBe('nas-01');
  expect(serverOfUnc('C:\\x')).toBe('');
});
