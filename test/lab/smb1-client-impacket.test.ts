import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Credentials } from '../../main/smb1/client.ts';
import { failureOf, must, negotiated, patient, signedIn, startClientLab, type ClientLab } from './client-lab.ts';
import { describeWith } from './require.ts';
import { startImpacket, type ImpacketServer } from './servers/impacket.ts';

const user: Credentials = { kind: 'user', domain: '', user: 'tester', password: 'Correct-Horse-7' };
const impatient = { deadlineMs: 1_000 } as const;

describeWith(['impacket', 'tshark', 'setsid'], 'the SMB1 client against impacket', () => {
  let server: ImpacketServer;
  let lab: ClientLab;
  beforeAll(async () => {
    server = await startImpacket();
    lab = await startClientLab(server.port);
  });
  afterAll(async () => {
    await lab.stop();
    await server.stop();
  });

  test('signs in, opens a share, lives and leaves', async () => {
    const client = await lab.connect();
    const session = await signedIn(client, user);
    const tree = must((await client.connectTree(session, server.share, patient)).result);
    must((await client.queryFsInfo(tree, patient)).result);
    must((await client.disconnectTree(tree, patient)).result);
    must((await client.logOff(session, patient)).result);
  });

  test('is refused with a wrong password, and told that a share is absent', async () => {
    const refused = await lab.connect();
    const wrong = await refused.signIn(await negotiated(refused), { ...user, password: 'wrong' }, patient);
    expect(failureOf(wrong.result)).toMatchObject({ kind: 'server-status', status: { value: 0xc000006d } });
    const client = await lab.connect();
    const { result } = await client.connectTree(await signedIn(client, user), 'absent', patient);
    expect(failureOf(result)).toMatchObject({ kind: 'server-status', status: { value: 0xc000003a } });
  });

  test('gives the one echo that comes of three, once the deadline has passed', async () => {
    const client = await lab.connect();
    await signedIn(client, user);
    const { asked, replies } = must((await client.echo({ ...impatient, count: 3 })).result);
    expect({ asked, came: replies.length }).toEqual({ asked: 3, came: 1 });
  });

  test('hears access denied for a UID that it has logged off', async () => {
    const client = await lab.connect();
    const session = await signedIn(client, user);
    const tree = must((await client.connectTree(session, server.share, patient)).result);
    must((await client.logOff(session, patient)).result);
    const { result } = await client.queryFsInfo(tree, patient);
    expect(failureOf(result)).toMatchObject({ kind: 'server-status', status: { value: 0xc0000022 } });
  });

  test('sends nothing that tshark objects to', async () => {
    const judgement = await lab.judge();
    expect(judgement.complaints).toEqual([]);
    expect(judgement.clientPackets).toBeGreaterThan(10);
  });
});
