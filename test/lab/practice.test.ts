import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import type { PracticeScenario } from '../../app/model/target.ts';
import type { PracticeServer } from '../../main/practice/server.ts';
import { startPracticeServer } from '../../main/practice/server.ts';
import { createCapture } from './capture.ts';
import { causesOf, diagnose } from './diagnose.ts';
import type { SmbclientRun } from './harness/smbclient.ts';
import { runSmbclient } from './harness/smbclient.ts';
import { programPath } from './programs.ts';
import { describeWith } from './require.ts';
import { startFaultProxy } from './servers/fault-proxy.ts';

const user = 'practice%practice';

describeWith(['smbclient'], 'the practice server, asked by smbclient', () => {
  let server: PracticeServer | null = null;
  afterEach(() => server?.stop());

  async function ask(run: Partial<SmbclientRun>, scenario: PracticeScenario = 'healthy') {
    server = await startPracticeServer({ scenario });
    return runSmbclient({ port: server.port, share: 'Practice', user, ...run });
  }

  test.each([
    ['extended security', []],
    ['no extended security', ['client use spnego=no']],
  ])('lets the user into its share with %s', async (_how, options) => {
    const { output } = await ask({ options, command: 'ls' });
    expect(output).toContain('Welcome.txt');
    expect(output).not.toMatch(/session setup failed|tree connect failed|negotiation failed/);
  });

  test('keeps a file for as long as the connection lives', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'session-doctor-put-'));
    try {
      const ours = join(folder, 'ours.txt');
      writeFileSync(ours, 'a'.repeat(30_000));
      const { output } = await ask({ command: `put ${ours} there.txt; ls; del there.txt; ls there.txt` });
      expect(output).toMatch(/there\.txt +A +30000/);
      expect(output).toContain('NT_STATUS_NO_SUCH_FILE listing \\there.txt');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.each([
    ['a wrong password', { user: 'practice%wrong' }, 'NT_STATUS_LOGON_FAILURE'],
    ['another user', { user: 'stranger%practice' }, 'NT_STATUS_LOGON_FAILURE'],
    ['a share that is not there', { share: 'Absent' }, 'NT_STATUS_BAD_NETWORK_NAME'],
    ['nobody on the share', { user: '%' }, 'NT_STATUS_ACCESS_DENIED'],
  ] satisfies [string, Partial<SmbclientRun>, string][])('turns down %s', async (_who, run, status) => {
    const { output, code } = await ask(run);
    expect(output).toContain(status);
    expect(code).toBe(1);
  });

  test.each(['SMB2_02', 'SMB2_10', 'SMB3_00', 'SMB3_11'])(
    'lets the user into its share over %s, signed',
    async (protocol) => {
      const options = ['client min protocol=SMB2_02', 'client signing=required'];
      const { output } = await ask({ protocol, options, command: 'ls' }, 'smb1-disabled');
      expect(output).toContain('NT_STATUS_NOT_IMPLEMENTED');
      expect(output).not.toMatch(/session setup failed|tree connect failed|negotiation failed|NT_STATUS_ACCESS_DENIED/);
      const wrong = await ask({ protocol, options, user: 'practice%wrong' }, 'smb1-disabled');
      expect(wrong.output).toContain('NT_STATUS_LOGON_FAILURE');
    },
  );

  test('lets nobody into IPC$', async () => {
    const { output } = await ask({ user: '%', share: 'IPC$', command: 'help' });
    expect(output).not.toContain('failed');
  });

  test('closes on SMB1 where SMB1 is off', async () => {
    const { output } = await ask({}, 'smb1-disabled');
    expect(output).toMatch(/protocol negotiation failed|NT_STATUS_CONNECTION_/);
  });
});

describe('the practice server, diagnosed', () => {
  test.each<[PracticeScenario, readonly string[], string]>([
    ['healthy', [], 'healthy'],
    ['slow', ['--samples', '12'], 'high-latency'],
    ['smb1-disabled', [], 'smb1-disabled'],
    ['stalled', ['--deadline', '0.5'], 'connection-stalled'],
  ])('%s', async (scenario, options, cause) => {
    const seen = await diagnose(['--practice', scenario, ...options]);
    expect(causesOf(seen)).toEqual([cause]);
  });
});

describeWith(['tshark', 'smbclient'], 'the practice server, as tshark sees it', () => {
  test('says nothing malformed, to smbclient and to our client', async () => {
    const server = await startPracticeServer({ scenario: 'healthy' });
    const capture = createCapture();
    const proxy = await startFaultProxy({ target: server.port, capture });
    const directory = mkdtempSync(join(tmpdir(), 'session-doctor-judge-'));
    try {
      const port = proxy.port;
      await runSmbclient({ port, share: 'Practice', user });
      await runSmbclient({ port, share: 'Practice', user, options: ['client use spnego=no'] });
      await runSmbclient({ port, share: 'IPC$', user: '%', protocol: 'SMB3', options: ['client min protocol=SMB2'] });
      await diagnose([`127.0.0.1:${port}`, '--samples', '3', '--share', 'Practice', '--deadline', '2']);
      const file = join(directory, 'run.pcap');
      capture.write(file);
      const replies = await frames(port, file, `tcp.srcport==${port} && (smb || smb2)`);
      expect(replies.length).toBeGreaterThan(20);
      // Both ways to sign in were gone.
      for (const words of [12, 13]) {
        expect(await frames(port, file, `smb.cmd==0x73 && smb.flags.response==0 && smb.wct==${words}`)).not.toEqual([]);
      }
      // PI_WARN of Wireshark and worse.
      expect(
        await frames(port, file, `tcp.srcport==${port} && (_ws.malformed || _ws.expert.severity>=6291456)`),
      ).toEqual([]);
    } finally {
      rmSync(directory, { recursive: true });
      await proxy.stop();
      await server.stop();
    }
  });

  /** Number and remark of every frame that the filter lets through. */
  async function frames(port: number, file: string, filter: string): Promise<readonly string[]> {
    const fields = ['-T', 'fields', '-e', 'frame.number', '-e', '_ws.expert.message'];
    const { stdout } = await promisify(execFile)(
      programPath('tshark'),
      ['-n', '-r', file, '-d', `tcp.port==${port},nbss`, '-Y', filter, ...fields],
      { env: { ...process.env, HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent' } },
    );
    return stdout.split('\n').filter((line) => line !== '');
  }
});
