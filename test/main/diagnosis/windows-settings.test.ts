import { describe, expect, test } from 'vitest';
import { absentWindows } from '../../../main/windows/absent.ts';
import type { WindowsRecording } from '../../../main/windows/recording.ts';
import { windowsWith } from '../windows/recording.ts';
import { inspect } from './windows-check.ts';

type Paths = NonNullable<WindowsRecording['paths']>;
type Keys = Extract<NonNullable<WindowsRecording['registry']>, Readonly<Record<string, unknown>>>;

const services = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const workstation = `${services}\\LanmanWorkstation\\Parameters`;
const server = `${services}\\LanmanServer\\Parameters`;
const control = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server';
const rdpTcp = `${control}\\WinStations\\RDP-Tcp`;
const policy = 'SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services';
const refused = { failure: { kind: 'access-denied', api: 'RegConnectRegistryW', code: 5 } } as const;

const ids = ['windows-timers', 'windows-smb', 'windows-policies', 'windows-profiles', 'windows-firewall'] as const;

describe.each(ids)('%s', (id) => {
  test.each([
    ['nothing to inspect', undefined],
    ['nothing available', absentWindows()],
  ])('is skipped with %s, and says that it needs Windows', async (_what, windows) => {
    const { result, seen } = await inspect(id, windows);
    expect(result).toMatchObject({ outcome: 'skipped', why: { id: 'check.why.needs-windows' } });
    expect(seen).toEqual([]);
  });

  test('says of a Windows that tells nothing only what it could not read, and not a key at a time', async () => {
    const { result, seen } = await inspect(id, windowsWith());
    expect(result?.outcome).toBe('done');
    expect(seen.filter(({ kind }) => kind !== 'windows-not-read')).toEqual([]);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.length).toBeLessThan(6);
  });

  test('ends when the run is stopped', async () => {
    const { result } = await inspect(id, windowsWith({ registry: {} }), { signal: AbortSignal.abort() });
    expect(result?.outcome).toBe('cancelled');
  });
});

