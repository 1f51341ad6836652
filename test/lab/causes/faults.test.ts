import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { causesOf, diagnose } from '../diagnose.ts';
import { describeWith } from '../require.ts';
import { freePorts } from '../sockets.ts';
import { startFaultProxy } from '../servers/fault-proxy.ts';
import { smb1Commands, type FaultRule } from '../servers/faults.ts';
import { startFullBacklog } from '../servers/full-backlog.ts';
import { startOtherProtocol } from '../servers/other-protocols.ts';
import { startSamba, type Samba } from '../servers/samba.ts';

/** Long enough for an answer on a loaded machine, short enough to wait for none. */
const impatient = ['--deadline', '0.4'];

/** Resolvers refuse a label of 64 characters by themselves, so that nothing leaves this machine. */
const impossibleName = `${'a'.repeat(64)}.invalid`;

describe('causes named before anything speaks SMB', () => {
  test('name-not-resolved', async () => {
    const seen = await diagnose([impossibleName]);
    expect(seen).toMatchObject({
      exitCode: 1,
      report: { verdict: { cause: 'name-not-resolved', confidence: 'confirmed' } },
    });
    expect(seen.report.checks.filter(({ outcome }) => outcome === 'skipped').map(({ id }) => id)).toContain('tcp');
  });

  test('tcp-refused', async () => {
    const [port = 0] = await freePorts(1);
    const seen = await diagnose([`127.0.0.1:${String(port)}`]);
    expect(seen).toMatchObject({ exitCode: 1, report: { verdict: { cause: 'tcp-refused', confidence: 'confirmed' } } });
  });

  test('tcp-no-answer', async () => {
    const server = await startFullBacklog();
    try {
      const seen = await diagnose([`127.0.0.1:${String(server.port)}`, ...impatient]);
      expect(seen.report.verdict).toMatchObject({ cause: 'tcp-no-answer', confidence: 'confirmed' });
      expect(seen.report.latency).toContainEqual(expect.objectContaining({ series: 'tcp.connect', lost: 1 }));
    } finally {
      await server.stop();
    }
  });

  test.each([
    ['ssh', 'SSH-2.0-OpenSSH_9.2p1'],
    ['smtp', '220 mail.example.test ESMTP'],
    ['http', 'HTTP/1.1 400 Bad Request'],
  ] as const)('not-smb, for %s', async (name, greeting) => {
    const server = await startOtherProtocol(name);
    try {
      const seen = await diagnose([`127.0.0.1:${String(server.port)}`, ...impatient]);
      expect(causesOf(seen)).toEqual(['not-smb']);
      const said = seen.report.observations.flatMap((one) => (one.kind === 'not-smb' ? [one.text] : []));
      expect(said[0]).toContain(greeting);
    } finally {
      await server.stop();
    }
  });

  test('negotiate-no-answer, when the port accepts and says nothing', async () => {
    const server = await startOtherProtocol('silent');
    try {
      const seen = await diagnose([`127.0.0.1:${String(server.port)}`, ...impatient]);
      expect(causesOf(seen)).toEqual(['negotiate-no-answer']);
      expect(seen.report.verdict.confidence).toBe('confirmed');
    } finally {
      await server.stop();
    }
  });
});

