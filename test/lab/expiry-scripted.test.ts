import { expect, test } from 'vitest';
import type { ObservationKind, ObservationOf } from '../../app/model/observation.ts';
import type { Plan } from '../../app/model/plan.ts';
import type { Run } from '../../app/model/run.ts';
import { success } from '../../app/model/result.ts';
import { findingsOf } from '../../app/reasoning/findings.ts';
import { systemClock } from '../../main/clock.ts';
import { planRun } from '../../main/diagnosis/plan.ts';
import { runDiagnosis } from '../../main/diagnosis/run.ts';
import type { BeginSecurityContext } from '../../main/ntlm/security-context.ts';
import { defaultScript, reply, withStatus } from './servers/scripted-replies.ts';
import { startScriptedSmb1, type Answer, type Script } from './servers/scripted-smb1.ts';

const STATUS_NETWORK_SESSION_EXPIRED = 0xc000035c;
const lifetimeMs = 400;

/** A NEGOTIATE response with CAP_EXTENDED_SECURITY ([MS-SMB] 2.2.4.5.2.1): a GUID in place of the challenge, no token. */
const negotiate: Answer = (request) => {
  const words = Buffer.alloc(34);
  words[2] = 0x03;
  words.writeUInt16LE(50, 3);
  words.writeUInt16LE(1, 5);
  words.writeUInt32LE(16_644, 7);
  words.writeUInt32LE(65_536, 11);
  words.writeUInt32LE(0x8000005c, 19);
  words.writeBigUInt64LE(133_485_408_000_000_000n, 23);
  return [reply(request, { words, data: Buffer.alloc(16) })];
};

/** [MS-SMB] 2.2.4.6.2: AndX, Action, SecurityBlobLength, and no strings. */
const sessionSetup: Answer = (request) => [
  reply(request, { uid: 0x0801, words: Buffer.from([0xff, 0, 0, 0, 0, 0, 0, 0]), data: Buffer.alloc(1) }),
];

/** [MS-CIFS] 2.2.4.64.2, 34 words: the FID is all that counts here. */
const ntCreateAndX: Answer = (request) => {
  const words = Buffer.alloc(68);
  words[0] = 0xff;
  words.writeUInt16LE(0x4001, 5);
  return [reply(request, { words })];
};
const empty: Answer = (request) => [reply(request)];
const andX: Answer = (request) => [reply(request, { words: Buffer.from([0xff, 0, 0, 0]) })];

/** A server whose sessions expire, unless `expires` says otherwise; what `expired` leaves out is then let through. */
function expiringServer(expired: Script, expires = true): Script {
  let endsAt = Infinity;
  const alive: Script = {
    ...defaultScript,
    negotiate,
    ntCreateAndX,
    flush: empty,
    lockingAndX: andX,
    close: empty,
    sessionSetup: (request) => {
      endsAt = Date.now() + lifetimeMs;
      return sessionSetup(request);
    },
  };
  const either =
    (command: keyof Script): Answer =>
    (request) => {
      const answer = expires && Date.now() >= endsAt ? expired[command] : undefined;
      return (answer ?? alive[command] ?? empty)(request);
    };
  return Object.fromEntries(Object.keys(alive).map((command) => [command, either(command as keyof Script)]));
}

const sayExpired = { transaction2: withStatus(STATUS_NETWORK_SESSION_EXPIRED) };

/** A token that nobody looks into. */
const begin: BeginSecurityContext = () => {
  const expiresAt = new Date(Date.now() + lifetimeMs);
  return { next: () => Promise.resolve(success({ token: Buffer.from('6000', 'hex'), done: true, expiresAt })) };
};

async function before(script: Script, limits: Partial<Plan> = {}, tokens: BeginSecurityContext | null = begin) {
  const server = await startScriptedSmb1(script);
  const never = new AbortController().signal;
  try {
    const run = await runDiagnosis({
      request: {
        symptom: 'unknown',
        target: {
          host: '127.0.0.1',
          port: server.port,
          share: 'rw',
          account: { kind: 'user', domain: 'LAB', user: 'tester' },
        },
        plan: { ...planRun({ checks: ['smb1-expiry'], deadlineMs: 1_000 }), ...limits },
      },
      password: 'Secret-1',
      beginSecurityContext: tokens ?? undefined,
      clock: systemClock,
      signal: never,
      skipped: () => never,
      emit: () => undefined,
    });
    return { ...run, findings: findingsOf(run) };
  } finally {
    await server.stop();
  }
}

function all<Kind extends ObservationKind>({ observations }: Run, kind: Kind): readonly ObservationOf<Kind>[] {
  return observations.filter((seen): seen is ObservationOf<Kind> => seen.kind === kind);
}

const answersOf = (run: Run): readonly string[] =>
  all(run, 'expired-answer').map(({ series, answer, letThrough }) => `${series} ${answer} ${String(letThrough)}`);

test('a server that follows the specification lets six commands through', async () => {
  const run = await before(expiringServer(sayExpired));
  expect(answersOf(run)).toEqual([
    'smb1.flush status true',
    'smb1.locking status true',
    'smb1.close status true',
    'smb1.tree-disconnect status true',
    'smb1.logoff status true',
    'smb1.session-setup status true',
  ]);
  expect(all(run, 'reauthenticated')).toMatchObject([
    { accepted: true, sameUid: true, treeWorks: true, fileWorks: true },
  ]);
  expect(run.findings[0]?.cause).not.toBe('session-expired');
});

test('a session that can’t be continued is named, though it was only waited for', async () => {
  const run = await before(expiringServer({ ...sayExpired, sessionSetup: withStatus(0xc000006d) }));
  expect(all(run, 'reauthenticated')).toMatchObject([{ accepted: false, status: { name: 'STATUS_LOGON_FAILURE' } }]);
  expect(run.findings).toMatchObject([
    { cause: 'session-expired', confidence: 'possible', detail: 'sign-in-again-refused' },
  ]);
});

test.each(['fin', 'rst'] as const)(
  'a server that cuts (%s) at an expired command is no lost connection',
  async (how) => {
    const run = await before(expiringServer({ ...sayExpired, flush: () => how }));
    expect(answersOf(run)).toEqual(['smb1.flush cut false']);
    expect(all(run, 'connection-cut')).toEqual([]);
    expect(run.checks.at(-1)).toMatchObject({ id: 'smb1-expiry', outcome: 'done' });
  },
);

test('a session that outlives its ticket is said to, once the wait is over', async () => {
  const run = await before(expiringServer({}, false));
  expect(all(run, 'session-outlived-ticket')).toMatchObject([{ dynamicReauth: true }]);
  expect(all(run, 'session-outlived-ticket')[0]?.afterMs).toBeGreaterThan(1_000 - 200);
});

test('a ticket that ends after the plan’s limits is not waited for', async () => {
  const run = await before(expiringServer(sayExpired), { workDeadlineMs: 200 });
  expect(run.checks.at(-1)).toMatchObject({ outcome: 'skipped', why: { id: 'check.why.expiry-later' } });
  expect(all(run, 'session-expired')).toEqual([]);
});

test('NTLM never expires, so nothing is waited for', async () => {
  const run = await before({}, {}, null);
  expect(run.checks.at(-1)).toMatchObject({ outcome: 'skipped', why: { id: 'check.why.expiry-ntlm' } });
});

test('a server without extended security can’t be signed in to with a ticket', async () => {
  const run = await before({});
  expect(run.findings).toMatchObject([{ cause: 'authentication-unsupported', detail: 'no-extended-security' }]);
});
