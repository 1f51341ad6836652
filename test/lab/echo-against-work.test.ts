import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunEvent } from '../../app/model/run.ts';
import { diagnose } from './diagnose.ts';
import { diagnoseSamba, type DiagnosedRun, type RunOptions } from './diagnosed-run.ts';
import { holdWithOplock, type OplockHolder } from './oplock-holder.ts';
import { describeWith } from './require.ts';
import { startFaultProxy } from './servers/fault-proxy.ts';
import { smb1Commands, type FaultRule } from './servers/faults.ts';
import { startImpacket } from './servers/impacket.ts';
import { startSamba, type Samba } from './servers/samba.ts';

const checks = ['smb1-stall'] as const;
/** The connection of the run is the first, the check's own is the second. */
const own = 'c2';

/** "SERIES STATUS PATH" of all work that was answered. */
function workOf({ observations }: DiagnosedRun): readonly string[] {
  return observations.flatMap((seen) =>
    seen.kind === 'work-answered' ? [[seen.series, seen.status.name, seen.path ?? ''].join(' ').trim()] : [],
  );
}

function kindsOf({ observations }: DiagnosedRun): readonly string[] {
  return observations.filter(({ check }) => check === 'smb1-stall').map(({ kind }) => kind);
}

function confidencesOf({ findings }: DiagnosedRun): readonly string[] {
  return findings.map(({ cause, confidence }) => `${cause} ${confidence}`);
}

function causesOf({ findings }: DiagnosedRun): readonly string[] {
  return findings.map(({ cause }) => cause);
}

