import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCapture } from './capture.ts';
import { causesOf, diagnose } from './diagnose.ts';
import { judgeClientPackets } from './judge.ts';
import { describeWith } from './require.ts';
import { startFaultProxy } from './servers/fault-proxy.ts';
import { sambaVariants, startSamba } from './servers/samba.ts';

describeWith(['smbd', 'pdbedit', 'tshark', 'setsid'], 'a whole diagnosis, as tshark sees it', () => {
  test.each([
    ['smb1', 'healthy', 20],
    ['smb1Off', 'smb1-disabled', 2],
    ['mapToGuest', 'healthy', 20],
    ['signingMandatory', 'healthy', 20],
  ] as const)('of %s says %s and sends nothing malformed', async (variant, cause, atLeast) => {
    const samba = await startSamba({ settings: sambaVariants[variant] });
    const capture = createCapture();
    const proxy = await startFaultProxy({ target: samba.port, capture });
    const directory = mkdtempSync(join(tmpdir(), 'session-doctor-judge-'));
    try {
      const account = ['--user', samba.user, '--password-stdin', '--share', samba.shares.forUser];
      const seen = await diagnose([`127.0.0.1:${proxy.port}`, ...account, '--samples', '20'], samba.password);
      expect(causesOf(seen)[0]).toBe(cause);
      const file = join(directory, 'run.pcap');
      capture.write(file);
      const judgement = await judgeClientPackets(file, proxy.port);
      expect(judgement.complaints).toEqual([]);
      expect(judgement.clientPackets).toBeGreaterThanOrEqual(atLeast);
    } finally {
      rmSync(directory, { recursive: true });
      await proxy.stop();
      await samba.stop();
    }
  });
});
