import { constants, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleIfStale, bundles } from '../../build/bundle.mjs';
import { root } from '../../build/run.mjs';
import { placeKoffiForWindows, placeWindowsNode } from '../../build/windows/place.mjs';
import { openWine, type Windows } from '../../build/windows/wine.mjs';
import { Report } from '../../app/model/report.ts';
import { describeWith } from './require.ts';
import { startSamba } from './servers/samba.ts';
import { until } from './until.ts';

const timeoutMs = 45_000;
const services = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const terminalServer = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server';
const policies = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services';
const profiles = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList';

describeWith(['wine', 'ntlm_auth', 'smbd', 'pdbedit', 'setsid'], 'the built command line on Windows', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'session-doctor-'));
  let windows: Windows;
  let node = '';
  beforeAll(async () => {
    node = await placeWindowsNode();
    await placeKoffiForWindows();
    await bundleIfStale(['cli']);
    windows = await openWine();
  });
  afterAll(async () => {
    await windows.close();
    rmSync(scratch, { recursive: true });
  });

  async function diagnose(args: readonly string[], password?: string) {
    const input = join(scratch, 'stdin');
    writeFileSync(input, password === undefined ? '' : `${password}\n`);
    const program = windows.pathOf(join(root, bundles.cli.output));
    const ended = await windows.run(node, [program, ...args, '--json'], { input, timeoutMs });
    expect(ended.errors).toBe('');
    return { exitCode: ended.code, report: Report.parse(JSON.parse(ended.output)) };
  }

  const setValue = async (key: string, name: string, type: string, data: string): Promise<void> => {
    const ended = await windows.run('reg', ['add', key, '/v', name, '/t', type, '/d', data, '/f'], { timeoutMs });
    expect(ended.code).toBe(0);
  };

  test('it diagnoses the practice server', async () => {
    const { exitCode, report } = await diagnose(['--practice', 'healthy']);
    expect(report.verdict).toMatchObject({ cause: 'healthy', confidence: 'confirmed' });
    expect(report.environment).toMatchObject({
      os: expect.stringMatching(/^Windows_NT 10\.0\./) as string,
      arch: 'x64',
    });
    expect(exitCode).toBe(0);
  });

  test('it says in words what it found', async () => {
    const program = windows.pathOf(join(root, bundles.cli.output));
    const ended = await windows.run(node, [program, '--practice', 'smb1-disabled'], { timeoutMs });
    expect(ended.code).toBe(1);
    expect(ended.output).toContain('SMB1 is off on this server');
    expect(ended.errors).not.toBe('');
  });

  test('it signs in to a real server and works on its files', async () => {
    const samba = await startSamba();
    try {
      const account = ['--user', samba.user, '--password-stdin', '--share', samba.shares.forUser];
      const server = `127.0.0.1:${samba.port}`;
      const { report } = await diagnose([server, ...account], samba.password);
      expect(report.findings.map(({ cause }) => cause)).toEqual(['healthy']);
      const kinds = report.observations.map(({ kind }) => kind);
      expect(kinds).toEqual(expect.arrayContaining(['signed-in', 'tree-connected', 'file-work']));
      expect(readdirSync(samba.files).filter((name) => name.startsWith('session-doctor'))).toEqual([]);
    } finally {
      await samba.stop();
    }
  });

  test('for Remote Desktop it looks at this PC', async () => {
    await setValue(`${terminalServer}\\WinStations\\RDP-Tcp`, 'PortNumber', 'REG_DWORD', '3390');
    await setValue(`${services}\\LanmanWorkstation\\Parameters`, 'SessTimeout', 'REG_DWORD', '45');
    await setValue(policies, 'MaxIdleTime', 'REG_DWORD', '900000');
    await setValue(`${profiles}\\S-1-5-21-1-2-3-1001.bak`, 'ProfileImagePath', 'REG_EXPAND_SZ', 'C:\\users\\lost');
    const path = join(scratch, 'mstsc.exe');
    copyFileSync(node, path, constants.COPYFILE_FICLONE);
    const up = join(scratch, 'up');
    const script = `fs.writeFileSync(${JSON.stringify(windows.pathOf(up))}, ''); setInterval(() => {}, 1000)`;
    const standIn = windows.run(path, ['-e', script], { timeoutMs });
    await until('the stand-in for mstsc.exe', () => (existsSync(up) ? true : undefined), timeoutMs);

    const { report } = await diagnose(['127.0.0.1', '--symptom', 'rdp-session-deleted', '--rdp-port', '1']);
    const seen = (kind: string) => report.observations.filter((observation) => observation.kind === kind);
    expect(seen('rdp-client')).toMatchObject([{ path: windows.pathOf(path), belongsTo: 'user' }]);
    expect(seen('windows-service')).toContainEqual(expect.objectContaining({ name: 'TermService', state: 'stopped' }));
    expect(seen('rdp-listener')).toMatchObject([{ port: 3390, configured: true, listeners: [] }]);
    expect(seen('timer')).toContainEqual(
      expect.objectContaining({ timer: 'sess-timeout', configured: 45, effective: 45, source: 'registry' }),
    );
    expect(seen('rdp-setting')).toContainEqual(
      expect.objectContaining({ setting: 'max-idle-time', configured: 900_000, source: 'policy' }),
    );
    expect(seen('profile')).toContainEqual(
      expect.objectContaining({ sid: 'S-1-5-21-1-2-3-1001', damage: ['only-bak', 'folder-missing'] }),
    );
    // Wine lists no sessions, which must not be taken for there being none.
    expect(seen('sessions-listed')).toEqual([]);
    expect(seen('windows-not-read')).toContainEqual(expect.objectContaining({ reading: 'sessions' }));

    const killed = await windows.run('taskkill', ['/f', '/im', 'mstsc.exe'], { timeoutMs });
    expect(killed.code).toBe(0);
    await standIn;
  });
});