describeWith(['smbd', 'pdbedit', 'setsid'], 'echo against work before a real Samba', () => {
  let samba: Samba;
  const held = ['stalls.txt', 'freezes.txt', 'clears.txt'];
  let holder: OplockHolder;
  beforeAll(async () => {
    samba = await startSamba();
    mkdirSync(join(samba.files, 'folder'), { mode: 0o777 });
    for (const name of ['a.txt', join('folder', 'b.txt')])
      writeFileSync(join(samba.files, name), 'work', { mode: 0o666 });
    holder = await holdWithOplock(samba, held);
  });
  afterAll(async () => {
    holder.close();
    await samba.stop();
  });

  const run = (options: Omit<RunOptions, 'checks'> = {}): Promise<DiagnosedRun> =>
    diagnoseSamba(samba, { ...options, checks });

  /** The same through a proxy with these rules. */
  async function runThrough(rules: readonly FaultRule[], options: Omit<RunOptions, 'checks'> = {}) {
    const proxy = await startFaultProxy({ target: samba.port, rules });
    try {
      return await run({ path: 'a.txt', ...options, port: proxy.port });
    } finally {
      await proxy.stop();
    }
  }

  test('a file of the share is read, and goes without a name', async () => {
    const seen = await run();
    expect(workOf(seen)).toEqual([
      'smb1.find-first STATUS_SUCCESS',
      'smb1.open STATUS_SUCCESS',
      'smb1.read STATUS_SUCCESS',
    ]);
    expect(kindsOf(seen)).toEqual(Array(3).fill('work-answered'));
    const sent = seen.exchanges.filter(({ connection }) => connection === own).map(({ series }) => series);
    expect(sent).toEqual([
      ...['tcp.connect', 'smb1.negotiate', 'smb1.session-setup', 'smb1.session-setup', 'smb1.tree-connect'],
      ...['smb1.find-first', 'smb1.open', 'smb1.read', 'smb1.close', 'smb1.tree-disconnect', 'smb1.logoff'],
    ]);
  });

  test.each([
    ['a file', 'folder\\b.txt', ['smb1.open', 'smb1.read']],
    ['a folder', 'folder', ['smb1.open', 'smb1.find-first']],
  ] as const)('the user’s path is worked on where it is given: %s', async (_what, path, series) => {
    expect(workOf(await run({ path }))).toEqual(series.map((each) => `${each} STATUS_SUCCESS ${path}`));
  });

  test('a path that is refused was answered', async () => {
    const seen = await run({ path: 'nowhere.txt' });
    expect(workOf(seen)).toEqual(['smb1.open STATUS_OBJECT_NAME_NOT_FOUND nowhere.txt']);
    expect(seen.findings).toMatchObject([{ cause: 'inconclusive', detail: 'not-found' }]);
  });

  test('access-denied, for a file that the user may not read in a folder where others may be made', async () => {
    writeFileSync(join(samba.files, 'folder', 'locked.txt'), 'work', { mode: 0o000 });
    const path = 'folder\\locked.txt';
    const seen = await diagnoseSamba(samba, { checks: ['smb1-stall', 'smb1-files'], path });
    expect(workOf(seen)).toEqual([`smb1.open STATUS_ACCESS_DENIED ${path}`]);
    expect(seen.findings).toMatchObject([{ cause: 'access-denied', confidence: 'confirmed', detail: path }]);
  });

  test('server-stalled, while an oplock that is not given up keeps an open waiting and echoes are answered', async () => {
    const seen = await run({ path: 'stalls.txt', plan: { deadlineMs: 1_000, workDeadlineMs: 2_600 } });
    expect(kindsOf(seen)).toEqual(['second-connection', 'exchange-no-answer', 'echo-during-stall']);
    expect(seen.findings[0]).toMatchObject({
      cause: 'server-stalled',
      confidence: 'confirmed',
      summary: { params: { command: { params: { path: 'stalls.txt' } } } },
    });
    expect(seen.observations).toContainEqual(
      expect.objectContaining({ kind: 'second-connection', outcome: 'answered' }),
    );
    expect(seen.samples.get('smb1.echo')?.length).toBeGreaterThan(5);
  });

  test('what stalled is not waited for a second time', async () => {
    const plan = { deadlineMs: 300, workDeadlineMs: 300 };
    const seen = await diagnoseSamba(samba, { checks: ['smb1-stall', 'smb1-files'], path: 'stalls.txt', plan });
    expect(seen.checks.at(-1)).toMatchObject({ id: 'smb1-files', why: { id: 'check.why.work-stalled' } });
    expect(causesOf(seen)).toEqual(['server-stalled']);
  });

  test('connection-stalled, when the server’s process freezes while a second connection is served', async () => {
    const proxy = await startFaultProxy({ target: samba.port });
    let child = 0;
    const frozen: Promise<void>[] = [];
    const emit = (event: RunEvent): void => {
      // The first echo is answered while the open waits: from then on nothing is.
      if (event.type !== 'exchange' || event.exchange.connection !== own || event.exchange.series !== 'smb1.echo')
        return;
      if (child !== 0 || frozen.length > 0) return;
      const port = proxy.serverSidePorts().at(-1) ?? 0;
      frozen.push(
        samba.childServing(port).then((pid) => {
          child = pid;
          process.kill(pid, 'SIGSTOP');
        }),
      );
    };
    try {
      const plan = { deadlineMs: 700, workDeadlineMs: 3_000 };
      const seen = await run({ path: 'freezes.txt', port: proxy.port, plan, emit });
      await Promise.all(frozen);
      expect(kindsOf(seen)).toEqual(['second-connection', 'exchange-no-answer', 'exchange-no-answer']);
      expect(seen.findings[0]).toMatchObject({
        cause: 'connection-stalled',
        confidence: 'confirmed',
        detail: 'only-this',
      });
    } finally {
      if (child !== 0) process.kill(child, 'SIGCONT');
      await proxy.stop();
    }
  });

  test('server-stalled, when nothing but the read is withheld', async () => {
    const stall: FaultRule = { fault: { kind: 'stall' }, command: smb1Commands.readAndX };
    const seen = await runThrough([stall], { plan: { deadlineMs: 600, workDeadlineMs: 600 } });
    expect(causesOf(seen)).toEqual(['server-stalled']);
  });

  test('an answer that comes late is no stall, and is told with its time', async () => {
    const late: FaultRule = { fault: { kind: 'delay', ms: 1_200 }, command: smb1Commands.readAndX };
    const seen = await runThrough([late], { plan: { deadlineMs: 5_000, workDeadlineMs: 5_000 } });
    const read = seen.observations.find((one) => one.kind === 'work-answered' && one.series === 'smb1.read');
    expect(read).toMatchObject({ status: { name: 'STATUS_SUCCESS' } });
    expect(read?.kind === 'work-answered' && read.ms).toBeGreaterThanOrEqual(1_100);
    expect(causesOf(seen)).toEqual(['high-latency']);
    expect(seen.findings[0]?.detail).toBe('work');
  });

  test('connection-reset, when the connection is cut instead of the read answered', async () => {
    const cut: FaultRule = { fault: { kind: 'rst' }, command: smb1Commands.readAndX };
    const seen = await runThrough([cut]);
    expect(causesOf(seen)).toEqual(['connection-reset']);
    expect(seen.findings[0]?.detail).toBe('rst');
  });

  test('a stop ends it at once, and leaves no session', async () => {
    const stop = new AbortController();
    const stall: FaultRule = { fault: { kind: 'stall' }, command: smb1Commands.readAndX };
    const seen = await runThrough([stall], {
      signal: stop.signal,
      emit: (event) => {
        if (event.type === 'exchange' && event.exchange.series === 'smb1.open') stop.abort();
      },
    });
    expect(seen.checks.at(-1)).toMatchObject({ id: 'smb1-stall', outcome: 'cancelled' });
    const logOffs = seen.exchanges.filter(({ series }) => series === 'smb1.logoff');
    expect(logOffs.map(({ connection, outcome }) => `${connection} ${outcome}`)).toEqual([
      `${own} answered`,
      'c1 answered',
    ]);
    expect(seen.durationMs).toBeLessThan(5_000);
  });

  test('oplock-break-wait, when an open goes through after about 35 s: likely, or possible where it was provoked', async () => {
    const [seen, provoked] = await Promise.all([
      run({ path: 'clears.txt' }),
      diagnoseSamba(samba, { checks: ['smb1-oplock'], plan: { consent: ['oplock-break'] } }),
    ]);
    const opened = seen.observations.find((one) => one.kind === 'work-answered' && one.series === 'smb1.open');
    const kept = provoked.observations.findLast((one) => one.kind === 'oplock-break');
    expect(kept).toMatchObject({ acknowledged: false, outcome: 'opened', status: { name: 'STATUS_SUCCESS' } });
    for (const waited of [opened, kept]) {
      const ms = waited !== undefined && 'ms' in waited ? waited.ms : 0;
      expect(ms).toBeGreaterThan(34_000);
      expect(ms).toBeLessThan(37_000);
    }
    expect(opened?.kind === 'work-answered' && opened.echoes.answered).toBeGreaterThan(50);
    expect(confidencesOf(seen)).toEqual(['oplock-break-wait likely']);
    expect(confidencesOf(provoked)).toEqual(['oplock-break-wait possible']);
  });
});

