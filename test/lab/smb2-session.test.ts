import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../main/clock.ts';
import { connectTcp } from '../../main/net/tcp-connection.ts';
import type { Credentials } from '../../main/ntlm/credentials.ts';
import { createSmb2Client, type Smb2Client, type Smb2Session } from '../../main/smb2/client.ts';
import type { NegotiateResponse } from '../../main/smb2/codec/negotiate.ts';
import { createCapture } from './capture.ts';
import { failureOf, must, patient } from './client-lab.ts';
import { causesOf, diagnose, type Diagnosed } from './diagnose.ts';
import { judgeClientPackets } from './judge.ts';
import { describeWith } from './require.ts';
import { startFaultProxy, type FaultProxy } from './servers/fault-proxy.ts';
import { sambaVariants, startSamba, type Samba, type SambaSettings } from './servers/samba.ts';

const user: Credentials = { kind: 'user', domain: '', user: 'tester', password: 'Correct-Horse-7' };
const smb2Only = sambaVariants.smb1Off;
/** `server max protocol`, and the dialect that comes of it. */
const dialects = [
  ['SMB2_02', 0x0202],
  ['SMB2_10', 0x0210],
  ['SMB3_00', 0x0300],
  ['SMB3_02', 0x0302],
  ['SMB3_11', 0x0311],
] as const;

interface Lab {
  readonly samba: Samba;
  readonly proxy: FaultProxy;
  readonly connect: () => Promise<{ readonly client: Smb2Client; readonly negotiated: NegotiateResponse }>;
}

/** Runs `body` before a Samba of its own; tshark then objects to nothing that was sent. */
async function before(settings: SambaSettings, body: (lab: Lab) => Promise<void>): Promise<void> {
  const samba = await startSamba({ settings });
  const capture = createCapture();
  const proxy = await startFaultProxy({ target: samba.port, capture });
  const directory = mkdtempSync(join(tmpdir(), 'session-doctor-judge-'));
  const clients: Smb2Client[] = [];
  const connect: Lab['connect'] = async () => {
    const { result } = await connectTcp({ address: '127.0.0.1', port: proxy.port, clock: systemClock, ...patient });
    const client = createSmb2Client(must(result), {
      connection: 'c1',
      host: '127.0.0.1',
      clock: systemClock,
      randomBytes,
    });
    clients.push(client);
    return { client, negotiated: must((await client.negotiate(patient)).result) };
  };
  try {
    await body({ samba, proxy, connect });
    const file = join(directory, 'run.pcap');
    capture.write(file);
    const judgement = await judgeClientPackets(file, proxy.port);
    expect(judgement.complaints).toEqual([]);
    expect(judgement.clientPackets).toBeGreaterThan(0);
  } finally {
    for (const client of clients) client.close();
    rmSync(directory, { recursive: true });
    await proxy.stop();
    await samba.stop();
  }
}

async function signedIn({ connect }: Lab, credentials = user): Promise<{ client: Smb2Client; session: Smb2Session }> {
  const { client, negotiated } = await connect();
  return { client, session: must((await client.signIn(negotiated, credentials, patient)).result) };
}

