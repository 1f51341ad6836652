import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ConsentId, Plan } from '../../app/model/plan.ts';
import { diagnoseSamba, type DiagnosedRun, type RunOptions } from './diagnosed-run.ts';
import { describeWith } from './require.ts';
import { startFaultProxy } from './servers/fault-proxy.ts';
import { smb1Commands, type FaultRule } from './servers/faults.ts';
import { sambaVariants, startSamba, type Samba, type SambaSettings } from './servers/samba.ts';

async function before<Seen>(settings: SambaSettings, body: (samba: Samba) => Promise<Seen>): Promise<Seen> {
  const samba = await startSamba({ settings });
  try {
    return await body(samba);
  } finally {
    await samba.stop();
  }
}

function provoke(samba: Samba, consent: ConsentId, options: Partial<RunOptions> = {}): Promise<DiagnosedRun> {
  const check = consent === 'oplock-break' ? 'smb1-oplock' : 'smb1-vc';
  return diagnoseSamba(samba, { checks: [check], ...options, plan: { consent: [consent], ...options.plan } });
}

/** "SERIES OUTCOME" of the last exchanges of the run's own connection. */
function lastOfMain({ exchanges }: DiagnosedRun, count: number): readonly string[] {
  const main = exchanges.filter(({ connection }) => connection === 'c1');
  return main.slice(-count).map(({ series, outcome }) => `${series} ${outcome}`);
}

function findingsOf({ findings }: DiagnosedRun): readonly string[] {
  return findings.map(({ cause, confidence }) => `${cause} ${confidence}`);
}

describeWith(['smbd', 'pdbedit', 'setsid'], 'an oplock break, provoked on a real Samba', () => {
  const short = { deadlineMs: 1_500, workDeadlineMs: 1_500 };

  test.each([
    ['unsigned', {}],
    ['signed', sambaVariants.signingMandatory],
  ])('%s: given up at once it lets the next one in at once; kept it does not; nothing stays behind', (_how, settings) =>
    before(settings, async (samba) => {
      const seen = await provoke(samba, 'oplock-break', { plan: short });
      const [givenUp, kept, ...more] = seen.observations.filter(({ kind }) => kind === 'oplock-break');
      expect(more).toEqual([]);
      expect(givenUp).toMatchObject({ granted: 'batch', acknowledged: true, outcome: 'opened' });
      expect(givenUp?.kind === 'oplock-break' && givenUp.ms).toBeLessThan(1_000);
      expect(kept).toMatchObject({ granted: 'batch', acknowledged: false, outcome: 'no-answer' });
      for (const one of [givenUp, kept]) {
        expect(one?.kind === 'oplock-break' && one.breakMs).toBeGreaterThanOrEqual(0);
      }
      expect(findingsOf(seen)).toEqual(['inconclusive possible']);
      expect(seen.checks.at(-1)).toMatchObject({ id: 'smb1-oplock', outcome: 'done' });
      expect(readdirSync(samba.files)).toEqual([]);
    }),
  );

  test('a server that gives no oplocks is told from one that does', () =>
    before({ oplocks: 'no' }, async (samba) => {
      const seen = await provoke(samba, 'oplock-break');
      expect(seen.observations.filter(({ kind }) => kind === 'oplock-break')).toMatchObject([
        { granted: 'none', outcome: 'not-tried' },
      ]);
      expect(findingsOf(seen)).toEqual(['inconclusive possible']);
      expect(readdirSync(samba.files)).toEqual([]);
    }));

  test('leaves nothing behind when it is stopped half-way, or the holder’s connection dies', () =>
    before({}, async (samba) => {
      const stop = new AbortController();
      const stopped = await provoke(samba, 'oplock-break', {
        signal: stop.signal,
        emit: (event) => {
          if (event.type === 'check-progress' && event.check === 'smb1-oplock') stop.abort();
        },
      });
      expect(stopped.checks.at(-1)).toMatchObject({ outcome: 'cancelled' });
      expect(readdirSync(samba.files)).toEqual([]);

      const cut: FaultRule = {
        fault: { kind: 'rst' },
        command: smb1Commands.lockingAndX,
        connections: { first: 2, last: 2 },
      };
      const proxy = await startFaultProxy({ target: samba.port, rules: [cut] });
      try {
        const dead = await provoke(samba, 'oplock-break', { port: proxy.port, plan: short });
        expect(dead.findings[0]?.cause).toBe('connection-reset');
        expect(readdirSync(samba.files)).toEqual([]);
      } finally {
        await proxy.stop();
      }
    }));

  test.each<[string, Partial<Plan>, string]>([
    ['without consent', { consent: [] }, 'check.why.consent.oplock-break'],
    ['where nothing may be written', { readOnly: true }, 'check.why.read-only'],
  ])('is skipped %s', (_why, plan, why) =>
    before({}, async (samba) => {
      const seen = await provoke(samba, 'oplock-break', { plan });
      expect(seen.checks.at(-1)).toMatchObject({ id: 'smb1-oplock', outcome: 'skipped', why: { id: why } });
    }),
  );
});

