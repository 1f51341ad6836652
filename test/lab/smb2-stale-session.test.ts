import { describe, expect, test } from 'vitest';
import type { ObservationOf } from '../../app/model/observation.ts';
import { causesOf, diagnose, type Diagnosed } from './diagnose.ts';
import { describeWith } from './require.ts';
import { sambaVariants, startSamba, type Samba, type SambaSettings } from './servers/samba.ts';
import type { Smb2Script } from './servers/scripted-smb2.ts';
import { startScriptedSmb2 } from './servers/scripted-smb2.ts';
import { smb2Commands, statusReply } from './servers/smb2-replies.ts';

const check = ['--checks', 'smb2-stale-session'] as const;
const STATUS_USER_SESSION_DELETED = 0xc0000203;

/** "AFTER SERIES ANSWER STATUS READING WIN32" of each request in the name of a session that is gone. */
function answersOf({ report }: Diagnosed): readonly string[] {
  return report.observations.flatMap((seen) =>
    seen.kind === 'stale-session-answer'
      ? [[seen.after, seen.series, seen.answer, seen.status.name, seen.reading, seen.win32 ?? ''].join(' ').trim()]
      : [],
  );
}

function guidAnswersOf({ report }: Diagnosed): readonly ObservationOf<'clientguid-answer'>[] {
  return report.observations.filter((seen) => seen.kind === 'clientguid-answer');
}

const deleted = 'status STATUS_USER_SESSION_DELETED deleted 59';
const answersAfter = (after: 'logoff' | 'reconnect') => [
  `${after} smb2.tree-connect ${deleted}`,
  `${after} smb2.tree-disconnect ${deleted}`,
  // [MS-SMB2] 3.3.5.17 wants the session looked at; Samba does not.
  `${after} smb2.echo status STATUS_SUCCESS not-checked`,
  `${after} smb2.logoff ${deleted}`,
  `${after} smb2.session-setup ${deleted}`,
];

describeWith(['smbd', 'pdbedit', 'setsid'], 'what Samba says to a client that holds a deleted SMB2 session', () => {
  async function before(settings: SambaSettings, args: (samba: Samba) => readonly string[]): Promise<Diagnosed> {
    const samba = await startSamba({ settings });
    try {
      return await diagnose([`127.0.0.1:${samba.port}`, ...check, ...args(samba)], samba.password);
    } finally {
      await samba.stop();
    }
  }
  const asUser = ({ user }: Samba): readonly string[] => ['--user', user, '--password-stdin'];

  test.each<[string, SambaSettings]>([
    ['3.1.1', {}],
    ['3.1.1, signing demanded', sambaVariants.signingMandatory],
    ['2.1', { 'server max protocol': 'SMB2_10' }],
    ['2.0.2, SMB1 off', { 'server min protocol': 'SMB2_02', 'server max protocol': 'SMB2_02' }],
  ])('%s: the status that says so, with its bytes, and no cause that rests on it', async (_which, settings) => {
    const seen = await before(settings, asUser);
    expect(answersOf(seen)).toEqual([...answersAfter('logoff'), ...answersAfter('reconnect')]);
    const [first] = seen.report.observations.filter(({ kind }) => kind === 'stale-session-answer');
    const exchange = seen.report.exchanges.find(({ id }) => id === first?.exchange);
    expect(exchange?.reply?.hex.slice(16, 24)).toBe('030200c0');
    expect(causesOf(seen)).not.toContain('session-deleted');
  });

  test('anonymously, too', async () => {
    const seen = await before({}, () => []);
    expect(answersOf(seen)).toEqual([...answersAfter('logoff'), ...answersAfter('reconnect')]);
  });

  test('it does not mind a repeated ClientGuid, and is left without a session', async () => {
    const seen = await before({}, asUser);
    expect(guidAnswersOf(seen)).toMatchObject([
      { guid: 'repeated', dialect: 'SMB 3.1.1', answer: 'accepted', then: 'not-tried' },
    ]);
    const twins = seen.report.exchanges.filter(({ series }) => series === 'smb2.negotiate').slice(-2);
    const [one, other] = twins.map(({ request }) => request?.hex.slice(2 * 76, 2 * 92));
    expect(one).toBe(other);
    expect(causesOf(seen)).not.toContain('clientguid-collision');
  });

  test('a wrong password is tried once: nothing of this is asked then', async () => {
    const samba = await startSamba();
    try {
      const args = [`127.0.0.1:${samba.port}`, ...check, ...asUser(samba)];
      const seen = await diagnose(args, 'wrong');
      expect(seen.report.checks.at(-1)).toMatchObject({ id: 'smb2-stale-session', outcome: 'skipped' });
      const refused = seen.report.exchanges.filter(({ status }) => status.name === 'STATUS_LOGON_FAILURE');
      expect(refused).toHaveLength(1);
    } finally {
      await samba.stop();
    }
  });
});

describe('a server of another kind', () => {
  async function before(script: Smb2Script): Promise<Diagnosed> {
    const fake = await startScriptedSmb2(script);
    try {
      return await diagnose([`127.0.0.1:${fake.port}`, ...check, '--deadline', '0.5']);
    } finally {
      await fake.stop();
    }
  }

  test('that ties a ClientGuid to a dialect is found out, as possible only', async () => {
    const seen = await before({ oneDialectForEachClient: true });
    expect(guidAnswersOf(seen)).toMatchObject([
      { guid: 'repeated', answer: 'session-deleted', then: 'accepted', status: { raw: '0xC0000203' } },
    ]);
    const finding = seen.report.findings.find(({ cause }) => cause === 'clientguid-collision');
    expect(finding).toMatchObject({ confidence: 'possible', detail: 'provoked' });
    expect(causesOf(seen)).not.toContain('session-deleted');
  });

  test('of one dialect is not asked about ClientGuids', async () => {
    expect(guidAnswersOf(await before({ dialects: [0x0210] }))).toEqual([]);
    // 2.0.2 is left out of the rule.
    expect(guidAnswersOf(await before({ dialects: [0x0202, 0x0311] }))).toEqual([]);
  });

  test('that ends every sign-in by one dialect is told by what it says, not as a collision', async () => {
    const alone = new Set<number>();
    const seen = await before({
      instead: ({ command, nth, connection, message }) => {
        // DialectCount 1, 3.1.1: only the test of ClientGuids goes on from there.
        if (
          command === smb2Commands.negotiate &&
          message.readUInt16LE(66) === 1 &&
          message.readUInt16LE(100) === 0x0311
        ) {
          alone.add(connection);
        }
        const lastLeg = command === smb2Commands.sessionSetup && nth === 2;
        return lastLeg && alone.has(connection) ? [statusReply(message, STATUS_USER_SESSION_DELETED)] : undefined;
      },
    });
    expect(guidAnswersOf(seen)).toMatchObject([{ answer: 'session-deleted', then: 'session-deleted' }]);
    expect(causesOf(seen)[0]).toBe('session-deleted');
    expect(causesOf(seen)).not.toContain('clientguid-collision');
  });

  test('that cuts off whoever names a deleted session is told so, and both situations are tried', async () => {
    const gone = new Set<bigint>();
    const seen = await before({
      instead: ({ command, sessionId }) => {
        if (gone.has(sessionId)) return 'fin';
        if (command === smb2Commands.logoff) gone.add(sessionId);
        return undefined;
      },
    });
    expect(answersOf(seen)[0]).toBe('logoff smb2.tree-connect cut  consistent 64');
    expect(answersOf(seen)[1]).toBe(`reconnect smb2.tree-connect ${deleted}`);
  });
});