describeWith(['smbd', 'pdbedit', 'tshark', 'setsid'], 'the SMB2 client against Samba', () => {
  const signings = [
    ['as it is installed', {}],
    ['demanding signatures', sambaVariants.signingMandatory],
  ] as const;
  describe.each(signings)('%s', (_how, signing) => {
    test.each(dialects)('up to %s: signs in, signs, opens shares, echoes and leaves', (protocol, dialect) =>
      before({ 'server min protocol': 'SMB2_02', 'server max protocol': protocol, ...signing }, async (lab) => {
        const { client, negotiated } = await lab.connect();
        expect(negotiated.dialect).toBe(dialect);
        const { result, records } = await client.signIn(negotiated, user, patient);
        const session = must(result);
        expect(session).toMatchObject({ account: 'user', guest: false, signed: true, encryptData: false });
        expect(records.map(({ outcome }) => outcome)).toEqual(['answered', 'answered']);
        const tree = must((await client.connectTree(session, 'rw', patient)).result);
        expect(tree.shareType).toBe(1);
        const absent = await client.connectTree(session, 'absent', patient);
        expect(failureOf(absent.result)).toMatchObject({ kind: 'server-status', status: { value: 0xc00000cc } });
        const echoes = await Promise.all(Array.from({ length: 100 }, () => client.echo(session, patient)));
        expect(echoes.filter(({ result: one }) => one.ok)).toHaveLength(100);
        must((await client.disconnectTree(tree, patient)).result);
        must((await client.logOff(session, patient)).result);
        const stale = await client.connectTree(session, 'rw', patient);
        expect(failureOf(stale.result)).toMatchObject({ kind: 'server-status', status: { value: 0xc0000203 } });
        expect(client.traffic()).toEqual({ keepAlives: 0, late: 0, unsolicited: 0, stray: 0 });
      }),
    );
  });

  test('two sessions of one connection keep their own keys', () =>
    before(smb2Only, async (lab) => {
      const { client, negotiated } = await lab.connect();
      const first = must((await client.signIn(negotiated, user, patient)).result);
      const second = must((await client.signIn(negotiated, user, patient)).result);
      for (const session of [first, second]) must((await client.connectTree(session, 'IPC$', patient)).result);
      must((await client.logOff(first, patient)).result);
      must((await client.connectTree(second, 'rw', patient)).result);
    }));

  test('a changed reply is not believed, whichever it is', () =>
    before(smb2Only, async (lab) => {
      const { client, session } = await signedIn(lab);
      // 4 bytes of framing, the header, and then something in the body.
      const changed = { fault: { kind: 'corrupt', offset: 70, xor: 0x01 }, command: 'smb2', times: 1 } as const;
      lab.proxy.setRules([changed]);
      const asked = await client.connectTree(session, 'rw', patient);
      expect(failureOf(asked.result)).toMatchObject({ kind: 'protocol-violation', reason: 'bad-signature' });
      lab.proxy.setRules([{ ...changed, skip: 2 }]);
      const { client: other, negotiated } = await lab.connect();
      const { result, records } = await other.signIn(negotiated, user, patient);
      expect(failureOf(result)).toMatchObject({ kind: 'protocol-violation', reason: 'bad-signature' });
      expect(records.map(({ outcome }) => outcome)).toEqual(['answered', 'violation']);
      lab.proxy.setRules([]);
    }));

  test('a session that the server gave to another connection is deleted', () =>
    before(smb2Only, async (lab) => {
      const { client, session } = await signedIn(lab);
      const { client: other, negotiated } = await lab.connect();
      must((await other.signIn(negotiated, user, { ...patient, previousSessionId: session.sessionId })).result);
      for (const { result } of [
        await client.echo(session, patient),
        await client.connectTree(session, 'rw', patient),
      ]) {
        expect(failureOf(result)).toMatchObject({ kind: 'server-status', status: { value: 0xc0000203 } });
      }
    }));

  test('nobody, guests and strangers', () =>
    before({ ...smb2Only, ...sambaVariants.mapToGuest, ...sambaVariants.signingMandatory }, async (lab) => {
      const nobody = await signedIn(lab, { kind: 'anonymous' });
      expect(nobody.session).toMatchObject({ guest: false, signed: false });
      must((await nobody.client.connectTree(nobody.session, 'IPC$', patient)).result);
      expect((await signedIn(lab, { ...user, user: 'stranger' })).session).toMatchObject({
        guest: true,
        signed: false,
      });
      const { client, negotiated } = await lab.connect();
      const { result, records } = await client.signIn(negotiated, { ...user, password: 'wrong' }, patient);
      expect(failureOf(result)).toMatchObject({ kind: 'server-status', status: { value: 0xc000006d } });
      expect(records.at(-1)?.outcome).toBe('refused');
    }));
});