describe('timers', () => {
  const timersOf = async (answers: Partial<WindowsRecording>, host = 'rds02') => {
    const inspected = await inspect('windows-timers', windowsWith(answers), { host });
    return { ...inspected, timers: inspected.all('timer') };
  };

  test('of a PC where nothing is set are Windows’ defaults', async () => {
    const { timers } = await timersOf({ registry: {} });
    const own = Object.fromEntries(
      timers.filter(({ machine }) => machine === 'this-pc').map((seen) => [seen.timer, seen]),
    );
    expect(own['sess-timeout']).toMatchObject({ configured: null, effective: 60, source: 'default', unit: 's' });
    expect(own['extended-sess-timeout']).toMatchObject({ effective: 240 });
    expect(own['auto-disconnect']).toMatchObject({ effective: 15, unit: 'min' });
    expect(own['tcp-keep-alive']).toMatchObject({ effective: 7_200_000, unit: 'ms' });
    expect(timers.filter(({ problem }) => problem !== undefined)).toEqual([]);
  });

  test('are those that the service works with, where it says so', async () => {
    const { timers } = await timersOf({
      registry: { [workstation]: { SessTimeout: 90 } },
      workstationInfo: { keepConn: 600, sessTimeout: 60 },
    });
    expect(timers.find(({ timer }) => timer === 'sess-timeout')).toMatchObject({
      configured: 90,
      effective: 60,
      source: 'server',
      problem: 'not-in-force',
    });
    expect(timers.find(({ timer }) => timer === 'keep-conn')).toMatchObject({ effective: 600, source: 'server' });
  });

  test('that stand where nothing looks for them are told', async () => {
    const { timers } = await timersOf({
      registry: {
        [`HKCU\\${workstation.slice(5)}`]: { SessTimeout: 300 },
        [workstation]: { AutoDisconnect: 60, KeepConn: 'forever' },
        [server]: { OplockBreakWait: 5 },
      },
    });
    const problems = Object.fromEntries(
      timers.flatMap(({ timer, problem }) => (problem === undefined ? [] : [[timer, problem]])),
    );
    expect(problems).toEqual({
      'sess-timeout': 'wrong-hive',
      'auto-disconnect': 'wrong-key',
      'keep-conn': 'wrong-type',
      'oplock-break-wait': 'out-of-range',
    });
  });

  test('of a server are its own, and none of this PC’s or Windows’ stand in for them', async () => {
    const { timers } = await timersOf({
      registry: { [server]: { AutoDisconnect: 99 } },
      servers: { rds02: { registry: { [server]: { AutoDisconnect: 30 } } } },
    });
    const target = timers.filter(({ machine }) => machine === 'target');
    expect(target.find(({ timer }) => timer === 'auto-disconnect')).toMatchObject({ effective: 30, default: null });
    expect(target.find(({ timer }) => timer === 'oplock-break-wait')).toMatchObject({ effective: null });
    expect(target.some(({ timer }) => timer === 'sess-timeout')).toBe(false);
  });

  test('of a server that lets nobody read its registry come from its service alone', async () => {
    const serverInfo = {
      autoDisconnect: -1,
      enableForcedLogOff: true,
      minKeepSearch: null,
      maxKeepSearch: null,
      scavTimeout: null,
      oplockBreakWait: 35,
    };
    const { timers, all } = await timersOf({ registry: {}, servers: { rds02: { registry: refused, serverInfo } } });
    const target = timers.filter(({ machine }) => machine === 'target');
    expect(target.map(({ timer, effective }) => [timer, effective])).toEqual([
      ['auto-disconnect', 0xffffffff],
      ['enable-forced-logoff', 1],
      ['oplock-break-wait', 35],
    ]);
    expect(all('windows-not-read').filter(({ machine }) => machine === 'target')).toHaveLength(1);
  });

  test('of a server that is this PC are read once, as the server’s', async () => {
    const { timers } = await timersOf({ registry: { [server]: { AutoDisconnect: 20 } } }, '127.0.0.1');
    const disconnect = timers.filter(({ timer }) => timer === 'auto-disconnect');
    expect(disconnect).toMatchObject([{ machine: 'target', effective: 20 }]);
    expect(timers.filter(({ timer }) => timer === 'sess-timeout')).toMatchObject([{ machine: 'this-pc' }]);
  });

  test('servers with a longer time are named, and whether the target is one', async () => {
    const list = { [workstation]: { ServersWithExtendedSessTimeout: ['RDS02', 'nas-01'] } };
    const { all } = await timersOf({ registry: list });
    expect(all('extended-timeout-servers')).toMatchObject([{ servers: ['RDS02', 'nas-01'], target: true }]);
    const other = await timersOf({ registry: list }, 'nas-02');
    expect(other.all('extended-timeout-servers')).toMatchObject([{ target: false }]);
  });
});

