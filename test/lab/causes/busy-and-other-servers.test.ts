import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { causesOf, diagnose } from '../diagnose.ts';
import { describeWith } from '../require.ts';
import { startFaultProxy } from '../servers/fault-proxy.ts';
import { startImpacket, type ImpacketServer } from '../servers/impacket.ts';
import { sambaVariants, startSamba } from '../servers/samba.ts';

describeWith(['smbd', 'pdbedit', 'setsid'], 'causes named before a Samba that takes nobody', () => {
  test('smb1-refused is possible, when its process limit is reached', async () => {
    const samba = await startSamba({ settings: sambaVariants.fewProcesses });
    const clients: Socket[] = [];
    try {
      for (let place = 0; place < 4; place++) {
        const client = connect(samba.port, '127.0.0.1');
        clients.push(client);
        await once(client, 'connect');
        await samba.childServing(client.localPort ?? 0);
      }
      const seen = await diagnose([`127.0.0.1:${samba.port}`]);
      expect(causesOf(seen)).toEqual(['smb1-refused']);
      expect(seen.report.verdict.confidence).toBe('possible');
    } finally {
      for (const client of clients) client.destroy();
      await samba.stop();
    }
  });

  test.each(['fin', 'rst'] as const)(
    'smb1-refused is possible, when each connection is cut at once by %s',
    async (how) => {
      const samba = await startSamba();
      const proxy = await startFaultProxy({
        target: samba.port,
        rules: [{ fault: { kind: 'accept-then-close', how } }],
      });
      try {
        const seen = await diagnose([`127.0.0.1:${proxy.port}`]);
        expect(causesOf(seen)).toEqual(['smb1-refused']);
        expect(seen.report.verdict.confidence).toBe('possible');
      } finally {
        await proxy.stop();
        await samba.stop();
      }
    },
  );

  test('negotiate-no-answer, when the daemon itself is stopped and the kernel still accepts', async () => {
    const samba = await startSamba();
    try {
      process.kill(samba.pid, 'SIGSTOP');
      const seen = await diagnose([`127.0.0.1:${samba.port}`, '--deadline', '0.4']);
      expect(causesOf(seen)).toEqual(['negotiate-no-answer']);
    } finally {
      await samba.stop();
    }
  });
});

describeWith(['impacket', 'setsid'], "causes named before impacket's server", () => {
  let server: ImpacketServer;
  beforeAll(async () => {
    server = await startImpacket();
  });
  afterAll(async () => {
    await server.stop();
  });
  const at = (): readonly string[] => [`127.0.0.1:${server.port}`, '--samples', '20'];
  const asUser = (): readonly string[] => ['--user', server.user, '--password-stdin', '--share', server.share];

  test('healthy, as the user on the share', async () => {
    expect(causesOf(await diagnose([...at(), ...asUser()], server.password))).toEqual(['healthy']);
  });

  test('logon-failed for a wrong password', async () => {
    expect(causesOf(await diagnose([...at(), ...asUser()], 'quite-wrong'))).toEqual(['logon-failed']);
  });

  test('inconclusive, as it lets nobody in without a name', async () => {
    const seen = await diagnose(at());
    expect(seen).toMatchObject({ exitCode: 3, report: { verdict: { cause: 'inconclusive' } } });
    expect(seen.report.findings[0]?.detail).toBe('anonymous-refused');
  });
});
