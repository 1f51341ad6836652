import { connect } from 'node:net';
import { once } from 'node:events';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeWith } from '../require.ts';
import { sambaVariants, startSamba, type Samba } from '../servers/samba.ts';
import { isListening, processGroup } from '../sockets.ts';
import { until } from '../until.ts';
import { runSmbclient } from './smbclient.ts';

describeWith(['smbd', 'pdbedit', 'smbclient', 'setsid'], 'Samba as a test server', () => {
  describe('with SMB1', () => {
    let samba: Samba;
    beforeAll(async () => {
      samba = await startSamba();
    });
    afterAll(() => samba.stop());
    const as = (user: string, share: string, command?: string) =>
      runSmbclient({ port: samba.port, user, share, ...(command === undefined ? {} : { command }) });

    test('lets the user list and write a share over NT1', async () => {
      const { code, output } = await as(`${samba.user}%${samba.password}`, samba.shares.forUser, 'mkdir made; ls');
      expect(output).toContain('made');
      expect(code).toBe(0);
    });
    test.each([
      ['the user', undefined, 'locked', 'NT_STATUS_ACCESS_DENIED'],
      ['the user', undefined, 'absent', 'NT_STATUS_BAD_NETWORK_NAME'],
      ['a wrong password', 'tester%wrong', 'rw', 'NT_STATUS_LOGON_FAILURE'],
      ['an unknown user', 'stranger%x', 'pub', 'NT_STATUS_LOGON_FAILURE'],
      ['nobody', '%', 'rw', 'NT_STATUS_ACCESS_DENIED'],
    ])('%s (%s) on %s: %s', async (_who, user, share, status) => {
      const { code, output } = await as(user ?? `${samba.user}%${samba.password}`, share);
      expect(output).toContain(status);
      expect(code).toBe(1);
    });
    test('lets an anonymous client into IPC$', async () => {
      const { output } = await as('%', 'IPC$', 'help');
      expect(output).not.toContain('failed');
    });
    test('answers NetBIOS framing on its second port', async () => {
      const { code } = await runSmbclient({
        port: samba.nbssPort,
        user: `${samba.user}%${samba.password}`,
        share: samba.shares.forUser,
        options: ['smb ports=139'],
      });
      expect(code).toBe(0);
    });
    test('names the child that serves a client', async () => {
      const socket = connect(samba.port, '127.0.0.1');
      await once(socket, 'connect');
      const child = await samba.childServing(socket.localPort ?? 0);
      expect(child).not.toBe(samba.pid);
      process.kill(child, 'SIGKILL');
      await once(socket, 'close');
    });
  });

  test.each<[keyof typeof sambaVariants, string, string, string]>([
    ['smb1Off', 'tester%Correct-Horse-7', 'NT1', 'NT_STATUS_'],
    ['smb1Off', 'tester%Correct-Horse-7', 'SMB3', 'blocks available'],
    ['ntlmDisabled', 'tester%Correct-Horse-7', 'NT1', 'NT_STATUS_NTLM_BLOCKED'],
    ['mapToGuest', 'stranger%x', 'NT1', 'tree connect failed: NT_STATUS_ACCESS_DENIED'],
    ['restrictAnonymous', '%', 'NT1', 'NT_STATUS_ACCESS_DENIED'],
    ['encryptionRequired', 'tester%Correct-Horse-7', 'NT1', 'NT_STATUS_ACCESS_DENIED'],
    ['noUnixExtensions', 'tester%Correct-Horse-7', 'NT1', 'blocks available'],
    ['deadtimeOneMinute', 'tester%Correct-Horse-7', 'NT1', 'blocks available'],
    ['keepalive', 'tester%Correct-Horse-7', 'NT1', 'blocks available'],
    ['resetOnZeroVc', 'tester%Correct-Horse-7', 'NT1', 'blocks available'],
  ])('%s: %s over %s meets %s', async (variant, user, protocol, expected) => {
    const samba = await startSamba({ settings: sambaVariants[variant] });
    try {
      const { output } = await runSmbclient({ port: samba.port, user, share: samba.shares.forUser, protocol });
      expect(output).toContain(expected);
    } finally {
      await samba.stop();
    }
  });

  test('signingMandatory: smbclient gets in by signing and not without', async () => {
    const samba = await startSamba({ settings: sambaVariants.signingMandatory });
    try {
      const run = { port: samba.port, user: `${samba.user}%${samba.password}`, share: samba.shares.forUser };
      expect((await runSmbclient({ ...run, options: ['client signing=required'] })).code).toBe(0);
      expect((await runSmbclient({ ...run, options: ['client signing=disabled'] })).code).toBe(1);
    } finally {
      await samba.stop();
    }
  });

  test('rawNtlmv2: NTLMv2 without extended security works only there', async () => {
    const signIn = async (settings: Readonly<Record<string, string>>) => {
      const samba = await startSamba({ settings });
      try {
        return await runSmbclient({
          port: samba.port,
          user: `${samba.user}%${samba.password}`,
          share: samba.shares.forUser,
          options: ['client use spnego=no', 'client NTLMv2 auth=yes'],
        });
      } finally {
        await samba.stop();
      }
    };
    expect((await signIn(sambaVariants.rawNtlmv2)).code).toBe(0);
    expect((await signIn({})).output).toContain('NT_STATUS_INVALID_PARAMETER');
  });

  test('fewProcesses: four clients fit, the fifth is closed', async () => {
    const samba = await startSamba({ settings: sambaVariants.fewProcesses });
    const sockets = [];
    try {
      for (let client = 0; client < 4; client++) {
        const socket = connect(samba.port, '127.0.0.1');
        sockets.push(socket);
        await once(socket, 'connect');
        await samba.childServing(socket.localPort ?? 0);
      }
      const fifth = connect(samba.port, '127.0.0.1');
      fifth.on('error', () => undefined).resume();
      await once(fifth, 'close');
      expect(sockets.map((socket) => socket.destroyed)).toEqual([false, false, false, false]);
    } finally {
      for (const socket of sockets) socket.destroy();
      await samba.stop();
    }
  });

  test('a stopped server leaves no process and no port, children which were stopped included', async () => {
    const samba = await startSamba();
    const socket = connect(samba.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    process.kill(await samba.childServing(socket.localPort ?? 0), 'SIGSTOP');
    await samba.stop();
    expect(isListening(samba.port)).toBe(false);
    expect(processGroup(samba.pid)).toEqual([]);
    socket.destroy();
  });

  test('nothing is left when the process that started it is killed', async () => {
    const program = `
      import { spawn } from 'node:child_process';
      const guard = spawn('/bin/sh', ['-c', process.argv[1], 'guard', '/nonexistent', 'sleep', '600'], {
        detached: true, stdio: ['pipe', 'pipe', 'ignore'],
      });
      guard.stdout.once('data', (chunk) => {
        process.stdout.write(chunk, () => process.kill(process.pid, 'SIGKILL'));
      });`;
    const { guardScript } = await import('../servers/guarded-process.ts');
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', program, guardScript], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(run.signal).toBe('SIGKILL');
    const group = Number(/\d+/.exec(run.stdout)?.[0]);
    expect(group).toBeGreaterThan(1);
    await until('the group to be gone', () => (processGroup(group).length === 0 ? true : undefined));
  });
});
