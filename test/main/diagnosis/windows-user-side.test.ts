import { describe, expect, test } from 'vitest';
import { absentWindows } from '../../../main/windows/absent.ts';
import type { WindowsRecording } from '../../../main/windows/recording.ts';
import { windowsWith } from '../windows/recording.ts';
import { inspect } from './windows-check.ts';

const host = 'nas-01';
const sessionManager = 'Microsoft-Windows-TerminalServices-LocalSessionManager';
const smbClient = 'Microsoft-Windows-SMBClient';

describe.each(['windows-tickets', 'windows-connections', 'windows-events'] as const)('%s', (id) => {
  test('is skipped where there is no Windows', async () => {
    for (const windows of [undefined, absentWindows()]) {
      const { result, seen } = await inspect(id, windows);
      expect(result).toMatchObject({ outcome: 'skipped', why: { id: 'check.why.needs-windows' } });
      expect(seen).toEqual([]);
    }
  });

  test('says of a Windows that tells nothing only what it could not read', async () => {
    const { result, seen } = await inspect(id, windowsWith());
    expect(result?.outcome).toBe('done');
    expect(new Set(seen.map(({ kind }) => kind))).toEqual(new Set(['windows-not-read']));
  });

  test('ends when the run is stopped', async () => {
    const { result } = await inspect(id, windowsWith(), { signal: AbortSignal.abort() });
    expect(result?.outcome).toBe('cancelled');
  });
});

const ticket = (server: string, endsAt: string | null) => ({
  server,
  realm: 'CONTOSO.EXAMPLE',
  client: '',
  startsAt: '2026-03-09T04:32:00.000Z',
  endsAt,
  renewsUntil: null,
});

test('tickets are told by what they are for, with what is left of them', async () => {
  const tickets = [
    ticket('krbtgt/CONTOSO.EXAMPLE', '2026-03-09T14:31:00.000Z'),
    ticket('cifs/nas-01.contoso.example', '2026-03-09T14:33:00.000Z'),
    ticket('cifs/other', null),
    ticket('ldap/dc01', '2026-03-09T14:33:00.000Z'),
  ];
  const { all } = await inspect('windows-tickets', windowsWith({ tickets }), { host });
  expect(all('kerberos-ticket').map(({ server, use, leftMs }) => ({ server, use, leftMs }))).toEqual([
    { server: 'krbtgt/CONTOSO.EXAMPLE', use: 'ticket-granting', leftMs: -60_000 },
    { server: 'cifs/nas-01.contoso.example', use: 'target', leftMs: 60_000 },
    { server: 'cifs/other', use: 'other', leftMs: null },
  ]);
});

test('logon hours are told as they stand now', async () => {
  // Mondays until 14 h UTC: half an hour ago.
  const logonHours = `000000ff3f00${'00'.repeat(15)}`;
  const account = { user: 'CONTOSO\\kim', logonHours, expiresAt: '2026-03-09T14:32:00.000Z' };
  const { all } = await inspect('windows-tickets', windowsWith({ account }));
  expect(all('account-limits')).toMatchObject([
    { user: 'CONTOSO\\kim', hours: 'outside', hoursEnd: '2026-03-09T14:00:00.000Z', expired: true },
  ]);
});

