import { expect, test } from 'vitest';
import type { ObservationOf } from '../../app/model/observation.ts';
import { Report } from '../../app/model/report.ts';
import { diagnose, type Diagnosed } from './diagnose.ts';
import { describeWith } from './require.ts';
import { diagnoseBehindNat } from './servers/forgetful-nat.ts';
import { startIdleProxy, type IdleProxyOptions } from './servers/idle-proxy.ts';
import { startFaultProxy } from './servers/fault-proxy.ts';
import { smb1Commands } from './servers/faults.ts';
import { startImpacket } from './servers/impacket.ts';
import { sambaVariants, startSamba, type Samba, type SambaSettings } from './servers/samba.ts';

type Idle = ObservationOf<'idle-connection'>;

function idlesOf({ report }: Diagnosed): readonly Idle[] {
  return report.observations.filter((seen) => seen.kind === 'idle-connection');
}

/** "VARIANT PLANNED END WHEN", in the order of planned time and variant. */
function endsOf(seen: Diagnosed): readonly string[] {
  return idlesOf(seen)
    .map(({ variant, plannedMs, end, when = '' }) => [variant, plannedMs, end, when].join(' ').trim())
    .sort();
}

/** The only finding but those of other checks. */
function idleFindings({ report }: Diagnosed): readonly string[] {
  return report.findings.map(({ cause, confidence }) => `${cause} ${confidence}`);
}

async function withSamba(settings: SambaSettings, body: (samba: Samba) => Promise<void>): Promise<void> {
  const samba = await startSamba({ settings });
  try {
    await body(samba);
  } finally {
    await samba.stop();
  }
}

const idleChecks = ['--checks', 'smb1-idle,smb1-echo,smb1-liveness,smb2-negotiate', '--samples', '5'];

function run(samba: Samba, port: number, ...more: readonly string[]): Promise<Diagnosed> {
  const who = ['--user', samba.user, '--password-stdin', '--share', samba.shares.forUser];
  return diagnose([`127.0.0.1:${String(port)}`, ...who, ...idleChecks, ...more], samba.password);
}

