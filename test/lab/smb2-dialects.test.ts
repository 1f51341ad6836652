import { expect, test } from 'vitest';
import type { ObservationOf } from '../../app/model/observation.ts';
import { diagnose, type Diagnosed } from './diagnose.ts';
import { describeWith } from './require.ts';
import { startFaultProxy } from './servers/fault-proxy.ts';
import type { Fault } from './servers/faults.ts';
import { sambaVariants, startSamba, type SambaSettings } from './servers/samba.ts';

const all = ['SMB 2.0.2', 'SMB 2.1', 'SMB 3.0', 'SMB 3.0.2', 'SMB 3.1.1'];

function dialectsOf({ report }: Diagnosed): readonly ObservationOf<'smb2-dialect'>[] {
  return report.observations.filter((seen) => seen.kind === 'smb2-dialect');
}

/** The dialects, by how each was answered. */
function answersOf(seen: Diagnosed): Readonly<Record<string, string>> {
  return Object.fromEntries(dialectsOf(seen).map(({ dialect, answer }) => [dialect, answer]));
}

async function sweep(settings: SambaSettings, more: readonly string[] = ['--checks', 'smb2-negotiate']) {
  const samba = await startSamba({ settings });
  try {
    return await diagnose([`127.0.0.1:${samba.port}`, ...more]);
  } finally {
    await samba.stop();
  }
}

describeWith(['smbd', 'pdbedit', 'setsid'], 'which dialects Samba serves', () => {
  test.each<[string, SambaSettings, readonly string[]]>([
    ['all', {}, all],
    ['2.0.2 only', { 'server max protocol': 'SMB2_02' }, ['SMB 2.0.2']],
    ['up to 2.1', { 'server max protocol': 'SMB2_10' }, ['SMB 2.0.2', 'SMB 2.1']],
    ['3.0 and 3.0.2', { 'server min protocol': 'SMB3_00', 'server max protocol': 'SMB3_02' }, ['SMB 3.0', 'SMB 3.0.2']],
    ['3.1.1 only', { 'server min protocol': 'SMB3_11' }, ['SMB 3.1.1']],
  ])('%s', async (_which, settings, served) => {
    const seen = await sweep(settings);
    const expected = all.map((dialect) => [dialect, served.includes(dialect) ? 'served' : 'refused']);
    expect(answersOf(seen)).toEqual(Object.fromEntries(expected));
    expect(seen.report.observations.find(({ kind }) => kind === 'smb2-negotiated')).toMatchObject({
      dialect: served.at(-1),
    });
    // Each on a connection of its own, with a ClientGuid of its own.
    const exchanges = seen.report.exchanges.filter(({ series }) => series === 'smb2.negotiate');
    expect(new Set(exchanges.map(({ connection }) => connection)).size).toBe(6);
    expect(new Set(exchanges.map(({ request }) => request?.hex.slice(2 * 76, 2 * 92))).size).toBe(6);
  });

  test('with what it says of itself in each', async () => {
    const seen = await sweep(sambaVariants.signingMandatory);
    const [smb202, smb21, smb30, , smb311] = dialectsOf(seen);
    const guid = smb202?.serverGuid;
    for (const one of dialectsOf(seen)) {
      expect(one).toMatchObject({
        serverGuid: guid,
        securityMode: ['SMB2_NEGOTIATE_SIGNING_ENABLED', 'SMB2_NEGOTIATE_SIGNING_REQUIRED'],
      });
      expect(Math.abs(one.clockSkewMs ?? Infinity)).toBeLessThan(1_000);
    }
    expect(smb202).toMatchObject({ capabilities: ['SMB2_GLOBAL_CAP_DFS'], maxReadSize: 65_536 });
    expect(smb21?.capabilities).toContain('SMB2_GLOBAL_CAP_LARGE_MTU');
    expect(smb30?.capabilities).toContain('SMB2_GLOBAL_CAP_ENCRYPTION');
    expect(smb311).toMatchObject({ cipher: 'AES-128-GCM', signingAlgorithm: 'AES-GMAC', maxReadSize: 8_388_608 });
    expect(seen.report.observations.map(({ kind }) => kind)).not.toContain('server-changed');
  });

  test.each<[string, readonly string[], number]>([
    ['not as a rule', [], 0],
    ['where sessions are said to be deleted', ['--symptom', 'smb-session-deleted'], 5],
  ])('is asked %s', async (_when, args, dialects) => {
    expect(dialectsOf(await sweep({}, [...args, '--samples', '2']))).toHaveLength(dialects);
  });

  test.each<[string, Fault, Readonly<Record<string, string>>]>([
    [
      'a close for one dialect is told, and the rest is asked',
      { kind: 'fin' },
      { 'SMB 2.1': 'cut', 'SMB 3.1.1': 'served' },
    ],
    ['silence ends the questions', { kind: 'stall' }, { 'SMB 2.1': 'no-answer' }],
  ])('%s', async (_what, fault, expected) => {
    const samba = await startSamba();
    // `tcp` opens the first connection, all dialects at once take the second.
    const onFourth = { fault, command: 'smb2', connections: { first: 4, last: 4 } } as const;
    const proxy = await startFaultProxy({ target: samba.port, rules: [onFourth] });
    try {
      const args = ['--checks', 'smb2-negotiate', '--deadline', '0.8'];
      const seen = await diagnose([`127.0.0.1:${proxy.port}`, ...args]);
      expect(answersOf(seen)).toMatchObject({ 'SMB 2.0.2': 'served', ...expected });
      expect(dialectsOf(seen)).toHaveLength(fault.kind === 'stall' ? 2 : 5);
      expect(seen.report.observations.map(({ kind }) => kind)).not.toContain('connection-cut');
    } finally {
      await proxy.stop();
      await samba.stop();
    }
  });
});