describeWith(['smbd', 'pdbedit', 'setsid'], 'causes named before a Samba with faults on the way', () => {
  let samba: Samba;
  beforeAll(async () => {
    samba = await startSamba();
  });
  afterAll(async () => {
    await samba.stop();
  });

  /** Diagnoses Samba through a new proxy with these rules, which count its connections from 1. */
  async function run(rules: readonly FaultRule[], args: readonly string[] = [], samples = 30) {
    const proxy = await startFaultProxy({ target: samba.port, rules });
    try {
      return await diagnose([`127.0.0.1:${String(proxy.port)}`, '--samples', String(samples), ...args]);
    } finally {
      await proxy.stop();
    }
  }

  test('without a fault it is healthy', async () => {
    expect(causesOf(await run([]))).toEqual(['healthy']);
  });

  test.each(['fin', 'rst'] as const)('smb1-disabled is likely, when only SMB1 is cut by %s', async (how) => {
    const seen = await run([
      { fault: { kind: how }, command: smb1Commands.negotiate, connections: { first: 1, last: 1 } },
    ]);
    expect(causesOf(seen)).toEqual(['smb1-disabled']);
    expect(seen.report.verdict.confidence).toBe('likely');
  });

  test('SMB1 left without an answer is never called disabled', async () => {
    const silentSmb1: FaultRule = {
      fault: { kind: 'stall' },
      command: smb1Commands.negotiate,
      connections: { first: 1, last: 1 },
    };
    const seen = await run([silentSmb1], impatient);
    expect(seen).toMatchObject({ exitCode: 3, report: { verdict: { cause: 'inconclusive' } } });
    expect(seen.report.findings[0]?.detail).toBe('smb1-silent');
  });

  test('negotiate-no-answer is only possible, when the beginning of an answer came', async () => {
    const drip: FaultRule = { fault: { kind: 'drip', bytes: 1, intervalMs: 50 } };
    const seen = await run([drip], impatient);
    expect(seen.report.verdict).toMatchObject({ cause: 'negotiate-no-answer', confidence: 'possible' });
    expect(seen.report.findings[0]?.detail).toBe('partial');
  });

  test.each(['fin', 'rst'] as const)('smb1-refused, when every negotiate is cut by %s', async (how) => {
    const seen = await run([{ fault: { kind: how } }]);
    expect(causesOf(seen)).toEqual(['smb1-refused']);
    expect(seen.report.verdict.confidence).toBe('possible');
  });

  test('high-latency, slow', async () => {
    const seen = await run([{ fault: { kind: 'delay', ms: 170 }, command: smb1Commands.echo }], [], 12);
    expect(causesOf(seen)).toEqual(['high-latency']);
    expect(seen.report.findings[0]?.detail).toBe('slow');
  });

  test('high-latency, erratic', async () => {
    const late: FaultRule = { fault: { kind: 'delay', ms: 1100 }, command: smb1Commands.echo, skip: 50, times: 2 };
    const seen = await run([late], [], 110);
    expect(causesOf(seen)).toEqual(['high-latency']);
    expect(seen.report.findings[0]?.detail).toBe('erratic');
  });

  test('connection-stalled, when nothing but a new connection is answered', async () => {
    const stall: FaultRule = {
      fault: { kind: 'stall' },
      command: smb1Commands.echo,
      skip: 10,
      connections: { first: 1, last: 1 },
    };
    const seen = await run([stall, { ...stall, command: smb1Commands.transaction2, skip: 0 }], impatient);
    expect(causesOf(seen)).toEqual(['connection-stalled']);
    expect(seen.report.verdict.confidence).toBe('confirmed');
    expect(seen.report.findings[0]?.detail).toBe('only-this');
    expect(seen.report.latency).toContainEqual(expect.objectContaining({ series: 'smb1.echo', count: 12, lost: 1 }));
  });

  test('connection-stalled is only possible, when nothing but echoes go missing', async () => {
    const seen = await run([{ fault: { kind: 'stall' }, command: smb1Commands.echo, skip: 10 }], impatient);
    expect(causesOf(seen)).toEqual(['connection-stalled']);
    expect(seen.report.findings[0]).toMatchObject({ detail: 'echo-only', confidence: 'possible' });
  });

  test('server-stalled, when an echo is answered while another request waits', async () => {
    const seen = await run([{ fault: { kind: 'stall' }, command: smb1Commands.treeConnect }], impatient);
    expect(causesOf(seen)).toEqual(['server-stalled']);
  });

  test.each([
    ['fin', smb1Commands.echo],
    ['rst', smb1Commands.echo],
    ['fin', smb1Commands.sessionSetup],
    ['rst', smb1Commands.treeConnect],
    ['rst', smb1Commands.transaction2],
  ] as const)('connection-reset, by %s in answer to command 0x%s', async (how, command) => {
    const seen = await run([{ fault: { kind: how }, command }]);
    expect(causesOf(seen)).toEqual(['connection-reset']);
    expect(seen.report.findings[0]?.detail).toBe(how);
  });

  test.each(['fin', 'rst'] as const)('connection-reset, when %s comes only as the run signs off', async (how) => {
    const seen = await run([{ fault: { kind: how }, command: smb1Commands.treeDisconnect }]);
    expect(causesOf(seen)).toEqual(['connection-reset']);
  });

  test('connection-stalled is likely, when only the signing off is left without an answer', async () => {
    const seen = await run([{ fault: { kind: 'stall' }, command: smb1Commands.treeDisconnect }], impatient);
    expect(seen.report.verdict).toMatchObject({ cause: 'connection-stalled', confidence: 'likely' });
  });

  test('a server that closes instead of answering the log-off is healthy all the same', async () => {
    expect(causesOf(await run([{ fault: { kind: 'fin' }, command: smb1Commands.logoff }]))).toEqual(['healthy']);
  });

  test.each([
    ['bytes that are no message', { kind: 'garbage', bytes: Buffer.from('ffffffffffffffff', 'hex') }, 'framing'],
    ['another MID', { kind: 'wrong-mid' }, 'unknown-mid'],
    ['another command', { kind: 'corrupt', offset: 8, xor: 0x01 }, 'wrong-command'],
    ['other bytes than were sent', { kind: 'corrupt', offset: 50, xor: 0x20 }, 'echo-data'],
  ] as const)('protocol-violation, for an echo answered with %s', async (_what, fault, reason) => {
    const seen = await run([{ fault, command: smb1Commands.echo, skip: 3 }], impatient);
    expect(causesOf(seen)[0]).toBe('protocol-violation');
    expect(seen.report.findings[0]?.detail).toBe(reason);
  });

  test('an answer cut in two and ended is a cut, not a verdict on the server', async () => {
    const seen = await run([{ fault: { kind: 'truncate', bytes: 20 }, command: smb1Commands.echo, skip: 3 }]);
    expect(causesOf(seen)).toEqual(['connection-reset']);
  });

  test('an answer in small pieces is as good as a whole one', async () => {
    const seen = await run([{ fault: { kind: 'drip', bytes: 7, intervalMs: 1 } }], [], 3);
    expect(causesOf(seen)).toEqual(['healthy']);
  });
});
