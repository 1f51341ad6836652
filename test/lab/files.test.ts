import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../main/clock.ts';
import { planRun } from '../../main/diagnosis/plan.ts';
import { runDiagnosis } from '../../main/diagnosis/run.ts';
import { causesOf, diagnose, type Diagnosed } from './diagnose.ts';
import { describeWith } from './require.ts';
import { startFaultProxy } from './servers/fault-proxy.ts';
import { smb1Commands, type FaultRule } from './servers/faults.ts';
import { startImpacket } from './servers/impacket.ts';
import { sambaVariants, startSamba, type Samba } from './servers/samba.ts';

const only = ['--checks', 'smb1-files', '--samples', '3'];
const everyStep = [
  ...['smb1.open', 'smb1.write', 'smb1.flush', 'smb1.read', 'smb1.query-path-info', 'smb1.find-first'],
  ...['smb1.close', 'smb1.open', 'smb1.close', 'smb1.delete'],
];

const kinds = ({ report }: Diagnosed, kind: string) => report.observations.filter((seen) => seen.kind === kind);
const files = ({ report }: Diagnosed) => report.checks.find(({ id }) => id === 'smb1-files');
const seriesOf = ({ report }: Diagnosed) => report.exchanges.map(({ series }) => series);

describeWith(['smbd', 'pdbedit', 'setsid'], 'work on files of a Samba share', () => {
  let samba: Samba;
  beforeAll(async () => {
    samba = await startSamba();
  });
  afterAll(async () => {
    await samba.stop();
  });
  const account = (): readonly string[] => ['--user', samba.user, '--password-stdin'];
  const onOurs = (): readonly string[] => [...account(), '--share', samba.shares.forUser];
  const run = (args: readonly string[], port = samba.port) => diagnose([`127.0.0.1:${port}`, ...args], samba.password);
  const left = (): readonly string[] => readdirSync(samba.files).filter((name) => name.startsWith('session-doctor'));

  test('a file is made, worked on and deleted; each step has its latency; the verdict is healthy', async () => {
    const seen = await run([...onOurs(), '--samples', '3']);
    expect(causesOf(seen)).toEqual(['healthy']);
    expect(kinds(seen, 'file-work')).toMatchObject([{ how: 'written', steps: everyStep, bytes: 4_096 }]);
    const measured = new Map(seen.report.latency.map((row) => [row.series, row]));
    for (const series of everyStep) expect(measured.get(series as 'smb1.open')?.p50).toBeGreaterThan(0);
    expect(left()).toEqual([]);
  });

  test('what was written is in no report', async () => {
    const { report } = await run([...onOurs(), ...only]);
    const write = report.exchanges.find(({ series }) => series === 'smb1.write');
    expect(write?.request?.total).toBe(64 + 4_096);
    expect(write?.request?.hex.slice(128)).toMatch(/^0+$/);
    const read = report.exchanges.find(({ series }) => series === 'smb1.read');
    expect(read?.reply?.total).toBe(60 + 4_096);
    expect(read?.reply?.hex.slice(118)).toMatch(/^0+$/);
  });

  test('it is skipped without a share, and anonymously', async () => {
    const without = await run([...account(), ...only]);
    expect(files(without)).toMatchObject({ outcome: 'skipped', why: 'No share was named' });
    const nobody = await diagnose([`127.0.0.1:${samba.port}`, '--share', samba.shares.forGuests, ...only]);
    expect(files(nobody)?.outcome).toBe('skipped');
    expect(causesOf(nobody)).not.toContain('access-denied');
  });

  test('a share that may only be read: possibly meant so, and a file is read instead', async () => {
    writeFileSync(join(samba.files, 'there.txt'), 'what the user wrote');
    const seen = await run([...account(), '--share', samba.shares.forGuests, '--samples', '3']);
    expect(seen.report.verdict).toMatchObject({ cause: 'access-denied', confidence: 'possible' });
    expect(kinds(seen, 'file-step-refused')).toMatchObject([
      { series: 'smb1.open', own: true, status: { name: 'STATUS_ACCESS_DENIED' } },
    ]);
    expect(kinds(seen, 'file-work')).toMatchObject([{ how: 'read', path: 'there.txt', bytes: 19 }]);
    expect(JSON.stringify(seen.report)).not.toContain(Buffer.from('what the user').toString('hex'));
  });

  describe('read-only', () => {
    const readOnly = (...args: readonly string[]) => run([...onOurs(), '--read-only', ...only, ...args]);
    const writing = ['smb1.write', 'smb1.flush', 'smb1.delete'];
    beforeEach(() => {
      mkdirSync(join(samba.files, 'folder', 'empty'), { recursive: true });
      writeFileSync(join(samba.files, 'folder', 'inner.txt'), 'within');
      writeFileSync(join(samba.files, 'there.txt'), 'what the user wrote');
    });

    test('the first plain file is read, and nothing is written', async () => {
      const seen = await readOnly();
      expect(kinds(seen, 'file-work')).toMatchObject([
        { how: 'read', path: 'there.txt', steps: ['smb1.find-first', 'smb1.open', 'smb1.read', 'smb1.close'] },
      ]);
      expect(seriesOf(seen).filter((series) => writing.includes(series))).toEqual([]);
    });

    test.each([
      ['a file', 'folder\\inner.txt', 'folder\\inner.txt'],
      ['a folder', 'folder', 'folder\\inner.txt'],
    ])('--path names %s', async (_what, path, read) => {
      const seen = await readOnly('--path', path);
      expect(kinds(seen, 'file-work')).toMatchObject([{ how: 'read', path: read, bytes: 6 }]);
      expect(seriesOf(seen).filter((series) => writing.includes(series))).toEqual([]);
    });

    test('a folder without a file is told', async () => {
      const seen = await readOnly('--path', 'folder\\empty');
      expect(kinds(seen, 'no-file-to-read')).toMatchObject([{ path: 'folder\\empty' }]);
      expect(files(seen)?.outcome).toBe('done');
    });

    test('a path that is not there is told by name', async () => {
      const seen = await readOnly('--path', 'folder\\absent.txt');
      expect(kinds(seen, 'file-step-refused')).toMatchObject([
        { series: 'smb1.query-path-info', own: false, status: { name: 'STATUS_OBJECT_NAME_NOT_FOUND' } },
      ]);
      expect(seen.report.verdict.cause).toBe('inconclusive');
      expect(seen.report.verdict.summary).toContain('knows no folder\\absent.txt');
    });
  });

  describe('whatever happens, no file stays behind', () => {
    async function through(rules: readonly FaultRule[], args: readonly string[] = []): Promise<Diagnosed> {
      const proxy = await startFaultProxy({ target: samba.port, rules });
      try {
        return await run([...onOurs(), ...only, ...args], proxy.port);
      } finally {
        await proxy.stop();
      }
    }
    const onFirst = { connections: { first: 1, last: 1 } };

    test.each([
      ['open', smb1Commands.ntCreateAndX],
      ['write', smb1Commands.writeAndX],
      ['read', smb1Commands.readAndX],
      ['delete', smb1Commands.delete],
      ['close', smb1Commands.close],
    ])('a connection cut at %s', async (_what, command) => {
      const seen = await through([{ fault: { kind: 'rst' }, command, ...onFirst }]);
      expect(causesOf(seen)).toEqual(['connection-reset']);
      expect(kinds(seen, 'file-left-behind')).toEqual([]);
      expect(left()).toEqual([]);
    });

    test.each([
      ['the run is stopped', 'stop', smb1Commands.writeAndX],
      ['the check is skipped', 'skip', smb1Commands.writeAndX],
      ['the run is stopped before the server has answered the open', 'stop', smb1Commands.ntCreateAndX],
    ] as const)('%s', async (_what, how, unanswered) => {
      const proxy = await startFaultProxy({
        target: samba.port,
        rules: [{ fault: { kind: 'stall' }, command: unanswered, ...onFirst }],
      });
      const stop = new AbortController();
      const skip = new AbortController();
      const target = {
        host: '127.0.0.1',
        port: proxy.port,
        share: samba.shares.forUser,
        account: { kind: 'user', domain: '', user: samba.user },
      } as const;
      try {
        const seen = await runDiagnosis({
          request: { symptom: 'unknown', target, plan: planRun({ checks: ['smb1-files'] }) },
          password: samba.password,
          clock: systemClock,
          signal: stop.signal,
          skipped: () => skip.signal,
          emit: (event) => {
            // The last thing before the request that stays unanswered.
            const opened = event.type === 'exchange' && event.exchange.series === 'smb1.open';
            const began = event.type === 'check-started' && event.check === 'smb1-files';
            if (unanswered === smb1Commands.writeAndX ? !opened : !began) return;
            setImmediate(() => {
              (how === 'stop' ? stop : skip).abort();
            });
          },
        });
        expect(seen.checks.at(-1)).toMatchObject({ id: 'smb1-files', outcome: 'cancelled' });
        expect(seen.exchanges.map(({ series }) => series)).toContain('smb1.delete');
        expect(seen.observations.map(({ kind }) => kind)).not.toContain('file-left-behind');
        expect(left()).toEqual([]);
      } finally {
        await proxy.stop();
      }
    });

    test('an answer that never comes', async () => {
      const seen = await through(
        [{ fault: { kind: 'stall' }, command: smb1Commands.flush, ...onFirst }],
        ['--deadline', '0.5'],
      );
      expect(causesOf(seen)).toEqual(['server-stalled']);
      expect(left()).toEqual([]);
    });

    test('deletion on close that is not for this server', async () => {
      // CreateOptions of the first open without FILE_DELETE_ON_CLOSE: 4 bytes of framing, then 72.
      const seen = await through([
        {
          fault: { kind: 'corrupt', offset: 4 + 73, xor: 0x10 },
          direction: 'to-server',
          command: smb1Commands.ntCreateAndX,
          times: 1,
        },
      ]);
      const again = seen.report.exchanges.filter(({ series }) => series === 'smb1.open').at(-1);
      expect(again?.status.name).toBe('STATUS_OBJECT_NAME_COLLISION');
      expect(kinds(seen, 'file-step-refused')).toEqual([]);
      expect(left()).toEqual([]);
    });

    test('bytes that come back changed break the protocol', async () => {
      const seen = await through([
        { fault: { kind: 'corrupt', offset: 200, xor: 0x01 }, command: smb1Commands.readAndX },
      ]);
      expect(seen.report.findings).toMatchObject([{ cause: 'protocol-violation', detail: 'file-data' }]);
      expect(left()).toEqual([]);
    });

    test('a file that can’t be deleted is named, with what to do', async () => {
      const seen = await through([
        { fault: { kind: 'rst' }, command: smb1Commands.flush },
        { fault: { kind: 'accept-then-close', how: 'rst' }, connections: { first: 2 } },
      ]);
      const [observed] = kinds(seen, 'file-left-behind');
      expect(observed).toMatchObject({ share: samba.shares.forUser, path: /^session-doctor-[0-9a-f]{16}\.tmp$/ });
    });
  });
});

describeWith(['smbd', 'pdbedit', 'setsid'], 'work on files where every message is signed', () => {
  test('goes as well', async () => {
    const samba = await startSamba({ settings: sambaVariants.signingMandatory });
    try {
      const args = ['--user', samba.user, '--password-stdin', '--share', samba.shares.forUser, ...only];
      const seen = await diagnose([`127.0.0.1:${samba.port}`, ...args], samba.password);
      expect(kinds(seen, 'file-work')).toMatchObject([{ steps: everyStep }]);
      expect(readdirSync(samba.files)).toEqual([]);
    } finally {
      await samba.stop();
    }
  });
});

describeWith(['impacket', 'setsid'], "work on files of impacket's server", () => {
  test('goes as well', async () => {
    const server = await startImpacket();
    try {
      const args = ['--user', server.user, '--password-stdin', '--share', server.share, ...only];
      const seen = await diagnose([`127.0.0.1:${server.port}`, ...args], server.password);
      expect(kinds(seen, 'file-step-refused')).toEqual([]);
      expect(kinds(seen, 'file-work')).toMatchObject([{ how: 'written', bytes: 4_096 }]);
      expect(readdirSync(server.files)).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});
