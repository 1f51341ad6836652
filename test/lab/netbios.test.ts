import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Target } from '../../app/model/target.ts';
import { Report } from '../../app/model/report.ts';
import { systemClock } from '../../main/clock.ts';
import { planRun } from '../../main/diagnosis/plan.ts';
import { runDiagnosis } from '../../main/diagnosis/run.ts';
import { buildReport } from '../../main/report/json.ts';
import { createCapture } from './capture.ts';
import { judgeClientPackets } from './judge.ts';
import { describeWith } from './require.ts';
import { startFaultProxy } from './servers/fault-proxy.ts';
import { startImpacket } from './servers/impacket.ts';
import { startSamba, type Samba } from './servers/samba.ts';
import { freePorts, listenOnLoopback } from './sockets.ts';

const anonymous: Target['account'] = { kind: 'anonymous' };

/** Tests 127.0.0.1, as the command line does with ports 445 and 139. */
async function diagnose(target: Omit<Target, 'host'>, password?: string, deadlineMs = 5_000): Promise<Report> {
  const never = new AbortController().signal;
  const run = await runDiagnosis({
    request: {
      symptom: 'unknown',
      target: { host: '127.0.0.1', ...target },
      plan: planRun({ samples: 10, deadlineMs }),
    },
    password,
    clock: systemClock,
    signal: never,
    skipped: () => never,
    emit: () => undefined,
  });
  return Report.parse(buildReport(run));
}

const kindsOf = (report: Report): readonly string[] => report.observations.map(({ kind }) => kind);
const seriesOf = (report: Report): readonly string[] =>
  report.exchanges.map(({ connection, series, outcome }) => `${connection} ${series} ${outcome}`);

describeWith(['smbd', 'pdbedit', 'tshark', 'setsid'], "the NetBIOS session service, on Samba's port for it", () => {
  let samba: Samba;
  beforeAll(async () => {
    samba = await startSamba();
  });
  afterAll(async () => {
    await samba.stop();
  });
  const account = (): Target['account'] => ({ kind: 'user', domain: '', user: samba.user });

  test('a whole diagnosis goes through it, each connection in its own session, and tshark objects to nothing', async () => {
    const capture = createCapture();
    const proxy = await startFaultProxy({ target: samba.nbssPort, capture });
    const directory = mkdtempSync(join(tmpdir(), 'session-doctor-judge-'));
    try {
      const target = { port: proxy.port, netbiosPort: proxy.port, share: samba.shares.forUser, account: account() };
      const report = await diagnose(target, samba.password);
      expect(report.verdict.cause).toBe('healthy');
      expect(seriesOf(report).slice(0, 6)).toEqual([
        'c1 tcp.connect answered',
        'c1 nbss.session answered',
        'c1 smb1.negotiate answered',
        'c2 tcp.connect answered',
        'c2 nbss.session answered',
        'c2 smb2.negotiate answered',
      ]);
      expect(report.latency.map(({ series }) => series)).toContain('nbss.session');
      const file = join(directory, 'run.pcap');
      capture.write(file);
      const { complaints, clientPackets } = await judgeClientPackets(file, proxy.port);
      expect(complaints).toEqual([]);
      expect(clientPackets).toBeGreaterThan(18);
    } finally {
      rmSync(directory, { recursive: true });
      await proxy.stop();
    }
  });

  test('it is tried where the other port refuses, and said so', async () => {
    const [closed = 0] = await freePorts(1);
    const report = await diagnose({ port: closed, netbiosPort: samba.nbssPort, account: account() }, samba.password);
    expect(report.verdict.cause).toBe('healthy');
    expect(kindsOf(report).slice(0, 4)).toEqual(['name-resolved', 'tcp-refused', 'tcp-connected', 'netbios-session']);
    const session = report.observations.find(({ kind }) => kind === 'netbios-session');
    expect(report.findings[0]?.evidence).toContain(session?.id);
  });

  test('it is not tried where the other port is open, nor where another port was asked for', async () => {
    const open = await diagnose({ port: samba.port, netbiosPort: samba.nbssPort, account: anonymous });
    expect(kindsOf(open)).not.toContain('netbios-session');
    const [closed = 0] = await freePorts(1);
    const asked = await diagnose({ port: closed, account: anonymous });
    expect(asked.verdict).toMatchObject({ cause: 'tcp-refused', confidence: 'confirmed' });
    expect(asked.exchanges).toHaveLength(1);
  });
});