describeWith(['smbd', 'pdbedit', 'setsid'], 'a diagnosis of a Samba without SMB1', () => {
  async function diagnosed(
    settings: SambaSettings,
    who: 'user' | 'mistaken' | 'stranger',
    share = 'rw',
  ): Promise<Diagnosed> {
    const samba = await startSamba({ settings: { ...smb2Only, ...settings } });
    try {
      const name = who === 'stranger' ? 'stranger' : samba.user;
      const args = [`127.0.0.1:${samba.port}`, '--user', name, '--password-stdin', '--share', share, '--samples', '10'];
      return await diagnose(args, who === 'mistaken' ? 'not-the-password' : samba.password);
    } finally {
      await samba.stop();
    }
  }

  test('says that SMB2 works, and how fast', async () => {
    const seen = await diagnosed({}, 'user');
    expect(causesOf(seen)).toEqual(['smb1-disabled']);
    expect(seen.report.verdict.summary).toMatch(/Its SMB 3\.1\.1 works: signed in as tester, half of 10 echoes took/);
    expect(seen.report.latency.find(({ series }) => series === 'smb2.echo')).toMatchObject({ count: 10, lost: 0 });
    expect(
      seen.report.observations.flatMap((one) => ('protocol' in one && one.protocol === 'smb2' ? [one.kind] : [])),
    ).toEqual(['signed-in', 'tree-connected', 'tree-connected', 'echo-series', 'session-alive']);
    expect(seen.report.exchanges.slice(-4).map(({ series }) => series)).toEqual([
      'smb2.tree-disconnect',
      'smb2.tree-disconnect',
      'smb2.tree-disconnect',
      'smb2.logoff',
    ]);
  });

  test.each([
    ['a wrong password', {}, 'mistaken', 'rw', 'logon-failed'],
    ['no such share', {}, 'user', 'absent', 'share-not-found'],
    ['a share for others', {}, 'user', 'locked', 'access-denied'],
    ['a stranger', sambaVariants.mapToGuest, 'stranger', 'pub', 'mapped-to-guest'],
    ['encryption demanded', sambaVariants.encryptionRequired, 'user', 'rw', 'encryption-required'],
    ['NTLM blocked', sambaVariants.ntlmDisabled, 'user', 'rw', 'authentication-unsupported'],
  ] as const)('%s comes before SMB1 being off', async (_what, settings, who, share, cause) => {
    const seen = await diagnosed(settings, who, share);
    expect(causesOf(seen).slice(0, 2)).toEqual([cause, 'smb1-disabled']);
    expect(seen.report.verdict.confidence).toBe('confirmed');
    expect(seen.report.verdict.summary).not.toContain('works');
  });

  test('encryption that is only preferred is no fault', async () => {
    const seen = await diagnosed({ 'smb encrypt': 'desired' }, 'user');
    expect(causesOf(seen)).toEqual(['smb1-disabled']);
    expect(seen.report.observations).toContainEqual(
      expect.objectContaining({ kind: 'encryption-demanded', without: 'granted' }),
    );
  });
});

describeWith(['smbd', 'pdbedit', 'setsid'], 'the gate', () => {
  test('a sign-in that was refused over SMB1 is not tried again over SMB2', async () => {
    const samba = await startSamba();
    try {
      const seen = await diagnose(
        [`127.0.0.1:${samba.port}`, '--user', samba.user, '--password-stdin', '--samples', '3'],
        'not-the-password',
      );
      expect(causesOf(seen)).toEqual(['logon-failed']);
      expect(seen.report.exchanges.filter(({ series }) => series === 'smb2.session-setup')).toEqual([]);
      expect(seen.report.checks.find(({ id }) => id === 'smb2-session')).toMatchObject({
        outcome: 'skipped',
        why: 'The first sign-in of this run was refused; none is tried again',
      });
    } finally {
      await samba.stop();
    }
  });
});
