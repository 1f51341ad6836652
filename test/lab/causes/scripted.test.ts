import { expect, test } from 'vitest';
import { causesOf, diagnose } from '../diagnose.ts';
import {
  accountRestrictions,
  negotiateAnswer,
  noDialect,
  noWords,
  securityModes,
  withStatus,
} from '../servers/scripted-replies.ts';
import { startScriptedSmb1, type Script } from '../servers/scripted-smb1.ts';

/** Diagnoses a fake that follows `script`; `asUser` signs in with a password. */
async function before(script: Script, asUser = false, ...args: readonly string[]) {
  const server = await startScriptedSmb1(script);
  try {
    const at = `127.0.0.1:${String(server.port)}`;
    const common = [at, '--samples', '10', '--deadline', '0.4', ...args];
    return asUser
      ? await diagnose([...common, '--user', 'LAB\\tester', '--password-stdin'], 'Secret-1')
      : await diagnose(common);
  } finally {
    await server.stop();
  }
}

const details: Readonly<Record<keyof typeof accountRestrictions, string>> = {
  STATUS_INVALID_LOGON_HOURS: 'logon-hours',
  STATUS_INVALID_WORKSTATION: 'workstation',
  STATUS_PASSWORD_EXPIRED: 'password-expired',
  STATUS_ACCOUNT_DISABLED: 'disabled',
  STATUS_ACCOUNT_EXPIRED: 'account-expired',
  STATUS_PASSWORD_MUST_CHANGE: 'must-change-password',
  STATUS_ACCOUNT_LOCKED_OUT: 'locked-out',
};

test.each(Object.entries(accountRestrictions))('account-restricted, for %s', async (name, status) => {
  const seen = await before({ sessionSetup: withStatus(status) }, true);
  expect(seen).toMatchObject({
    exitCode: 1,
    report: { verdict: { cause: 'account-restricted', confidence: 'confirmed' } },
  });
  expect(seen.report.findings[0]?.detail).toBe(details[name as keyof typeof details]);
});

test.each([
  ['share-level', securityModes.shareLevel],
  ['plaintext', securityModes.plaintext],
] as const)('authentication-unsupported, for %s security, before any password is sent', async (why, mode) => {
  const seen = await before({ negotiate: negotiateAnswer(mode) }, true);
  expect(causesOf(seen)).toEqual(['authentication-unsupported']);
  expect(seen.report.findings[0]?.detail).toBe(why);
  expect(seen.report.exchanges.map(({ series }) => series)).not.toContain('smb1.session-setup');
});

test('a refused anonymous sign-in alone is inconclusive', async () => {
  const seen = await before({ sessionSetup: withStatus(0xc000006d) });
  expect(seen).toMatchObject({ exitCode: 3, report: { verdict: { cause: 'inconclusive' } } });
  expect(seen.report.findings[0]?.detail).toBe('anonymous-refused');
});

test.each([
  ['0xC0000203', withStatus(0xc0000203)],
  ['0x005B0002 in NT form', withStatus(0x005b0002)],
  ['ERRSRV/ERRbaduid', withStatus(0x005b0002, 'dos')],
])('session-deleted, when a live session is answered with %s', async (_status, transaction2) => {
  const seen = await before({ transaction2 });
  expect(causesOf(seen)).toEqual(['session-deleted']);
  expect(seen.report.verdict.confidence).toBe('confirmed');
});

test.each(['treeDisconnect', 'logoff'] as const)('session-deleted, when only %s meets it', async (command) => {
  const seen = await before({ [command]: withStatus(0xc0000203) });
  expect(causesOf(seen)).toEqual(['session-deleted']);
});

test('session-expired, when a live session is answered with 0xC000035C', async () => {
  const seen = await before({ transaction2: withStatus(0xc000035c) });
  expect(causesOf(seen)).toEqual(['session-expired']);
  expect(seen).toMatchObject({ exitCode: 1, report: { verdict: { confidence: 'confirmed' } } });
});

test.each(['treeDisconnect', 'logoff'] as const)('session-expired, when only %s meets it', async (command) => {
  const seen = await before({ [command]: withStatus(0xc000035c) });
  expect(causesOf(seen)).toEqual(['session-expired']);
  expect(seen.report.observations.filter(({ kind }) => kind === 'session-expired')).toHaveLength(1);
});

test('any other status proves the session alive', async () => {
  const seen = await before({ transaction2: withStatus(0xc0000022) });
  expect(causesOf(seen)).toEqual(['healthy']);
});

test.each([
  ['no dialect (WordCount 1)', noDialect],
  ['no dialect (WordCount 0)', noWords],
])('smb1-refused, for %s where SMB2 is not served either', async (_how, negotiate) => {
  const seen = await before({ negotiate, smb2: () => 'fin' });
  expect(seen.report.verdict).toMatchObject({ cause: 'smb1-refused', confidence: 'possible' });
});

test.each([
  ['sessions', 0xc00000ce],
  ['connections', 0xc00000d0],
] as const)('session-limit, for %s, whoever signs in', async (detail, status) => {
  for (const asUser of [false, true]) {
    const seen = await before({ sessionSetup: withStatus(status) }, asUser);
    expect(seen).toMatchObject({
      exitCode: 1,
      report: { verdict: { cause: 'session-limit', confidence: 'confirmed' } },
    });
    expect(seen.report.findings[0]?.detail).toBe(detail);
  }
});

test('session-limit, for the uses of a share', async () => {
  const seen = await before({ treeConnect: withStatus(0xc00000d0) });
  expect(causesOf(seen)).toEqual(['session-limit']);
});
