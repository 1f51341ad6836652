import { describe, expect, test } from 'vitest';
import {
  deletedSessionStatuses,
  describeStatus,
  dosStatuses,
  isSessionDeleted,
  noStatus,
  ntStatuses,
} from '../../../app/knowledge/statuses.ts';
import { SmbStatus } from '../../../app/model/status.ts';

describe('describeStatus', () => {
  test.each([
    ['nt', 0x00000000, '0x00000000', 'STATUS_SUCCESS'],
    ['nt', 0xc0000203, '0xC0000203', 'STATUS_USER_SESSION_DELETED'],
    ['nt', 0xc000006d, '0xC000006D', 'STATUS_LOGON_FAILURE'],
    ['nt', 0xc0000418, '0xC0000418', 'STATUS_NTLM_BLOCKED'],
    ['nt', 0x005b0002, '0x005B0002', 'STATUS_SMB_BAD_UID'],
    ['dos', 0x00000000, '0x00000000', 'SUCCESS'],
    ['dos', 0x005b0002, '0x005B0002', 'ERRSRV/ERRbaduid'],
    ['dos', 0x00050001, '0x00050001', 'ERRDOS/ERRnoaccess'],
    ['dos', 0xffff0002, '0xFFFF0002', 'ERRSRV/ERRnosupport'],
  ] as const)('%s %i is %s, %s', (form, value, raw, name) => {
    expect(describeStatus(form, value)).toEqual({ form, value, raw, name });
  });

  test('names an unknown status by its number', () => {
    expect(describeStatus('nt', 0xdeadbeef).name).toBe('0xDEADBEEF');
    expect(describeStatus('dos', 0x12340003).name).toBe('0x12340003');
  });

  test('keeps a filled reserved byte of the DOS form in the raw value alone', () => {
    expect(describeStatus('dos', 0x005b7702)).toMatchObject({ raw: '0x005B7702', name: 'ERRSRV/ERRbaduid' });
  });

  test('gives what the report takes', () => {
    for (const { value } of ntStatuses) expect(SmbStatus.parse(describeStatus('nt', value)).value).toBe(value);
    for (const { value } of dosStatuses) expect(SmbStatus.parse(describeStatus('dos', value)).value).toBe(value);
    expect(SmbStatus.parse(noStatus)).toEqual(noStatus);
  });
});

describe('the tables', () => {
  test.each([
    ['nt', ntStatuses],
    ['dos', dosStatuses],
  ])('%s: every value and every name once, each with a source', (_form, table) => {
    expect(new Set(table.map(({ value }) => value)).size).toBe(table.length);
    expect(new Set(table.map(({ name }) => name)).size).toBe(table.length);
    expect(table.filter(({ source }) => !/^\[MS-(CIFS|ERREF)\] \d/.test(source))).toEqual([]);
  });
});

describe('isSessionDeleted', () => {
  test('accepts all three ways to say it', () => {
    expect(deletedSessionStatuses).toHaveLength(3);
    for (const { form, value } of deletedSessionStatuses) {
      expect(isSessionDeleted(describeStatus(form, value))).toBe(true);
    }
  });

  test.each([
    ['nt', 0],
    ['nt', 0xc0000022],
    ['nt', 0xc000035c],
    ['nt', 0xc00000c9],
    ['nt', 0x00050002],
    ['dos', 0x00050002],
    // The NT number, sent in the DOS form, is no DOS status at all.
    ['dos', 0xc0000203],
  ] as const)('leaves out %s 0x%s', (form, value) => {
    expect(isSessionDeleted(describeStatus(form, value))).toBe(false);
  });

  test('concludes nothing from silence', () => {
    expect(isSessionDeleted(noStatus)).toBe(false);
  });
});