describe('settings of Remote Desktop', () => {
  const settingsOf = async (answers: Partial<WindowsRecording>, host?: string) => {
    const inspected = await inspect('windows-policies', windowsWith(answers), host === undefined ? {} : { host });
    return { ...inspected, settings: inspected.all('rdp-setting') };
  };

  test('a policy of the machine counts before one of the user, and that before a setting of its own', async () => {
    const keys: Keys = {
      [`HKLM\\${policy}`]: { MaxIdleTime: 900_000 },
      [`HKCU\\${policy}`]: { MaxIdleTime: 60_000, MaxConnectionTime: 28_800_000 },
      [rdpTcp]: { MaxIdleTime: 0, MaxConnectionTime: 0, PortNumber: 3390 },
    };
    const { settings, all } = await settingsOf({ registry: keys });
    expect(settings.map(({ setting, effective, source }) => [setting, effective, source])).toEqual([
      ['max-idle-time', 900_000, 'policy'],
      ['max-connection-time', 28_800_000, 'user-policy'],
      ['port-number', 3390, 'setting'],
    ]);
    expect(settings[0]?.where).toBe(`HKLM\\${policy}\\MaxIdleTime`);
    expect(all('rdp-settings-read')).toMatchObject([{ machine: 'this-pc', of: 16, set: 3 }]);
  });

  test('a limit that the user’s account decides is none of the listener', async () => {
    const { settings } = await settingsOf({ registry: { [rdpTcp]: { MaxIdleTime: 60_000, fInheritMaxIdleTime: 1 } } });
    expect(settings).toEqual([]);
  });

  test('no limit is in order, other numbers and texts are not', async () => {
    const { settings } = await settingsOf({
      registry: {
        [rdpTcp]: { MaxInstanceCount: 0xffffffff, MaxIdleTime: 1000, SecurityLayer: 'high' },
      },
    });
    expect(
      settings.map(({ setting, configured, effective, problem }) => [setting, configured, effective, problem]),
    ).toEqual([
      ['max-instances', 0xffffffff, 0xffffffff, undefined],
      ['max-idle-time', 1000, null, 'out-of-range'],
      ['security-layer', null, null, 'wrong-type'],
    ]);
  });

  test('of a server are read there, those of the user in their hive', async () => {
    const { settings, all } = await settingsOf({
      registry: {},
      servers: {
        rds02: {
          registry: {
            [control]: { fSingleSessionPerUser: 1 },
            [`HKU\\S-1-5-21-1-2-3-1104\\${policy}`]: { MaxDisconnectionTime: 60_000 },
          },
        },
      },
    });
    expect(settings.map(({ machine, setting, source }) => [machine, setting, source])).toEqual([
      ['target', 'single-session', 'setting'],
      ['target', 'max-disconnection-time', 'user-policy'],
    ]);
    expect(all('rdp-settings-read').map(({ machine, set }) => [machine, set])).toEqual([
      ['this-pc', 0],
      ['target', 2],
    ]);
  });

  test('of a server that lets nobody in are not known, which is said once', async () => {
    const { settings, all } = await settingsOf({ registry: {}, servers: { rds02: { registry: refused } } });
    expect(settings).toEqual([]);
    expect(all('rdp-settings-read').map(({ machine }) => machine)).toEqual(['this-pc']);
    expect(all('windows-not-read')).toMatchObject([{ machine: 'target', why: 'access-denied' }]);
  });
});

describe('SMB on this PC', () => {
  const driver = `${services}\\mrxsmb10`;
  const depending = { [`${services}\\LanmanWorkstation`]: { DependOnService: ['Bowser', 'MRxSmb10', 'MRxSmb20'] } };
  const independent = { [`${services}\\LanmanWorkstation`]: { DependOnService: ['Bowser', 'MRxSmb20'] } };

  test.each<[string, Keys, object]>([
    ['on', { ...depending, [driver]: { Start: 2 } }, { state: 'on', start: 2, depends: true }],
    ['off', { ...depending, [driver]: { Start: 4 } }, { state: 'off' }],
    ['not installed', independent, { state: 'not-installed', start: null, depends: false }],
    ['not clear', { ...independent, [driver]: { Start: 2 } }, { state: 'unknown' }],
    ['not clear without Start', { ...depending, [driver]: {} }, { state: 'unknown', start: null }],
  ])('its SMB1 client: %s', async (_what, registry, expected) => {
    const { all } = await inspect('windows-smb', windowsWith({ registry }));
    expect(all('smb1-client')).toMatchObject([expected]);
  });

  test('nothing follows where the workstation service itself is not there', async () => {
    const { all } = await inspect(
      'windows-smb',
      windowsWith({ registry: { [workstation]: {}, [server]: { SMB1: 0 } } }),
    );
    expect(all('smb1-client')).toEqual([]);
    expect(all('smb1-server')).toMatchObject([{ state: 'off' }]);
  });

  test('signing of both sides, and what is not set', async () => {
    const registry = {
      [workstation]: { RequireSecuritySignature: 1, EnableSecuritySignature: 'yes' },
      [server]: { requiresecuritysignature: 0 },
    };
    const { all } = await inspect('windows-smb', windowsWith({ registry }));
    expect(all('smb-signing').map(({ role, required, enabled }) => [role, required, enabled])).toEqual([
      ['client', true, null],
      ['server', false, null],
    ]);
    expect(all('smb1-server')).toMatchObject([{ state: 'not-set' }]);
  });
});