describeWith(['smbd', 'pdbedit', 'setsid'], 'echo against work on a share without files', () => {
  let samba: Samba;
  beforeAll(async () => {
    samba = await startSamba();
  });
  afterAll(async () => {
    await samba.stop();
  });

  test('a notification waits, echoes are answered meanwhile, and cancelling ends it', async () => {
    const seen = await diagnoseSamba(samba, { checks });
    expect(workOf(seen)).toEqual(['smb1.find-first STATUS_NO_SUCH_FILE', 'smb1.notify-change STATUS_CANCELLED']);
    const waited = seen.observations.find((one) => one.kind === 'work-answered' && one.series === 'smb1.notify-change');
    expect(waited).toMatchObject({ echoes: { sent: 4, answered: 4 } });
    expect(causesOf(seen)).toEqual(['inconclusive']);
  });

  test('a notification whose cancelling is not answered is no stall', async () => {
    const stall: FaultRule = { fault: { kind: 'stall' }, command: smb1Commands.ntTransact };
    const proxy = await startFaultProxy({ target: samba.port, rules: [stall] });
    try {
      const seen = await diagnoseSamba(samba, { checks, port: proxy.port, plan: { deadlineMs: 500 } });
      expect(kindsOf(seen)).toEqual(['work-answered']);
      expect(seen.findings[0]).toMatchObject({ cause: 'inconclusive', detail: 'partial' });
    } finally {
      await proxy.stop();
    }
  });

  test('connection-stalled, when echoes go unanswered while the notification waits', async () => {
    const stalls = [smb1Commands.echo, smb1Commands.transaction2].map((command): FaultRule => ({
      fault: { kind: 'stall' },
      command,
      connections: { first: 2, last: 2 },
      skip: command === smb1Commands.transaction2 ? 1 : 0,
    }));
    const proxy = await startFaultProxy({ target: samba.port, rules: stalls });
    try {
      const seen = await diagnoseSamba(samba, { checks, port: proxy.port, plan: { deadlineMs: 500 } });
      expect(seen.findings[0]).toMatchObject({ cause: 'connection-stalled', detail: 'only-this' });
    } finally {
      await proxy.stop();
    }
  });
});

describeWith(['impacket', 'setsid'], 'echo against work before impacket', () => {
  test('is skipped, because the server takes one request at a time', async () => {
    const server = await startImpacket();
    try {
      const args = [`127.0.0.1:${server.port}`, '--user', server.user, '--password-stdin', '--share', server.share];
      const { report } = await diagnose([...args, '--checks', checks.join(',')], server.password);
      expect(report.checks.at(-1)).toMatchObject({
        id: 'smb1-stall',
        outcome: 'skipped',
        why: 'The server takes one request at a time (MaxMpxCount 1)',
      });
    } finally {
      await server.stop();
    }
  });
});
