import { describe, expect, test } from 'vitest';
import type { Observation, ObservationOf } from '../../app/model/observation.ts';
import { diagnose, type Diagnosed } from './diagnose.ts';
import { describeWith } from './require.ts';
import { sambaVariants, startSamba } from './servers/samba.ts';
import { startScriptedSmb1 } from './servers/scripted-smb1.ts';
import { startScriptedSmb2 } from './servers/scripted-smb2.ts';

function seenOf<Kind extends Observation['kind']>(
  { report }: Diagnosed,
  kind: Kind,
): readonly (ObservationOf<Kind> & { readonly summary: string })[] {
  return report.observations.filter((seen) => seen.kind === kind) as unknown as readonly (ObservationOf<Kind> & {
    readonly summary: string;
  })[];
}

describeWith(['smbd', 'pdbedit', 'setsid'], 'what Samba says of itself over SMB1', () => {
  test.each([
    ['when it lets us in', 'Correct-Horse-7', 'signed-in'],
    ['when it does not', 'wrong', 'sign-in-refused'],
  ] as const)('is told %s', async (_when, password, outcome) => {
    const samba = await startSamba({ settings: sambaVariants.smb1 });
    try {
      const args = ['--checks', 'smb1-session', '--user', samba.user, '--password-stdin'];
      const seen = await diagnose([`127.0.0.1:${samba.port}`, ...args], password);
      const [negotiated] = seenOf(seen, 'smb1-negotiated');
      expect(negotiated?.serverGuid).toMatch(/^[0-9a-f-]{36}$/);
      expect(negotiated?.serverTimeZone).toBe(new Date().getTimezoneOffset());
      expect(Math.abs(negotiated?.clockSkewMs ?? Infinity)).toBeLessThan(1_500);
      expect(seenOf(seen, 'server-names')).toMatchObject([{ netbiosComputer: 'LABSERVER', osVersion: '6.1.0' }]);
      const [signedIn] = seenOf(seen, 'signed-in');
      expect(seen.report.observations.map(({ kind }) => kind)).toContain(outcome);
      if (outcome === 'signed-in') expect(signedIn).toMatchObject({ primaryDomain: 'LAB' });
      if (outcome === 'signed-in') expect(signedIn?.nativeLanMan).toMatch(/^Samba/);
    } finally {
      await samba.stop();
    }
  });
});

test('without extended security the domain and the server are named in the negotiate, and a clock far behind is said', async () => {
  const fake = await startScriptedSmb1({});
  try {
    const seen = await diagnose([`127.0.0.1:${fake.port}`, '--checks', 'smb1-negotiate']);
    const [negotiated] = seenOf(seen, 'smb1-negotiated');
    expect(negotiated).toMatchObject({ domain: 'LAB', server: 'FAKE', serverTime: '2024-01-01T00:00:00.000Z' });
    expect(negotiated?.clockSkewMs).toBeLessThan(-86_400_000);
    expect(negotiated?.summary).toMatch(/the server’s clock is .* behind this PC’s/);
  } finally {
    await fake.stop();
  }
});

test('a clock an hour ahead is said in SMB2 too, and one four minutes ahead is not', async () => {
  for (const [aheadMs, said] of [
    [3_600_000, true],
    [240_000, false],
  ] as const) {
    const fake = await startScriptedSmb2({ now: () => new Date(Date.now() + aheadMs) });
    try {
      const seen = await diagnose([`127.0.0.1:${fake.port}`, '--checks', 'smb2-negotiate']);
      const [negotiated] = seenOf(seen, 'smb2-negotiated');
      expect(Math.abs((negotiated?.clockSkewMs ?? 0) - aheadMs)).toBeLessThan(1_000);
      expect(negotiated?.summary.includes('ahead of this PC’s')).toBe(said);
    } finally {
      await fake.stop();
    }
  }
});

describe('a server that is not the same any more', () => {
  const first = { guid: Buffer.alloc(16, 0x11), startTime: new Date('2026-03-02T08:00:00Z') };

  test('is said to have been started again where its start lies after its first answer', async () => {
    // `tcp` takes the first connection, all dialects at once the second.
    const fake = await startScriptedSmb2({
      startTime: (connection) => (connection < 4 ? first.startTime : new Date(Date.now() + 1)),
    });
    try {
      const seen = await diagnose([`127.0.0.1:${fake.port}`, '--checks', 'smb2-negotiate']);
      expect(seen.report.findings).toMatchObject([
        { cause: 'server-restarted', confidence: 'confirmed', detail: 'start-time' },
      ]);
    } finally {
      await fake.stop();
    }
  });

  test.each([
    ['another from the fourth connection on', (connection: number) => (connection < 4 ? 0x11 : 0x22), 'server-guid'],
    ['two in turn', (connection: number) => (connection % 2 === 0 ? 0x11 : 0x22), 'taking-turns'],
  ])('is only possibly so where its GUID alone tells it: %s', async (_which, guidOf, detail) => {
    const fake = await startScriptedSmb2({ serverGuid: (connection) => Buffer.alloc(16, guidOf(connection)) });
    try {
      const seen = await diagnose([`127.0.0.1:${fake.port}`, '--checks', 'smb2-negotiate']);
      expect(seen.report.findings).toMatchObject([{ cause: 'server-restarted', confidence: 'possible', detail }]);
    } finally {
      await fake.stop();
    }
  });
});
