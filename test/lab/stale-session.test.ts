import { expect, test } from 'vitest';
import { diagnose, type Diagnosed } from './diagnose.ts';
import { describeWith } from './require.ts';
import { startFaultProxy } from './servers/fault-proxy.ts';
import { smb1Commands, type Fault } from './servers/faults.ts';
import { startImpacket } from './servers/impacket.ts';
import { sambaVariants, startSamba, type Samba } from './servers/samba.ts';

/** With all that the verdict on an SMB1 session rests on. */
const usual = ['smb1-echo', 'smb1-liveness'];
const allChecks = ['--checks', [...usual, 'smb1-stale-session'].join(','), '--samples', '5'];

/** "AFTER SERIES ANSWER STATUS READING WIN32" of each request in the name of a session that was gone. */
function answersOf({ report }: Diagnosed): readonly string[] {
  return report.observations.flatMap((seen) =>
    seen.kind === 'stale-session-answer'
      ? [[seen.after, seen.series, seen.answer, seen.status.name, seen.reading, seen.win32 ?? ''].join(' ').trim()]
      : [],
  );
}

describeWith(['smbd', 'pdbedit', 'setsid'], 'what Samba says to a client that holds a deleted session', () => {
  async function before(body: (samba: Samba) => Promise<void>, settings = {}): Promise<void> {
    const samba = await startSamba({ settings });
    try {
      await body(samba);
    } finally {
      await samba.stop();
    }
  }
  const asUser = ({ user, shares }: Samba): readonly string[] => [
    ...['--user', user, '--password-stdin', '--share', shares.forUser],
    ...allChecks,
  ];
  const everyAnswer = ['logoff', 'reconnect'].flatMap((after) => [
    `${after} smb1.query-fs-info status ERRSRV/ERRbaduid deleted 59`,
    `${after} smb1.open status ERRSRV/ERRbaduid deleted 59`,
    `${after} smb1.tree-connect status ERRSRV/ERRbaduid deleted 59`,
    `${after} smb1.echo status STATUS_SUCCESS exempt`,
    `${after} smb1.session-setup status ERRSRV/ERRbaduid deleted 59`,
  ]);

  test.each([
    ['unsigned', {}],
    ['signed', sambaVariants.signingMandatory],
  ])('%s: the status that says so, with its bytes, and a verdict that it leaves alone', (_how, settings) =>
    before(async (samba) => {
      const seen = await diagnose([`127.0.0.1:${samba.port}`, ...asUser(samba)], samba.password);
      expect(answersOf(seen)).toEqual(everyAnswer);
      expect(seen.report.verdict).toMatchObject({ cause: 'healthy', confidence: 'confirmed' });
      const [first] = seen.report.observations.filter(({ kind }) => kind === 'stale-session-answer');
      const exchange = seen.report.exchanges.find(({ id }) => id === first?.exchange);
      expect(exchange?.reply?.hex.slice(10, 18)).toBe('02005b00');
      expect(exchange?.connection).toBe('c2');
    }, settings),
  );

  test('anonymously, too', () =>
    before(async (samba) => {
      const seen = await diagnose([`127.0.0.1:${samba.port}`, '--checks', 'smb1-stale-session']);
      expect(answersOf(seen)).toEqual(everyAnswer);
      expect(seen.report.checks.at(-1)).toMatchObject({ id: 'smb1-stale-session', outcome: 'done' });
    }));

  test.each<[string, Fault, readonly string[]]>([
    [
      'a cut, as newer Windows does',
      { kind: 'fin' },
      ['logoff smb1.query-fs-info cut  consistent 64', 'reconnect smb1.query-fs-info cut  consistent 64'],
    ],
    [
      'silence',
      { kind: 'stall' },
      ['logoff smb1.query-fs-info no-answer  other', 'reconnect smb1.query-fs-info no-answer  other'],
    ],
  ])('%s is told, and ends the questions', (_what, fault, expected) =>
    before(async (samba) => {
      const fromSecond = { fault, command: smb1Commands.transaction2, connections: { first: 2 } };
      const proxy = await startFaultProxy({ target: samba.port, rules: [fromSecond] });
      try {
        const args = [`127.0.0.1:${proxy.port}`, ...asUser(samba), '--deadline', '0.8'];
        const seen = await diagnose(args, samba.password);
        expect(answersOf(seen)).toEqual(expected);
        expect(seen.report.verdict.cause).toBe('healthy');
      } finally {
        await proxy.stop();
      }
    }),
  );

  test('a second session that is refused ends the check, and nothing is tried again', () =>
    before(async (samba) => {
      const fault = { kind: 'corrupt', offset: 9, xor: 0x6d } as const;
      const rule = { fault, command: smb1Commands.sessionSetup, connections: { first: 2 }, skip: 3 };
      const proxy = await startFaultProxy({ target: samba.port, rules: [rule] });
      try {
        const seen = await diagnose([`127.0.0.1:${proxy.port}`, ...asUser(samba)], samba.password);
        expect(seen.report.checks.at(-1)).toMatchObject({ id: 'smb1-stale-session', outcome: 'skipped' });
        const setups = seen.report.exchanges.filter(({ connection }) => connection === 'c2');
        expect(setups.at(-1)).toMatchObject({ series: 'smb1.session-setup', outcome: 'refused' });
      } finally {
        await proxy.stop();
      }
    }));
});

describeWith(['impacket', 'setsid'], "what impacket's server says to a client that holds a deleted session", () => {
  test('a refusal that does not say so', async () => {
    const server = await startImpacket();
    try {
      const args = [`127.0.0.1:${server.port}`, '--user', server.user, '--password-stdin', '--share', server.share];
      const seen = await diagnose([...args, ...allChecks], server.password);
      // All its sessions have the number 10, so after a reconnect there is no old one to be named.
      expect(answersOf(seen)).toEqual([
        'logoff smb1.query-fs-info status STATUS_ACCESS_DENIED consistent',
        'logoff smb1.open status STATUS_ACCESS_DENIED consistent',
        'logoff smb1.tree-connect status STATUS_ACCESS_DENIED consistent',
        'logoff smb1.echo status STATUS_ACCESS_DENIED consistent',
        'logoff smb1.session-setup status STATUS_SUCCESS not-checked',
      ]);
      expect(seen.report.verdict.cause).toBe('healthy');
    } finally {
      await server.stop();
    }
  });
});