describe('profiles', () => {
  const list = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
  const kim = 'S-1-5-21-1-2-3-1104';
  const profileAt = (path: string, State = 0) =>
    ({ ProfileImagePath: { type: 'REG_EXPAND_SZ', value: path }, State }) as const;
  const there = { ms: 1, error: 0, offline: false } as const;
  const home = 'C:\\Users\\kim';

  const profilesOf = async (sids: Keys, paths: Paths | null = { [home]: there }) => {
    const keys = Object.fromEntries(
      Object.entries(sids).map(([sid, values]) => [`${list}\\ProfileList\\${sid}`, values]),
    );
    const registry: Keys = { [list]: { SystemRoot: 'C:\\Windows' }, ...keys };
    const { all } = await inspect('windows-profiles', windowsWith({ registry, ...(paths === null ? {} : { paths }) }));
    return { profiles: all('profile'), read: all('profiles-read') };
  };

  test('the user’s is told, and others only where they are damaged', async () => {
    const { profiles, read } = await profilesOf({
      'S-1-5-18': profileAt('%systemroot%\\system32\\config\\systemprofile'),
      'S-1-5-21-1-2-3-500': profileAt('C:\\Users\\admin'),
      'S-1-5-21-1-2-3-2000': profileAt('C:\\Users\\TEMP', 0x800),
      [kim]: profileAt(home, 0x100),
    });
    expect(
      profiles.map(({ belongsTo, path, state, damage, folder }) => [belongsTo, path, state, damage, folder]),
    ).toEqual([
      ['user', home, ['admin'], [], 'there'],
      ['other', 'C:\\Users\\TEMP', ['temporary'], ['temporary'], null],
    ]);
    expect(read).toMatchObject([{ machine: 'this-pc', count: 3, damaged: 1 }]);
  });

  test.each<[string, Keys, Paths | null, readonly string[]]>([
    ['a copy', { [kim]: profileAt(home), [`${kim}.bak`]: profileAt(home) }, { [home]: there }, ['bak']],
    ['only a copy', { [`${kim}.bak`]: profileAt(home, 0x8000) }, { [home]: there }, ['only-bak']],
    ['no folder', { [kim]: profileAt(home) }, {}, ['folder-missing']],
    [
      'a folder that may not be opened',
      { [kim]: profileAt(home) },
      { [home]: { ms: 1, error: 5, offline: false } },
      [],
    ],
    ['a folder that was not looked for', { [kim]: profileAt(home) }, null, []],
    ['no path', { [kim]: { State: 0 } }, {}, []],
  ])('%s', async (_what, sids, paths, damage) => {
    const { profiles } = await profilesOf(sids, paths);
    expect(profiles).toMatchObject([{ belongsTo: 'user', damage }]);
  });

  test('a path with a variable of Windows is looked for as Windows would', async () => {
    const { profiles } = await profilesOf({ [kim]: profileAt('%SystemDrive%\\Users\\kim') });
    expect(profiles).toMatchObject([{ path: home, folder: 'there' }]);
  });

  test('without the list nothing is said of profiles', async () => {
    const { all } = await inspect('windows-profiles', windowsWith({ registry: {} }));
    expect(all('profiles-read')).toEqual([]);
  });
});