describe('the user’s connections', () => {
  const connection = (drive: string, remote: string) =>
    ({ drive, remote, status: 'disconnected', user: 'kim' }) as const;
  const connected: Partial<WindowsRecording> = {
    connections: [connection('', '\\\\other\\IPC$'), connection('P:', '\\\\nas-01.contoso.example\\projects')],
    registry: {
      'HKCU\\Network\\P': { RemotePath: '\\\\nas-01.contoso.example\\projects' },
      'HKCU\\Network\\q': { RemotePath: '\\\\nas-01\\quality', UserName: '' },
    },
    paths: {
      '\\\\nas-01.contoso.example\\projects': { ms: 12, error: 59, offline: false },
      '\\\\nas-02\\x': { failure: { kind: 'deadline', waitedMs: 90_000 } },
    },
  };

  test('are told with those that are only remembered, and what is mapped of the target is read', async () => {
    const { all } = await inspect('windows-connections', windowsWith(connected), { host });
    expect(all('user-connection').map(({ drive, state, forTarget }) => ({ drive, state, forTarget }))).toEqual([
      { drive: '', state: 'disconnected', forTarget: false },
      { drive: 'P:', state: 'disconnected', forTarget: true },
      { drive: 'Q:', state: 'remembered', forTarget: true },
    ]);
    expect(all('path-read')).toMatchObject([{ path: '\\\\nas-01.contoso.example\\projects', error: 59, ms: 12 }]);
  });

  test('that cannot be listed are not told as remembered either', async () => {
    const failed = { failure: { kind: 'api', api: 'NetUseEnum', code: 50 } } as const;
    const { all } = await inspect('windows-connections', windowsWith({ ...connected, connections: failed }), { host });
    expect(all('user-connection')).toEqual([]);
    expect(all('windows-not-read')).toMatchObject([{ reading: 'connections', why: 'api', code: 50 }]);
  });

  test('of which one does not answer in time is told as that', async () => {
    const connections = [connection('X:', '\\\\nas-02\\x')];
    const windows = windowsWith({ ...connected, connections });
    const { all } = await inspect('windows-connections', windows, { host: 'nas-02' });
    expect(all('path-not-answered')).toMatchObject([{ path: '\\\\nas-02\\x', ms: 90_000 }]);
  });
});

describe('event logs', () => {
  let recordId = 0;
  const event = (
    provider: string,
    channel: string,
    id: number,
    at: string,
    data: Readonly<Record<string, string>>,
  ) => ({
    provider,
    channel,
    id,
    at,
    recordId: recordId++,
    data,
  });
  const ofSession = (id: number, at: string, data: Readonly<Record<string, string>>) =>
    event(sessionManager, `${sessionManager}/Operational`, id, at, data);
  const ofSmb = (id: number, server: string) =>
    event(smbClient, `${smbClient}/Connectivity`, id, '2026-03-09T12:00:00Z', {
      ServerName: `\\${server}`,
      Status: '0xC0000203',
    });
  const sessions = {
    [`${sessionManager}/Operational`]: [
      ofSession(40, '2026-03-09T12:00:00Z', { Session: '2', Reason: '5' }),
      ofSession(40, '2026-03-09T11:00:00Z', { Session: '3', Reason: '3' }),
      ofSession(21, '2026-03-09T08:00:00Z', { User: 'CONTOSO\\lee', SessionID: '3', Address: '192.0.2.8' }),
      ofSession(21, '2026-03-09T07:00:00Z', { User: 'CONTOSO\\kim', SessionID: '2', Address: '192.0.2.7' }),
      ofSession(21, '2026-02-01T07:00:00Z', { User: 'CONTOSO\\kim', SessionID: '2', Address: '192.0.2.7' }),
    ],
  };

  test('of the server tell of the user’s sessions, of nobody else’s, and of the last days', async () => {
    const { all } = await inspect('windows-events', windowsWith({ servers: { [host]: { events: sessions } } }), {
      host,
    });
    const told = all('windows-event').map(({ machine, tells, session, belongsTo, reason }) => ({
      machine,
      tells,
      session,
      belongsTo,
      reason,
    }));
    const own = { machine: 'target', session: 2, belongsTo: 'user' };
    expect(told).toEqual([
      { ...own, tells: 'rdp-disconnected-for-reason', reason: 5 },
      { ...own, tells: 'rdp-logon', reason: undefined },
    ]);
    expect(all('event-log')).toContainEqual(expect.objectContaining({ machine: 'target', found: 2, told: 2 }));
  });

  test('of this PC tell what befell the session with the target alone', async () => {
    const events = { [`Microsoft-Windows-SmbClient/Connectivity`]: [ofSmb(30805, 'nas-01'), ofSmb(30805, 'other')] };
    const { all } = await inspect('windows-events', windowsWith({ events }), { host });
    expect(all('windows-event')).toMatchObject([
      { machine: 'this-pc', tells: 'smb-session-lost', server: 'nas-01', forTarget: true, code: 0xc000_0203 },
    ]);
  });

  test('that are missing are said, each of this PC, and of a server that refuses only once', async () => {
    const { all } = await inspect('windows-events', windowsWith({ events: {} }), { host });
    const unread = all('windows-not-read');
    expect(unread.filter(({ machine }) => machine === 'this-pc').map(({ name }) => name)).toContain('Application');
    expect(unread.filter(({ machine }) => machine === 'target')).toHaveLength(1);
  });
});
