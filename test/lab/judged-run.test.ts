import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCapture } from './capture.ts';
import { causesOf, diagnose, type Diagnosed } from './diagnose.ts';
import { judgeClientPackets, type Judgement } from './judge.ts';
import { describeWith } from './require.ts';
import { startFaultProxy } from './servers/fault-proxy.ts';
import { sambaVariants, startSamba, type SambaSettings } from './servers/samba.ts';

describeWith(['smbd', 'pdbedit', 'tshark', 'setsid'], 'a whole diagnosis, as tshark sees it', () => {
  async function judged(
    settings: SambaSettings,
    args: readonly string[],
  ): Promise<Diagnosed & { readonly sent: Judgement }> {
    const samba = await startSamba({ settings });
    const capture = createCapture();
    const proxy = await startFaultProxy({ target: samba.port, capture });
    const directory = mkdtempSync(join(tmpdir(), 'session-doctor-judge-'));
    try {
      const account = ['--user', samba.user, '--password-stdin', '--share', samba.shares.forUser];
      const seen = await diagnose([`127.0.0.1:${proxy.port}`, ...account, ...args], samba.password);
      const file = join(directory, 'run.pcap');
      capture.write(file);
      return { ...seen, sent: await judgeClientPackets(file, proxy.port) };
    } finally {
      rmSync(directory, { recursive: true });
      await proxy.stop();
      await samba.stop();
    }
  }

  test.each([
    ['smb1', 'healthy', 20],
    ['smb1Off', 'smb1-disabled', 2],
    ['mapToGuest', 'healthy', 20],
    ['signingMandatory', 'healthy', 20],
  ] as const)('of %s says %s and sends nothing malformed', async (variant, cause, atLeast) => {
    const seen = await judged(sambaVariants[variant], ['--samples', '20']);
    expect(causesOf(seen)[0]).toBe(cause);
    expect(seen.sent.complaints).toEqual([]);
    expect(seen.sent.clientPackets).toBeGreaterThanOrEqual(atLeast);
  });

  test.each(['smb1', 'signingMandatory', 'resetOnZeroVc'] as const)(
    'of what only consent allows: %s',
    async (variant) => {
      const consented = [
        '--consent',
        'oplock-break,vc-collision',
        '--checks',
        'smb1-oplock,smb1-vc',
        '--deadline',
        '1',
      ];
      const { report, sent } = await judged(sambaVariants[variant], consented);
      expect(report.observations.filter(({ kind }) => kind === 'oplock-break')).toHaveLength(2);
      expect(report.observations.filter(({ kind }) => kind === 'vc-collision')).toHaveLength(1);
      expect(sent.complaints).toEqual([]);
      expect(sent.clientPackets).toBeGreaterThanOrEqual(20);
    },
  );

  test.each(['smb1', 'signingMandatory'] as const)(
    'of every dialect and of a deleted SMB2 session: %s',
    async (variant) => {
      const { report, sent } = await judged(sambaVariants[variant], ['--checks', 'smb2-stale-session']);
      expect(report.observations.filter(({ kind }) => kind === 'smb2-dialect')).toHaveLength(5);
      expect(report.observations.filter(({ kind }) => kind === 'stale-session-answer')).toHaveLength(10);
      expect(sent.complaints).toEqual([]);
      expect(sent.clientPackets).toBeGreaterThanOrEqual(30);
    },
  );
});
