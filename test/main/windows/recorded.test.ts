import { describe, expect, test } from 'vitest';
import { WindowsRecording } from '../../../main/windows/recording.ts';
import { patient, plainPc, windowsWith } from './recording.ts';

const parameters = 'SYSTEM\\CurrentControlSet\\Services\\LanmanWorkstation\\Parameters';
const notRecorded = { ok: false, error: { kind: 'not-available', detail: 'not recorded' } };

describe('a recorded registry', () => {
  const { registry } = windowsWith({
    registry: {
      [`HKLM\\${parameters}`]: {
        SessTimeout: 90,
        ServersWithExtendedSessTimeout: ['nas-01', 'nas-02'],
        ServiceDll: { type: 'REG_EXPAND_SZ', value: '%SystemRoot%\\System32\\wkssvc.dll' },
        Name: 'text',
        Big: { type: 'REG_QWORD', value: '18446744073709551615' },
        Bytes: { type: 'REG_BINARY', value: '00ff' },
        Odd: { type: 'other', code: 0, value: '01' },
      },
      [`HKLM\\${parameters}\\Deeper\\Still`]: {},
      'HKLM\\SECURITY': { failure: { kind: 'access-denied', api: 'RegOpenKeyExW', code: 5 } },
    },
    servers: { 'RDS-01': { registry: { 'HKLM\\SOFTWARE': { Here: 1 } } } },
  });
  const key = (path: string, machine: string | null = null) => registry.key(machine, 'HKLM', path, patient);

  test('gives values of every type', async () => {
    const read = await key(parameters);
    expect(read.ok && [...(read.value?.values ?? [])]).toEqual([
      ['SessTimeout', { type: 'REG_DWORD', value: 90 }],
      ['ServersWithExtendedSessTimeout', { type: 'REG_MULTI_SZ', value: ['nas-01', 'nas-02'] }],
      ['ServiceDll', { type: 'REG_EXPAND_SZ', value: '%SystemRoot%\\System32\\wkssvc.dll' }],
      ['Name', { type: 'REG_SZ', value: 'text' }],
      ['Big', { type: 'REG_QWORD', value: 18446744073709551615n }],
      ['Bytes', { type: 'REG_BINARY', value: Uint8Array.of(0, 255) }],
      ['Odd', { type: 'other', code: 0, value: Uint8Array.of(1) }],
    ]);
  });

  test('has keys between those that were named, whatever their case', async () => {
    expect(await key(parameters.toUpperCase())).toMatchObject({ value: { subkeys: ['Deeper'] } });
    expect(await key(`${parameters}\\deeper`)).toMatchObject({ value: { subkeys: ['Still'] } });
  });

  test('has no other keys', async () => {
    expect(await key('SYSTEM\\Other')).toEqual({ ok: true, value: null });
    expect(await key(`${parameters}\\Dee`)).toEqual({ ok: true, value: null });
  });

  test('replays a refusal', async () => {
    expect(await key('SECURITY')).toMatchObject({ ok: false, error: { kind: 'access-denied', code: 5 } });
  });

  test('tells a server from this PC, and from one that nobody knows', async () => {
    expect(await key('SOFTWARE', 'rds-01')).toMatchObject({ ok: true, value: { subkeys: [] } });
    expect(await key('SOFTWARE')).toEqual({ ok: true, value: null });
    expect(await key('SOFTWARE', 'other')).toMatchObject({ ok: false, error: { kind: 'api', code: 53 } });
  });
});

test('what was not recorded is not available, never empty', async () => {
  const windows = windowsWith();
  expect(await windows.registry.key(null, 'HKLM', 'SOFTWARE', patient)).toEqual(notRecorded);
  expect(await windows.sessions(null, patient)).toEqual(notRecorded);
  expect(await windows.service(null, 'TermService', patient)).toEqual(notRecorded);
  expect(await windows.processes('mstsc.exe', patient)).toEqual(notRecorded);
  expect(
    await windows.events(null, { channel: 'System', ids: [6005], since: '2026-03-01T00:00:00Z', most: 9 }, patient),
  ).toEqual(notRecorded);
  expect(await windows.readPath('C:\\', patient)).toEqual(notRecorded);
  expect(await windows.workstationInfo(patient)).toEqual(notRecorded);
});

test('events are those of the channel, of the ids, since then, and no more than wanted', async () => {
  const event = (id: number, at: string) => ({
    channel: 'System',
    provider: 'EventLog',
    id,
    at,
    recordId: id,
    data: {},
  });
  const windows = windowsWith({
    events: {
      System: [
        event(6005, '2026-03-09T08:00:00Z'),
        event(7036, '2026-03-09T08:01:00Z'),
        event(6006, '2026-03-08T08:00:00Z'),
        event(6008, '2026-03-01T08:00:00Z'),
      ],
    },
  });
  const query = { channel: 'system', ids: [6005, 6006, 6008], since: '2026-03-02T00:00:00Z', most: 9 };
  expect(await windows.events(null, query, patient)).toMatchObject({ value: [{ id: 6005 }, { id: 6006 }] });
  expect(await windows.events(null, { ...query, most: 1 }, patient)).toMatchObject({ value: [{ id: 6005 }] });
  expect(await windows.events(null, { ...query, channel: 'None' }, patient)).toMatchObject({ error: { code: 15007 } });
});

test('logon hours are bytes again', async () => {
  const account = { user: 'kim', logonHours: '00'.repeat(20) + 'ff', expiresAt: null };
  const read = await windowsWith({ account }).account(patient);
  expect(read.ok && read.value.logonHours?.at(-1)).toBe(255);
});

test('a reader that was cancelled says so, whatever was recorded', async () => {
  const cancelled = { deadlineMs: 1000, signal: AbortSignal.abort() };
  expect(await windowsWith().operatingSystem(cancelled)).toEqual({ ok: false, error: { kind: 'cancelled' } });
});

test.each([
  ['a format of another time', { ...plainPc, format: 'session-doctor/windows@2' }],
  ['a word that it does not know', { ...plainPc, registri: {} }],
  ['a number that no REG_DWORD holds', { ...plainPc, registry: { 'HKLM\\A': { B: -1 } } }],
  ['logon hours of another length', { ...plainPc, account: { user: 'kim', logonHours: 'ff', expiresAt: null } }],
])('the schema refuses %s', (_name, recording) => {
  expect(WindowsRecording.safeParse(recording).success).toBe(false);
});
