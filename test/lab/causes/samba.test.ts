import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { causesOf, diagnose } from '../diagnose.ts';
import { describeWith } from '../require.ts';
import { sambaVariants, startSamba, type Samba } from '../servers/samba.ts';

const few = ['--samples', '20'];

describeWith(['smbd', 'pdbedit', 'setsid'], 'causes named before a real Samba', () => {
  /** A Samba for the tests of one block. */
  function samba(variant: keyof typeof sambaVariants): { readonly at: () => string; readonly server: () => Samba } {
    let server: Samba | undefined;
    beforeAll(async () => {
      server = await startSamba({ settings: sambaVariants[variant] });
    });
    afterAll(async () => {
      await server?.stop();
    });
    const started = (): Samba => {
      if (server === undefined) throw new Error('Samba has not been started');
      return server;
    };
    return { at: () => `127.0.0.1:${String(started().port)}`, server: started };
  }

  describe('with SMB1', () => {
    const { at, server } = samba('smb1');

    test('healthy, anonymously, with latencies of every step', async () => {
      const seen = await diagnose([at()]);
      expect(causesOf(seen)).toEqual(['healthy']);
      expect(seen.exitCode).toBe(0);
      expect(seen.report.verdict.confidence).toBe('confirmed');
      const series = new Map(seen.report.latency.map((row) => [row.series, row]));
      for (const id of ['tcp.connect', 'smb1.negotiate', 'smb1.session-setup', 'smb1.tree-connect'] as const) {
        expect(series.get(id)?.p50).toBeGreaterThan(0);
      }
      expect(series.get('smb1.echo')).toMatchObject({ count: 200, lost: 0 });
      expect(series.get('smb1.echo')?.p99).toBeGreaterThan(0);
      expect(seen.report.samples['smb1.echo']).toHaveLength(200);
      expect(seen.report.checks.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
    });

    test('a healthy run sends what docs/architecture.md lists, and nothing else', async () => {
      const { user, password, shares } = server();
      const args = [at(), '--user', user, '--password-stdin', '--share', shares.forUser, ...few];
      const { report } = await diagnose(args, password);
      expect(report.exchanges.map(({ connection, series }) => `${connection} ${series}`)).toEqual([
        'c1 tcp.connect',
        'c1 smb1.negotiate',
        'c2 tcp.connect',
        'c2 smb2.negotiate',
        'c1 smb1.session-setup',
        'c1 smb1.session-setup',
        'c1 smb1.tree-connect',
        'c1 smb1.tree-connect',
        'c1 smb1.echo',
        'c1 smb1.query-fs-info',
        'c3 tcp.connect',
        'c3 smb2.negotiate',
        'c3 smb2.session-setup',
        'c3 smb2.session-setup',
        'c3 smb2.tree-connect',
        'c3 smb2.tree-connect',
        'c3 smb2.echo',
        'c3 smb2.tree-connect',
        'c4 tcp.connect',
        'c4 smb1.negotiate',
        'c4 smb1.session-setup',
        'c4 smb1.session-setup',
        'c4 smb1.tree-connect',
        'c4 smb1.find-first',
        'c4 smb1.open',
        'c4 smb1.echo',
        'c4 smb1.notify-change',
        'c4 smb1.close',
        'c4 smb1.tree-disconnect',
        'c4 smb1.logoff',
        'c1 smb1.open',
        'c1 smb1.write',
        'c1 smb1.flush',
        'c1 smb1.read',
        'c1 smb1.query-path-info',
        'c1 smb1.find-first',
        'c1 smb1.close',
        'c1 smb1.open',
        'c1 smb1.close',
        'c1 smb1.delete',
        'c3 smb2.tree-disconnect',
        'c3 smb2.tree-disconnect',
        'c3 smb2.tree-disconnect',
        'c3 smb2.logoff',
        'c1 smb1.tree-disconnect',
        'c1 smb1.tree-disconnect',
        'c1 smb1.logoff',
      ]);
      // Four of them on c4, while the notification waited: the share has no file.
      expect(report.samples['smb1.echo']).toHaveLength(24);
    });

    test('healthy, as the user on the share', async () => {
      const { user, password, shares } = server();
      const seen = await diagnose([at(), '--user', user, '--password-stdin', '--share', shares.forUser], password);
      expect(causesOf(seen)).toEqual(['healthy']);
      expect(seen.report.observations).toContainEqual(
        expect.objectContaining({ kind: 'tree-connected', share: shares.forUser }),
      );
    });

    test('logon-failed for a wrong password, tried once only', async () => {
      const { user, shares } = server();
      const seen = await diagnose(
        [at(), '--user', user, '--password-stdin', '--share', shares.forUser, ...few],
        'wrong',
      );
      expect(seen).toMatchObject({
        exitCode: 1,
        report: { verdict: { cause: 'logon-failed', confidence: 'confirmed' } },
      });
      expect(causesOf(seen)).toEqual(['logon-failed']);
      const setups = seen.report.exchanges.filter((exchange) => exchange.series === 'smb1.session-setup');
      expect(setups.filter((exchange) => exchange.outcome === 'refused')).toHaveLength(1);
      expect(setups.at(-1)?.status).toMatchObject({ raw: '0xC000006D', form: 'nt', name: 'STATUS_LOGON_FAILURE' });
    });

    test('share-not-found, while IPC$ works', async () => {
      const { user, password } = server();
      const seen = await diagnose([at(), '--user', user, '--password-stdin', '--share', 'nowhere', ...few], password);
      expect(seen).toMatchObject({ exitCode: 1, report: { verdict: { cause: 'share-not-found' } } });
      expect(causesOf(seen)).toEqual(['share-not-found']);
    });

    test('access-denied, for a share of somebody else', async () => {
      const { user, password, shares } = server();
      const args = [at(), '--user', user, '--password-stdin', '--share', shares.forNobody, ...few];
      const seen = await diagnose(args, password);
      expect(causesOf(seen)).toEqual(['access-denied']);
      expect(seen.report.verdict.confidence).toBe('confirmed');
    });

    test('access-denied is only possible when nobody signed in', async () => {
      const seen = await diagnose([at(), '--share', server().shares.forUser, ...few]);
      expect(seen.report.verdict).toMatchObject({ cause: 'access-denied', confidence: 'possible' });
    });

    test('Remote Desktop stays open where only file sharing was tested', async () => {
      const seen = await diagnose([at(), '--symptom', 'rdp-session-deleted', ...few]);
      expect(seen).toMatchObject({ exitCode: 3, report: { verdict: { cause: 'inconclusive' } } });
    });

    test('a part of the checks is not called healthy', async () => {
      const seen = await diagnose([at(), '--checks', 'smb1-echo', ...few]);
      expect(seen).toMatchObject({ exitCode: 3, report: { verdict: { cause: 'inconclusive' } } });
      expect(seen.report.checks.map(({ id }) => id)).toEqual(['resolve', 'tcp', 'smb1-negotiate', 'smb1-echo']);
    });
  });

  describe('with SMB1 off', () => {
    const { at } = samba('smb1Off');

    test('smb1-disabled, confirmed by DialectIndex 0xFFFF and an SMB2 answer', async () => {
      const seen = await diagnose([at()]);
      expect(seen).toMatchObject({
        exitCode: 1,
        report: { verdict: { cause: 'smb1-disabled', confidence: 'confirmed' } },
      });
      expect(seen.report.observations.map(({ kind }) => kind)).toContain('smb2-negotiated');
    });
  });

  describe('with signing demanded', () => {
    const { at, server } = samba('signingMandatory');

    test('healthy, for the user, whose requests are signed', async () => {
      const { user, password, shares } = server();
      const args = [at(), '--user', user, '--password-stdin', '--share', shares.forUser, ...few];
      const seen = await diagnose(args, password);
      expect(causesOf(seen)).toEqual(['healthy']);
      expect(seen.report.observations).toContainEqual(expect.objectContaining({ kind: 'signed-in', signed: true }));
      expect(seen.report.checks.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
    });

    test('signing-required, for nobody, and no reset is provoked', async () => {
      const seen = await diagnose([at()]);
      expect(causesOf(seen)).toEqual(['signing-required']);
      expect(seen.report.exchanges.filter(({ outcome }) => outcome === 'cut')).toEqual([]);
    });
  });

  describe('with guests let in', () => {
    const { at, server } = samba('mapToGuest');

    test('mapped-to-guest, for a mistyped user', async () => {
      const args = [at(), '--user', 'mistyped', '--password-stdin', '--share', server().shares.forGuests, ...few];
      const seen = await diagnose(args, 'whatever');
      expect(causesOf(seen)).toEqual(['mapped-to-guest']);
    });

    test('mapped-to-guest comes first when it was the guest whom the share refused', async () => {
      const args = [at(), '--user', 'mistyped', '--password-stdin', '--share', server().shares.forUser, ...few];
      const seen = await diagnose(args, 'whatever');
      expect(causesOf(seen)).toEqual(['mapped-to-guest', 'access-denied']);
      expect(seen.report.findings[1]?.confidence).toBe('possible');
    });
  });

  describe('with NTLM blocked', () => {
    const { at, server } = samba('ntlmDisabled');

    test('authentication-unsupported', async () => {
      const { user, password } = server();
      const seen = await diagnose([at(), '--user', user, '--password-stdin'], password);
      expect(seen.report.verdict).toMatchObject({ cause: 'authentication-unsupported', confidence: 'confirmed' });
      expect(seen.report.findings[0]?.detail).toBe('ntlm-blocked');
    });
  });

  describe('with anonymous access restricted', () => {
    const { at } = samba('restrictAnonymous');

    test('a refusal to an anonymous visitor is never a healthy or confirmed verdict', async () => {
      const seen = await diagnose([at(), ...few]);
      expect(['access-denied', 'inconclusive']).toContain(seen.report.verdict.cause);
      expect(seen.report.verdict.confidence).toBe('possible');
    });
  });
});