describeWith(['smbd', 'pdbedit', 'setsid'], 'sessions of checks of their own', () => {
  test('a sign-in that is refused is the last of the run', () =>
    before({}, async (samba) => {
      const refuse: FaultRule = {
        fault: { kind: 'corrupt', offset: 9, xor: 0x6d },
        command: smb1Commands.sessionSetup,
        connections: { first: 2 },
      };
      const proxy = await startFaultProxy({ target: samba.port, rules: [refuse] });
      try {
        const checks = ['smb1-stall', 'smb1-oplock', 'smb1-vc'] as const;
        const seen = await provoke(samba, 'oplock-break', { checks, port: proxy.port });
        const setUps = seen.exchanges.filter(({ series }) => series === 'smb1.session-setup');
        expect(setUps.filter(({ outcome }) => outcome === 'refused')).toHaveLength(1);
        expect(proxy.connections()).toBe(2);
        expect(seen.checks.slice(-3).map(({ why }) => why?.id)).toEqual([
          'check.why.no-own-session',
          'check.why.sign-in-refused',
          'check.why.consent.vc-collision',
        ]);
      } finally {
        await proxy.stop();
      }
    }));
});

describeWith(['smbd', 'pdbedit', 'setsid'], 'a VC collision, provoked on a real Samba', () => {
  test('vc-collision is possible, where a sign-in with VcNumber 0 cuts the others off', () =>
    before(sambaVariants.resetOnZeroVc, async (samba) => {
      const seen = await provoke(samba, 'vc-collision');
      expect(seen.observations.findLast(({ check }) => check === 'smb1-vc')).toMatchObject({
        kind: 'vc-collision',
        outcome: 'cut',
        end: 'fin',
      });
      // Our own connection was cut along with it: that is no finding.
      expect(findingsOf(seen)).toEqual(['vc-collision possible']);
      expect(lastOfMain(seen, 1)).toEqual(['smb1.echo cut']);
    }));

  test('a server that does not is left as it was found', () =>
    before({}, async (samba) => {
      const seen = await provoke(samba, 'vc-collision');
      expect(seen.observations.findLast(({ check }) => check === 'smb1-vc')).toMatchObject({ outcome: 'survived' });
      expect(findingsOf(seen)).toEqual(['inconclusive possible']);
      expect(lastOfMain(seen, 2)).toEqual(['smb1.echo answered', 'smb1.logoff answered']);
    }));

  test('VcNumber 0 is sent once, on one connection, and never without consent', () =>
    before({}, async (samba) => {
      const zeroes = ({ exchanges }: DiagnosedRun): readonly string[] =>
        exchanges
          .filter(({ series, request }) => series === 'smb1.session-setup' && request?.hex.slice(82, 86) === '0000')
          .map(({ connection }) => connection);
      const consented = await provoke(samba, 'vc-collision');
      expect(new Set(zeroes(consented)).size).toBe(1);
      const seen = await provoke(samba, 'vc-collision', { plan: { consent: [] } });
      expect(seen.checks.at(-1)).toMatchObject({
        id: 'smb1-vc',
        outcome: 'skipped',
        why: { id: 'check.why.consent.vc-collision' },
      });
      expect(zeroes(seen)).toEqual([]);
    }));
});