describeWith(['impacket', 'setsid'], "the NetBIOS session service, on impacket's port", () => {
  test('an answer that sends the names back opens a session too', async () => {
    const server = await startImpacket();
    try {
      const account: Target['account'] = { kind: 'user', domain: '', user: server.user };
      const target = { port: server.port, netbiosPort: server.port, share: server.share, account };
      expect((await diagnose(target, server.password)).verdict.cause).toBe('healthy');
    } finally {
      await server.stop();
    }
  });
});

describe('the NetBIOS session service, refused by a fake', () => {
  const open = new Set<Socket>();
  let server: Server | undefined;
  afterEach(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => (server ?? createServer()).close(resolve));
  });

  /** Says these bytes to every connection's first; gives the port. */
  function answering(answer: Buffer | 'fin' | 'silence'): Promise<number> {
    server = createServer((socket) => {
      open.add(socket);
      socket.on('error', () => undefined).once('close', () => open.delete(socket));
      socket.once('data', () => {
        if (answer === 'fin') socket.end();
        else if (answer !== 'silence') socket.end(answer);
      });
    });
    return listenOnLoopback(server);
  }
  const both = (port: number) => ({ port, netbiosPort: port, account: anonymous });

  test.each([0x80, 0x81, 0x82, 0x83, 0x8f, 0x77])('code %i', async (code) => {
    const port = await answering(Buffer.from([0x83, 0, 0, 1, code]));
    const report = await diagnose(both(port));
    expect(report.verdict).toMatchObject({ cause: 'inconclusive', confidence: 'possible' });
    expect(report.findings[0]?.detail).toBe('netbios-refused');
    expect(report.observations.at(-1)).toMatchObject({ kind: 'netbios-session-refused', how: 'negative', code });
    expect(seriesOf(report)).toEqual(['c1 tcp.connect answered', 'c1 nbss.session refused']);
    expect(report.exchanges[1]?.reply?.hex).toBe(`83000001${code.toString(16)}`);
  });

  test('behind a closed port it makes the closed port the cause, with the refusal as evidence', async () => {
    const [closed = 0] = await freePorts(1);
    const netbiosPort = await answering(Buffer.from('8300000182', 'hex'));
    const report = await diagnose({ port: closed, netbiosPort, account: anonymous });
    expect(report.verdict).toMatchObject({ cause: 'tcp-refused', confidence: 'confirmed' });
    expect(report.findings[0]?.evidence).toHaveLength(2);
  });

  test('a retarget is told, and nobody goes there', async () => {
    const port = await answering(Buffer.from('840000067f00000101bd', 'hex'));
    const report = await diagnose(both(port));
    expect(report.findings[0]).toMatchObject({ cause: 'inconclusive', detail: 'netbios-retargeted' });
    expect(report.observations.at(-1)).toMatchObject({ target: { address: '127.0.0.1', port: 445 } });
    expect(report.exchanges.filter(({ series }) => series === 'tcp.connect')).toHaveLength(1);
  });

  test.each([
    ['a close', 'fin', 'connection-reset'],
    ['silence', 'silence', 'connection-stalled'],
    ['a banner', Buffer.from('SSH-2.0-OpenSSH_9.2p1\r\n'), 'not-smb'],
    ['nonsense', Buffer.from('8300000101'.repeat(3), 'hex').fill(9, 1, 4), 'protocol-violation'],
  ] as const)('%s', async (_what, answer, cause) => {
    const report = await diagnose(both(await answering(answer)), undefined, 300);
    expect(report.findings.map((finding) => finding.cause)).toEqual([cause]);
    expect(report.exchanges.map(({ series }) => series)).toEqual(['tcp.connect', 'nbss.session']);
  });
});
