import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BeginSecurityContext } from '../../main/ntlm/security-context.ts';
import { decodeHeader } from '../../main/smb1/codec/header.ts';
import { decodeSessionSetupRequest } from '../../main/smb1/codec/session-setup-andx.ts';
import { smb2Dialects } from '../../main/smb2/codec/negotiate.ts';
import { connectSmb2, failureOf, must, negotiated, patient, startClientLab, type ClientLab } from './client-lab.ts';
import { describeWith } from './require.ts';
import { kerberosPrograms, startRealm, type Realm } from './servers/kerberos.ts';
import { sambaVariants, startSamba, type Samba } from './servers/samba.ts';

describeWith([...kerberosPrograms, 'smbd', 'pdbedit', 'tshark', 'setsid'], 'a sign-in with a Kerberos ticket', () => {
  let realm: Realm;
  let samba: Samba;
  let lab: ClientLab;
  beforeAll(async () => {
    realm = await startRealm({ lifetimeSeconds: 60 });
    const settings = { ...realm.samba.settings, ...sambaVariants.signingMandatory };
    samba = await startSamba({ ...realm.samba, settings });
    lab = await startClientLab(samba.port);
  });
  afterAll(async () => {
    await lab.stop();
    await samba.stop();
    await realm.stop();
  });

  test('is signed with the key of the ticket, tells its end, and proves the server', async () => {
    const client = await lab.connect();
    const reply = await negotiated(client);
    const session = must((await client.signIn(reply, { kind: 'token', begin: realm.begin }, patient)).result);
    expect(session).toMatchObject({ account: 'token', guest: false, signed: true });
    const secondsLeft = ((session.expiresAt?.getTime() ?? 0) - Date.now()) / 1000;
    expect(secondsLeft).toBeGreaterThan(50);
    expect(secondsLeft).toBeLessThanOrEqual(60);
    const tree = must((await client.connectTree(session, samba.shares.forUser, patient)).result);
    must((await client.queryFsInfo(tree, patient)).result);
    must((await client.logOff(session, patient)).result);
    expect((await lab.judge()).complaints).toEqual([]);
  });

  test('is recorded without the ticket, and readable for the rest', async () => {
    const tokens: Buffer[] = [];
    const listening: BeginSecurityContext = (service) => {
      const context = realm.begin(service);
      return {
        next: async (serverToken) => {
          const step = await context.next(serverToken);
          if (step.ok && step.value.token !== null) tokens.push(step.value.token);
          return step;
        },
      };
    };
    const client = await lab.connect();
    const reply = await negotiated(client);
    const { records } = await client.signIn(reply, { kind: 'token', begin: listening }, patient);
    const [token = Buffer.alloc(0)] = tokens;
    const recorded = Buffer.from(records[0]?.request ?? []);
    const { blob } = must(decodeSessionSetupRequest(recorded, must(decodeHeader(recorded)))) as { blob: Buffer };
    expect(blob).toHaveLength(token.length);
    expect(blob.includes(Buffer.from(realm.realm))).toBe(true);
    // Ticket and authenticator are more than half of it.
    expect(token.filter((octet, at) => octet !== blob[at]).length).toBeGreaterThan(token.length / 2);
  });

  test.each(smb2Dialects.map((dialect) => [dialect.toString(16), dialect] as const))(
    'signs SMB2 sessions, too: dialect %s',
    async (_name, dialect) => {
      const client = await connectSmb2(samba.port);
      const reply = must((await client.negotiate({ ...patient, dialects: [dialect] })).result);
      const session = must((await client.signIn(reply, { kind: 'token', begin: realm.begin }, patient)).result);
      expect(session).toMatchObject({ account: 'token', guest: false, signed: true });
      must((await client.connectTree(session, samba.shares.forUser, patient)).result);
      must((await client.logOff(session, patient)).result);
      client.close();
    },
  );

  test('is not begun where there is no ticket for the server', async () => {
    const client = await lab.connect();
    const reply = await negotiated(client);
    const begin: BeginSecurityContext = () => realm.begin('cifs/elsewhere');
    const { result, records } = await client.signIn(reply, { kind: 'token', begin }, patient);
    expect(failureOf(result)).toEqual({ kind: 'authentication-unsupported', why: 'no-token' });
    expect(records).toEqual([]);
  });
});
