import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Credentials } from '../../main/smb1/client.ts';
import { decodeHeader } from '../../main/smb1/codec/header.ts';
import { failureOf, must, negotiated, patient, signedIn, startClientLab, type ClientLab } from './client-lab.ts';
import { causesOf, diagnose } from './diagnose.ts';
import { describeWith } from './require.ts';
import { smb1Commands, type FaultRule } from './servers/faults.ts';
import { sambaVariants, startSamba, type Samba } from './servers/samba.ts';

const user: Credentials = { kind: 'user', domain: '', user: 'tester', password: 'Correct-Horse-7' };
const anonymous: Credentials = { kind: 'anonymous' };
/** Somewhere in the data of a frame, behind its four bytes of framing and the header. */
const inTheData = 45;

describeWith(['smbd', 'pdbedit', 'tshark', 'setsid'], 'signing, before a Samba that demands it', () => {
  let samba: Samba;
  let lab: ClientLab;
  beforeAll(async () => {
    const settings = { ...sambaVariants.signingMandatory, ...sambaVariants.rawNtlmv2, ...sambaVariants.mapToGuest };
    samba = await startSamba({ settings });
    lab = await startClientLab(samba.port);
  });
  afterAll(async () => {
    await lab.stop();
    await samba.stop();
  });
  afterEach(() => {
    lab.proxy.setRules([]);
  });

  /** On the way to the server, clears SMB_FLAGS2_EXTENDED_SECURITY in the NEGOTIATE: 4 bytes of framing, then byte 11. */
  const withoutExtendedSecurity: FaultRule = {
    fault: { kind: 'corrupt', offset: 15, xor: 0x08 },
    direction: 'to-server',
    command: smb1Commands.negotiate,
  };

  test('requests are taken and replies verified, refusals too', async () => {
    const client = await lab.connect();
    const session = await signedIn(client, user);
    expect(session).toMatchObject({ signed: true, extendedSecurity: true });
    const tree = must((await client.connectTree(session, 'rw', patient)).result);
    const refused = await client.connectTree(session, 'nowhere', patient);
    expect(failureOf(refused.result)).toMatchObject({ kind: 'server-status', status: { value: 0xc00000cc } });
    must((await client.queryFsInfo(tree, patient)).result);
    expect(must((await client.echo({ ...patient, count: 3 })).result).replies).toHaveLength(3);
    const echoes = Array.from({ length: 8 }, () => client.echo(patient));
    for (const { result } of await Promise.all(echoes)) expect(result.ok).toBe(true);
    must((await client.logOff(session, patient)).result);
    const stale = await client.queryFsInfo(tree, patient);
    expect(failureOf(stale.result)).toMatchObject({ kind: 'server-status', status: { name: 'ERRSRV/ERRbaduid' } });
  });

  test('a sign-in without extended security is not believed: Samba then signs nothing, and smbclient gives up too', async () => {
    lab.proxy.setRules([withoutExtendedSecurity]);
    const client = await lab.connect();
    const { result } = await client.signIn(await negotiated(client), user, patient);
    expect(failureOf(result)).toMatchObject({ kind: 'protocol-violation', reason: 'not-signed' });
  });

  test('a second session of the connection is signed by the key of the first', async () => {
    const client = await lab.connect();
    const reply = await negotiated(client);
    const first = must((await client.signIn(reply, user, patient)).result);
    const second = must((await client.signIn(reply, user, patient)).result);
    expect(second.signed).toBe(true);
    must((await client.logOff(first, patient)).result);
    must((await client.connectTree(second, 'rw', patient)).result);
  });

  test('what is recorded is signed as it was sent', async () => {
    const client = await lab.connect();
    const session = await signedIn(client, user);
    const { record } = await client.connectTree(session, 'rw', patient);
    const request = Buffer.from(record.request);
    expect(must(decodeHeader(request)).flags2 & 0x0004).toBe(0x0004);
    expect(request.subarray(14, 22)).not.toEqual(Buffer.alloc(8));
  });

  test('nobody and guests have no key', async () => {
    expect((await signedIn(await lab.connect(), anonymous)).signed).toBe(false);
  });

  describe('with one bit changed on the way', () => {
    const changed = { fault: { kind: 'corrupt', offset: inTheData, xor: 0x01 }, times: 1 } as const;

    test.each(['treeConnect', 'echo', 'transaction2'] as const)('a reply to %s is not believed', async (command) => {
      const client = await lab.connect();
      const session = await signedIn(client, user);
      const tree = must((await client.connectTree(session, 'rw', patient)).result);
      lab.proxy.setRules([{ ...changed, command: smb1Commands[command] }]);
      const { result, record } = await {
        treeConnect: () => client.connectTree(session, 'pub', patient),
        echo: () => client.echo(patient),
        transaction2: () => client.queryFsInfo(tree, patient),
      }[command]();
      expect(failureOf(result)).toMatchObject({ kind: 'protocol-violation', reason: 'bad-signature' });
      expect(record.outcome).toBe('violation');
      must((await client.echo(patient)).result);
    });

    test('the reply that ends the sign-in is not believed', async () => {
      lab.proxy.setRules([{ ...changed, command: smb1Commands.sessionSetup, skip: 1 }]);
      const client = await lab.connect();
      const { result, records } = await client.signIn(await negotiated(client), user, patient);
      expect(failureOf(result)).toMatchObject({ kind: 'protocol-violation', reason: 'bad-signature' });
      expect(records.map(({ outcome }) => outcome)).toEqual(['answered', 'violation']);
    });

    test('a request makes the server cut', async () => {
      const client = await lab.connect();
      const session = await signedIn(client, user);
      lab.proxy.setRules([{ ...changed, direction: 'to-server', command: smb1Commands.treeConnect }]);
      const { result } = await client.connectTree(session, 'rw', patient);
      expect(failureOf(result)).toEqual({ kind: 'transport', end: { how: 'fin' } });
    });

    test('a whole diagnosis says protocol-violation', async () => {
      lab.proxy.setRules([{ ...changed, command: smb1Commands.transaction2 }]);
      const args = [`127.0.0.1:${String(lab.proxy.port)}`, '--user', samba.user, '--password-stdin', '--samples', '5'];
      const seen = await diagnose([...args, '--share', samba.shares.forUser], samba.password);
      expect(causesOf(seen)).toEqual(['protocol-violation']);
      expect(seen.report.observations).toContainEqual(
        expect.objectContaining({ kind: 'protocol-violation', reason: 'bad-signature', series: 'smb1.query-fs-info' }),
      );
      expect(JSON.stringify(seen.report)).not.toContain(samba.password);
    });
  });

  test('tshark objects to nothing that was sent intact', async () => {
    const { complaints, clientPackets } = await lab.judge();
    expect(complaints).toEqual([]);
    expect(clientPackets).toBeGreaterThan(60);
  });
});
