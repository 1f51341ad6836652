import { expect, test } from 'vitest';
import type { Credentials } from '../../main/smb1/client.ts';
import { failureOf, must, negotiated, patient, signedIn, startClientLab, type ClientLab } from './client-lab.ts';
import { describeWith } from './require.ts';
import {
  accountRestrictions,
  contradiction,
  emptySuccess,
  negotiateAnswer,
  noDialect,
  noWords,
  securityModes,
  sessionSetupAnswer,
  withStatus,
} from './servers/scripted-replies.ts';
import { startScriptedSmb1, type Script, type ScriptedServer } from './servers/scripted-smb1.ts';

const user: Credentials = { kind: 'user', domain: '', user: 'tester', password: 'Correct-Horse-7' };
const anonymous: Credentials = { kind: 'anonymous' };

describeWith(['tshark'], 'the SMB1 client and replies that real servers cannot be made to give', () => {
  async function before(
    script: Script,
    body: (lab: ClientLab, server: ScriptedServer) => Promise<void>,
  ): Promise<void> {
    const server = await startScriptedSmb1(script);
    const lab = await startClientLab(server.port);
    try {
      await body(lab, server);
    } finally {
      await lab.stop();
      await server.stop();
    }
  }

  test('works with a server without extended security', () =>
    before({}, async (lab) => {
      const client = await lab.connect();
      const session = await signedIn(client, user);
      expect(session).toMatchObject({ extendedSecurity: false, nativeOs: 'FakeOS', primaryDomain: 'LAB' });
      const tree = must((await client.connectTree(session, 'IPC$', patient)).result);
      expect(tree.service).toBe('IPC');
      expect(must((await client.queryFsInfo(tree, patient)).result).bytesPerSector).toBe(512);
      expect(must((await client.echo({ ...patient, count: 3 })).result).replies).toHaveLength(3);
      must((await client.disconnectTree(tree, patient)).result);
      must((await client.logOff(session, patient)).result);
      const judgement = await lab.judge();
      expect(judgement.complaints).toEqual([]);
      expect(judgement.clientPackets).toBe(7);
    }));

  test.each(Object.entries(accountRestrictions))('names %s', (name, value) =>
    before({ sessionSetup: withStatus(value) }, async (lab) => {
      const client = await lab.connect();
      const { result } = await client.signIn(await negotiated(client), user, patient);
      expect(failureOf(result)).toMatchObject({ kind: 'server-status', status: { form: 'nt', value, name } });
    }),
  );

  test.each([
    ['share-level security', securityModes.shareLevel, user, 'share-level'],
    ['plaintext passwords', securityModes.plaintext, user, 'plaintext'],
  ] as const)('sends no password to a server with %s', (_what, securityMode, credentials, why) =>
    before({ negotiate: negotiateAnswer(securityMode) }, async (lab, server) => {
      const client = await lab.connect();
      const { result } = await client.signIn(await negotiated(client), credentials, patient);
      expect(failureOf(result)).toEqual({ kind: 'authentication-unsupported', why });
      expect(server.requests()).toHaveLength(1);
    }),
  );

  test.each([
    ['DialectIndex 0xFFFF', noDialect, 1],
    ['no words at all', noWords, 0],
  ] as const)('takes %s for a server that does not speak NT LM 0.12', (_what, negotiate, wordCount) =>
    before({ negotiate }, async (lab) => {
      const client = await lab.connect();
      expect(must((await client.negotiate(patient)).result)).toEqual({ kind: 'no-dialect', wordCount });
    }),
  );

  test('does not take an empty success for a session', () =>
    before({ sessionSetup: emptySuccess }, async (lab) => {
      const client = await lab.connect();
      const { result } = await client.signIn(await negotiated(client), anonymous, patient);
      expect(failureOf(result)).toMatchObject({ kind: 'protocol-violation', reason: 'malformed' });
    }));

  test('notices the guest bit', () =>
    before({ sessionSetup: sessionSetupAnswer(1) }, async (lab) => {
      expect((await signedIn(await lab.connect(), user)).guest).toBe(true);
    }));

  test('holds on to the first of two replies which contradict each other', () =>
    before({ sessionSetup: contradiction(0xc0000072, 0xc000006d) }, async (lab) => {
      const client = await lab.connect();
      const { result } = await client.signIn(await negotiated(client), user, patient);
      expect(failureOf(result)).toMatchObject({ kind: 'server-status', status: { name: 'STATUS_ACCOUNT_DISABLED' } });
      must((await client.echo(patient)).result);
      expect(client.traffic().unsolicited).toBe(1);
    }));

  test.each([
    ['nt', 0xc0000203, 'STATUS_USER_SESSION_DELETED'],
    ['nt', 0x005b0002, 'STATUS_SMB_BAD_UID'],
    ['dos', 0x005b0002, 'ERRSRV/ERRbaduid'],
  ] as const)('reads a deleted session in %s form, %i', (form, value, name) =>
    before({ transaction2: withStatus(value, form) }, async (lab) => {
      const client = await lab.connect();
      const tree = must((await client.connectTree(await signedIn(client, user), 'IPC$', patient)).result);
      const { result } = await client.queryFsInfo(tree, patient);
      expect(failureOf(result)).toMatchObject({ kind: 'server-status', status: { form, value, name } });
    }),
  );
});
