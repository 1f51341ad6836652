import { describe, expect, test } from 'vitest';
import { causesOf, diagnose } from '../diagnose.ts';
import type { Smb2Script } from '../servers/scripted-smb2.ts';
import { startScriptedSmb2 } from '../servers/scripted-smb2.ts';
import { smb2Commands, statusReply } from '../servers/smb2-replies.ts';

type Instead = NonNullable<Smb2Script['instead']>;

const STATUS_USER_SESSION_DELETED = 0xc0000203;

async function before(script: Smb2Script) {
  const fake = await startScriptedSmb2(script);
  try {
    return await diagnose([`127.0.0.1:${fake.port}`, '--samples', '5', '--deadline', '0.8']);
  } finally {
    await fake.stop();
  }
}

/** Once the echoes are done, a second TREE_CONNECT to IPC$ is to prove the session. */
const proof = ({ command, nth }: { readonly command: number; readonly nth: number }): boolean =>
  command === smb2Commands.treeConnect && nth === 2;
const deleting: Instead = (request) =>
  proof(request) ? [statusReply(request.message, STATUS_USER_SESSION_DELETED)] : undefined;

test('a session that is gone in mid-run is the verdict, with the time since it was last known', async () => {
  const { report } = await before({ instead: deleting });
  expect(report.verdict).toMatchObject({ cause: 'session-deleted', confidence: 'confirmed' });
  const [seen] = report.observations.filter((one) => one.kind === 'session-deleted');
  expect(seen).toMatchObject({ check: 'smb2-echo', series: 'smb2.tree-connect', status: { raw: '0xC0000203' } });
  expect(seen?.sinceLastSuccessMs).toBeGreaterThanOrEqual(0);
});

test.each(['fin', 'rst'] as const)('a cut (%s) in place of the status is told as a cut', async (end) => {
  const seen = await before({ instead: (request) => (proof(request) ? end : undefined) });
  expect(causesOf(seen)).toContain('connection-reset');
  expect(causesOf(seen)).not.toContain('session-deleted');
  expect(causesOf(seen)).not.toContain('server-restarted');
});

test('a restart explains the loss where the server says when it started', async () => {
  let restarted = false;
  const seen = await before({
    instead: (request) => {
      restarted ||= proof(request);
      return deleting(request);
    },
    startTime: () => (restarted ? new Date() : new Date('2026-03-02T08:00:00Z')),
  });
  expect(seen.report.verdict).toMatchObject({ cause: 'server-restarted', confidence: 'confirmed' });
  expect(causesOf(seen)).toContain('session-deleted');
});

test('another GUID after a loss makes a restart likely', async () => {
  let restarted = false;
  const seen = await before({
    instead: (request) => {
      restarted ||= proof(request);
      return proof(request) ? 'rst' : undefined;
    },
    serverGuid: () => Buffer.alloc(16, restarted ? 0x22 : 0x11),
  });
  const finding = seen.report.findings.find(({ cause }) => cause === 'server-restarted');
  expect(finding).toMatchObject({ confidence: 'likely', detail: 'server-guid' });
});

describe('a sign-in that is answered at once as if its session were deleted', () => {
  /** The last legs of the first `count` sign-ins end so. */
  const endingFirst = (count: number): Instead => {
    const ended = new Set<number>();
    return ({ command, nth, connection, message }) => {
      if (command !== smb2Commands.sessionSetup || nth !== 2 || ended.size >= count) return undefined;
      ended.add(connection);
      return [statusReply(message, STATUS_USER_SESSION_DELETED)];
    };
  };

  test('is tried once more, and where that works it may be the ClientGuid', async () => {
    const seen = await before({ instead: endingFirst(1) });
    const finding = seen.report.findings.find(({ cause }) => cause === 'clientguid-collision');
    expect(finding).toMatchObject({ confidence: 'possible', detail: 'fresh' });
    expect(seen.report.observations.map(({ kind }) => kind)).toContain('signed-in');
    const negotiates = seen.report.exchanges.filter(({ series }) => series === 'smb2.negotiate');
    expect(new Set(negotiates.map(({ request }) => request?.hex.slice(2 * 76, 2 * 92))).size).toBe(negotiates.length);
  });

  test('and again so is the verdict, and is not tried a third time', async () => {
    const { report } = await before({ instead: endingFirst(9) });
    expect(report.verdict).toMatchObject({ cause: 'session-deleted', confidence: 'confirmed' });
    expect(report.exchanges.filter(({ status }) => status.raw === '0xC0000203')).toHaveLength(2);
    expect(report.checks.find(({ id }) => id === 'smb2-echo')?.outcome).toBe('skipped');
  });
});