describeWith(['smbd', 'pdbedit', 'setsid'], 'silent connections to Samba', () => {
  test.concurrent.each<[string, SambaSettings]>([
    ['unsigned', {}],
    ['signed', sambaVariants.signingMandatory],
  ])('%s, all live, with each way of being silent and after each part of the time', (_how, settings) =>
    withSamba(settings, async (samba) => {
      const seen = await run(samba, samba.port, '--idle', '4');
      expect(idleFindings(seen)).toEqual(['healthy confirmed']);
      expect(endsOf(seen)).toEqual(
        [
          ...[500, 1000, 2000, 4000].flatMap((ms) =>
            ['plain', 'keep-alive', 'open-handle'].map((variant) => `${variant} ${String(ms)} alive used`),
          ),
          'open-search 4000 alive used',
          'in-use 4000 alive used',
        ].sort(),
      );
      const [finding] = seen.report.findings;
      expect(finding?.evidence).toEqual(expect.arrayContaining(idlesOf(seen).map(({ id }) => id)));
      for (const { atMs, plannedMs } of idlesOf(seen)) expect(atMs).toBeGreaterThanOrEqual(plannedMs - 1);
    }),
  );

  test.concurrent('keep-alive messages from the server are counted', () =>
    withSamba(sambaVariants.keepalive, async (samba) => {
      const seen = await run(samba, samba.port, '--idle', '5');
      const whole = idlesOf(seen).filter(({ plannedMs, variant }) => plannedMs === 5000 && variant !== 'in-use');
      expect(whole.map(({ keepAlivesReceived }) => keepAlivesReceived)).toEqual([2, 2, 2, 2]);
      expect(idleFindings(seen)).toEqual(['healthy confirmed']);
    }),
  );

  test.concurrent('what a server with few places does not take is told, and nothing follows from it', () =>
    withSamba(sambaVariants.fewProcesses, async (samba) => {
      const seen = await run(samba, samba.port, '--idle', '2');
      const ends = idlesOf(seen).filter(({ variant }) => variant !== 'in-use');
      expect(ends.filter(({ end }) => end === 'alive').length).toBeGreaterThanOrEqual(2);
      expect(ends.filter(({ end }) => end === 'not-set-up').length).toBeGreaterThanOrEqual(9);
      expect(ends.filter(({ missing }) => missing !== undefined && missing !== 'not-tried')).toHaveLength(1);
      expect(idleFindings(seen)).toEqual(['healthy confirmed']);
    }),
  );

  test.concurrent('a server that goes away is not taken for its idle timer: the connection in use goes too', () =>
    withSamba({}, async (samba) => {
      const running = run(samba, samba.port, '--idle', '8');
      setTimeout(() => void samba.stop(), 3_500);
      const seen = await running;
      expect(seen.report.verdict).toMatchObject({ cause: 'connection-reset', confidence: 'confirmed' });
      const idle = seen.report.findings.filter(({ cause }) => cause.startsWith('idle-disconnect'));
      expect(idle.map(({ confidence }) => confidence)).toEqual(['possible']);
      expect(idlesOf(seen).filter(({ variant }) => variant === 'in-use')).toMatchObject([{ when: 'used' }]);
    }),
  );

  test.concurrent('a further sign-in that is refused is the last one tried', () =>
    withSamba({}, async (samba) => {
      const fault = { kind: 'corrupt', offset: 9, xor: 0x6d } as const;
      const rule = { fault, command: smb1Commands.sessionSetup, connections: { first: 3 } };
      const proxy = await startFaultProxy({ target: samba.port, rules: [rule] });
      try {
        const who = ['--user', samba.user, '--password-stdin', '--share', samba.shares.forUser];
        const args = [`127.0.0.1:${String(proxy.port)}`, ...who, '--checks', 'smb1-idle', '--idle', '2'];
        const seen = await diagnose(args, samba.password);
        expect(idlesOf(seen).filter(({ end }) => end === 'alive')).toHaveLength(2);
        expect(idlesOf(seen).flatMap(({ missing = [] }) => missing)).toEqual([
          'sign-in',
          ...Array.from({ length: 11 }, () => 'not-tried'),
        ]);
        expect(proxy.connections()).toBe(3);
      } finally {
        await proxy.stop();
      }
    }),
  );

  async function through(
    samba: Samba,
    options: Omit<IdleProxyOptions, 'target'>,
    ...more: readonly string[]
  ): Promise<Diagnosed> {
    const proxy = await startIdleProxy({ target: samba.port, ...options });
    try {
      return await run(samba, proxy.port, '--idle', '4', '--deadline', '1.5', ...more);
    } finally {
      await proxy.stop();
    }
  }

  test.concurrent(
    'deadtime: FIN after a minute, keep-alives or not; an open folder and an open search are spared',
    () =>
      withSamba(sambaVariants.deadtimeOneMinute, async (samba) => {
        const seen = await run(samba, samba.port, '--idle', '64');
        expect(idleFindings(seen)).toEqual(['idle-disconnect-server likely']);
        const whole = idlesOf(seen).filter(({ plannedMs }) => plannedMs === 64_000);
        expect(Object.fromEntries(whole.map(({ variant, end }) => [variant, end]))).toEqual({
          plain: 'fin',
          'keep-alive': 'fin',
          'open-handle': 'alive',
          'open-search': 'alive',
          'in-use': 'alive',
        });
        for (const { end, atMs } of whole) if (end === 'fin') expect(Math.abs(atMs - 60_000)).toBeLessThan(1_000);
      }),
    90_000,
  );

  test.concurrent.each<[string, Omit<IdleProxyOptions, 'target'>, string, string]>([
    [
      'closed in order but for open files',
      { idleMs: 1_500, how: 'fin', sparesOpens: true },
      'idle-disconnect-server likely',
      'fin waiting',
    ],
    [
      'closed in order, open files too',
      { idleMs: 1_500, how: 'fin' },
      'idle-disconnect-server possible',
      'fin waiting',
    ],
    ['reset', { idleMs: 1_500, how: 'rst' }, 'idle-disconnect-network possible', 'rst waiting'],
    ['reset when used', { idleMs: 1_500, how: 'rst-on-use' }, 'idle-disconnect-network possible', 'rst used'],
    ['swallowed', { idleMs: 1_500, how: 'drop' }, 'idle-disconnect-network possible', 'silent used'],
  ])('%s', (_what, options, finding, end) =>
    withSamba({}, async (samba) => {
      const seen = await through(samba, options);
      expect(idleFindings(seen)).toEqual([finding]);
      const spared = options.sparesOpens === true ? 'alive used' : end;
      expect(endsOf(seen)).toEqual(
        [
          ...['plain', 'keep-alive', 'open-handle'].flatMap((variant) =>
            [500, 1000].map((ms) => `${variant} ${String(ms)} alive used`),
          ),
          ...['plain', 'keep-alive'].flatMap((variant) => [2000, 4000].map((ms) => `${variant} ${String(ms)} ${end}`)),
          ...[2000, 4000].map((ms) => `open-handle ${String(ms)} ${spared}`),
          `open-search 4000 ${end}`,
          'in-use 4000 alive used',
        ].sort(),
      );
      for (const { when, atMs } of idlesOf(seen)) {
        if (when === 'waiting') expect(Math.abs(atMs - options.idleMs)).toBeLessThan(500);
      }
    }),
  );
});

describeWith(['smbd', 'pdbedit', 'setsid', 'namespace'], 'silent connections through a NAT that forgets them', () => {
  test('are lost without a word, but for the one with TCP keep-alives', () =>
    withSamba({}, async (samba) => {
      const who = ['--user', samba.user, '--password-stdin', '--share', samba.shares.forUser, '--json'];
      const args = [...who, ...idleChecks, '--idle', '6', '--deadline', '1.5'];
      const { password, port: target } = samba;
      const printed = await diagnoseBehindNat({ target, idleMs: 2_000, args, password });
      const seen = { exitCode: 1, stderr: '', report: Report.parse(JSON.parse(printed)) };
      expect(idleFindings(seen)).toEqual(['idle-disconnect-network confirmed']);
      const long = idlesOf(seen).filter(({ plannedMs }) => plannedMs > 2_000);
      expect(long.map(({ variant, plannedMs, end }) => `${variant} ${String(plannedMs)} ${end}`).sort()).toEqual([
        'in-use 6000 alive',
        'keep-alive 3000 alive',
        'keep-alive 6000 alive',
        'open-handle 3000 silent',
        'open-handle 6000 silent',
        'open-search 6000 silent',
        'plain 3000 silent',
        'plain 6000 silent',
      ]);
      expect(seen.report.verdict.summary).toContain('its twin with TCP keep-alives lived on');
    }));
});

describeWith(['impacket', 'setsid'], "silent connections to impacket's server", () => {
  test.concurrent('live', async () => {
    const server = await startImpacket();
    try {
      const who = ['--user', server.user, '--password-stdin', '--share', server.share];
      const seen = await diagnose(
        [`127.0.0.1:${String(server.port)}`, ...who, ...idleChecks, '--idle', '2'],
        server.password,
      );
      expect(idleFindings(seen)).toEqual(['healthy confirmed']);
    } finally {
      await server.stop();
    }
  });
});
