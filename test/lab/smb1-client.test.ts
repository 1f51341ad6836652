import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Credentials } from '../../main/smb1/client.ts';
import { failureOf, must, negotiated, patient, signedIn, startClientLab, type ClientLab } from './client-lab.ts';
import { describeWith } from './require.ts';
import { smb1Commands } from './servers/faults.ts';
import { sambaVariants, startSamba, type Samba, type SambaSettings } from './servers/samba.ts';
import { until } from './until.ts';

const user: Credentials = { kind: 'user', domain: '', user: 'tester', password: 'Correct-Horse-7' };
const mistaken: Credentials = { ...user, password: 'wrong' };
const stranger: Credentials = { ...user, user: 'stranger' };
const anonymous: Credentials = { kind: 'anonymous' };
/** Short enough for a test, long enough for a loaded machine to have answered what it is going to answer. */
const impatient = { deadlineMs: 300 } as const;

/** Clears NEGOTIATE_SECURITY_SIGNATURES_REQUIRED in a NEGOTIATE response: 4 bytes of framing, 33, DialectIndex. */
const demandsNoSigning = { kind: 'corrupt', offset: 39, xor: 0x08 } as const;

describeWith(['smbd', 'pdbedit', 'tshark', 'setsid'], 'the SMB1 client against Samba', () => {
  /** Runs `body` before a Samba of its own. */
  async function before(settings: SambaSettings, body: (lab: ClientLab, samba: Samba) => Promise<void>): Promise<void> {
    const samba = await startSamba({ settings });
    const lab = await startClientLab(samba.port);
    try {
      await body(lab, samba);
      const judgement = await lab.judge();
      expect(judgement.complaints).toEqual([]);
      expect(judgement.clientPackets).toBeGreaterThan(0);
    } finally {
      await lab.stop();
      await samba.stop();
    }
  }

  describe('as it is installed, with SMB1', () => {
    let samba: Samba;
    let lab: ClientLab;
    beforeAll(async () => {
      samba = await startSamba();
      lab = await startClientLab(samba.port);
    });
    afterAll(async () => {
      await lab.stop();
      await samba.stop();
    });

    test('negotiates NT LM 0.12 with extended security', async () => {
      const reply = await negotiated(await lab.connect());
      expect(reply).toMatchObject({ dialectIndex: 0, maxMpxCount: 50, security: { kind: 'extended' } });
      expect(Math.abs((reply.systemTime?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    });

    test('is cut off when it negotiates twice', async () => {
      const client = await lab.connect();
      await negotiated(client);
      expect(failureOf((await client.negotiate(patient)).result)).toMatchObject({ kind: 'transport' });
    });

    test.each([
      ['anonymously', anonymous, 'IPC$', 'IPC'],
      ['as the user', user, 'rw', 'A:'],
      ['as the user with a domain', { ...user, domain: 'LAB' } as const, 'rw', 'A:'],
    ])('signs in %s, opens a share, lives and leaves', async (_how, credentials, share, service) => {
      const client = await lab.connect();
      const session = await signedIn(client, credentials);
      expect(session).toMatchObject({ account: credentials.kind, extendedSecurity: true, guest: false });
      const tree = must((await client.connectTree(session, share, patient)).result);
      expect(tree.service).toBe(service);
      const alive = await client.queryFsInfo(tree, patient);
      if (service === 'A:') expect(must(alive.result).bytesPerSector).toBeGreaterThan(0);
      else expect(failureOf(alive.result)).toMatchObject({ kind: 'server-status', status: { form: 'nt' } });
      must((await client.disconnectTree(tree, patient)).result);
      must((await client.logOff(session, patient)).result);
    });

    test.each([
      ['a wrong password', mistaken],
      ['an unknown user', stranger],
    ])('is refused with %s', async (_what, credentials) => {
      const client = await lab.connect();
      const { result, records } = await client.signIn(await negotiated(client), credentials, patient);
      expect(failureOf(result)).toMatchObject({ kind: 'server-status', status: { form: 'nt', value: 0xc000006d } });
      expect(records.at(-1)).toMatchObject({ outcome: 'refused', series: 'smb1.session-setup' });
    });

    test.each([
      ['absent', 0xc00000cc],
      ['locked', 0xc0000022],
    ])('is told why it may not have %s', async (share, value) => {
      const client = await lab.connect();
      const { result } = await client.connectTree(await signedIn(client, user), share, patient);
      expect(failureOf(result)).toMatchObject({ kind: 'server-status', status: { form: 'nt', value } });
    });

    test('has one echo answered once and eight eight times', async () => {
      const client = await lab.connect();
      await negotiated(client);
      expect(must((await client.echo(patient)).result).replies).toHaveLength(1);
      const { replies } = must((await client.echo({ ...patient, count: 8 })).result);
      expect(replies.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      const large = Buffer.alloc(16_000, 'x');
      expect(must((await client.echo({ ...patient, data: large })).result).replies).toHaveLength(1);
    });

    test('keeps more requests apart than the server allows at once', async () => {
      const client = await lab.connect();
      await negotiated(client);
      const sizes = Array.from({ length: 120 }, (_, index) => index + 1);
      const echoes = await Promise.all(
        sizes.map((size) => client.echo({ ...patient, data: Buffer.alloc(size, size) })),
      );
      expect(echoes.filter(({ result }) => result.ok)).toHaveLength(sizes.length);
      expect(client.traffic()).toEqual({ keepAlives: 0, late: 0, unsolicited: 0, stray: 0 });
    });

    test('learns from a stale UID that its session is gone, while another session lives', async () => {
      const client = await lab.connect();
      const reply = await negotiated(client);
      const first = must((await client.signIn(reply, user, patient)).result);
      const second = must((await client.signIn(reply, user, patient)).result);
      expect(second.uid).not.toBe(first.uid);
      const tree = must((await client.connectTree(first, 'rw', patient)).result);
      must((await client.logOff(first, patient)).result);
      const stale = await client.queryFsInfo(tree, patient);
      expect(failureOf(stale.result)).toMatchObject({
        kind: 'server-status',
        status: { form: 'dos', value: 0x005b0002, name: 'ERRSRV/ERRbaduid' },
      });
      expect((await client.echo({ ...patient, uid: first.uid })).result.ok).toBe(true);
      const live = must((await client.connectTree(second, 'rw', patient)).result);
      must((await client.queryFsInfo(live, patient)).result);
    });

    test('is told that a closed tree is gone', async () => {
      const client = await lab.connect();
      const tree = must((await client.connectTree(await signedIn(client, user), 'rw', patient)).result);
      must((await client.disconnectTree(tree, patient)).result);
      const { result } = await client.queryFsInfo(tree, patient);
      expect(failureOf(result)).toMatchObject({ kind: 'server-status', status: { value: 0xc00000c9 } });
    });

    test('gets DOS codes when it does not ask for NT statuses', async () => {
      const client = await lab.connect({ capStatus32: false });
      const session = await signedIn(client, user);
      const { result } = await client.connectTree(session, 'absent', patient);
      expect(failureOf(result)).toMatchObject({ kind: 'server-status', status: { form: 'dos', value: 0x00430001 } });
      const refused = await lab.connect({ capStatus32: false });
      const signIn = await refused.signIn(await negotiated(refused), mistaken, patient);
      expect(failureOf(signIn.result)).toMatchObject({ kind: 'server-status', status: { form: 'dos' } });
    });

    test('gives up at the deadline while the server is stopped, and counts the late answer', async () => {
      const client = await lab.connect();
      await negotiated(client);
      const child = await samba.childServing(lab.serverSidePort());
      process.kill(child, 'SIGSTOP');
      const { result, record } = await client.echo(impatient);
      const failure = failureOf(result);
      expect(failure.kind === 'deadline' && failure.waitedMs).toBeGreaterThanOrEqual(impatient.deadlineMs - 1);
      expect(record).toMatchObject({ ms: null, outcome: 'no-answer' });
      process.kill(child, 'SIGCONT');
      await until('the late answer', () => (client.traffic().late === 1 ? true : undefined));
      expect((await client.echo(patient)).result.ok).toBe(true);
      expect(client.traffic()).toMatchObject({ late: 1, unsolicited: 0, stray: 0 });
    });

    test('can be cancelled while it waits, and before', async () => {
      const client = await lab.connect();
      await negotiated(client);
      const child = await samba.childServing(lab.serverSidePort());
      process.kill(child, 'SIGSTOP');
      const cancellation = new AbortController();
      const waiting = client.echo({ ...patient, signal: cancellation.signal });
      cancellation.abort();
      expect(failureOf((await waiting).result).kind).toBe('cancelled');
      expect(failureOf((await client.echo({ ...patient, signal: cancellation.signal })).result).kind).toBe('cancelled');
      process.kill(child, 'SIGCONT');
      await until('the late answer', () => (client.traffic().late === 1 ? true : undefined));
    });

    test('sees the connection end when the process that serves it is killed', async () => {
      const client = await lab.connect();
      await negotiated(client);
      const child = await samba.childServing(lab.serverSidePort());
      process.kill(child, 'SIGSTOP');
      const waiting = client.echo(patient);
      process.kill(child, 'SIGKILL');
      const { result, record } = await waiting;
      expect(failureOf(result)).toMatchObject({ kind: 'transport' });
      expect(record.outcome).toBe('cut');
      expect(failureOf((await client.echo(patient)).result)).toMatchObject({ kind: 'transport' });
    });

    test('sends nothing that tshark objects to', async () => {
      const judgement = await lab.judge();
      expect(judgement.complaints).toEqual([]);
      expect(judgement.clientPackets).toBeGreaterThan(50);
    });
  });

  test('takes keep-alives for what they are', () =>
    before(sambaVariants.keepalive, async (lab) => {
      const client = await lab.connect();
      must((await client.connectTree(await signedIn(client, user), 'rw', patient)).result);
      await until('a keep-alive', () => (client.traffic().keepAlives > 0 ? true : undefined));
      expect((await client.echo(patient)).result.ok).toBe(true);
      expect(client.traffic()).toMatchObject({ late: 0, unsolicited: 0, stray: 0 });
    }));

  test('notices that it was let in as a guest', () =>
    before(sambaVariants.mapToGuest, async (lab) => {
      expect((await signedIn(await lab.connect(), stranger)).guest).toBe(true);
      expect((await signedIn(await lab.connect(), user)).guest).toBe(false);
    }));

  test('hears that SMB1 is off, for what it is', () =>
    before(sambaVariants.smb1Off, async (lab) => {
      const client = await lab.connect();
      expect(must((await client.negotiate(patient)).result)).toEqual({ kind: 'no-dialect', wordCount: 1 });
    }));

  test('is cut off where signatures are demanded and it was not told', () =>
    before(sambaVariants.signingMandatory, async (lab) => {
      lab.proxy.setRules([{ fault: demandsNoSigning, command: smb1Commands.negotiate }]);
      const client = await lab.connect();
      const session = await signedIn(client, user);
      expect(session.signed).toBe(false);
      const { result } = await client.connectTree(session, 'rw', patient);
      expect(failureOf(result)).toEqual({ kind: 'transport', end: { how: 'fin' } });
    }));

  test('is told that NTLM is blocked', () =>
    before(sambaVariants.ntlmDisabled, async (lab) => {
      const client = await lab.connect();
      const { result } = await client.signIn(await negotiated(client), user, patient);
      expect(failureOf(result)).toMatchObject({ kind: 'server-status', status: { value: 0xc0000418 } });
    }));

  test('is refused IPC$ where anonymous clients are restricted', () =>
    before(sambaVariants.restrictAnonymous, async (lab) => {
      const client = await lab.connect();
      const { result } = await client.connectTree(await signedIn(client, anonymous), 'IPC$', patient);
      expect(failureOf(result)).toMatchObject({ kind: 'server-status', status: { value: 0xc0000022 } });
    }));

  describe('without extended security', () => {
    /** On the way to the server, clears SMB_FLAGS2_EXTENDED_SECURITY in the NEGOTIATE: 4 bytes of framing, then byte 11. */
    const withoutExtendedSecurity = {
      fault: { kind: 'corrupt', offset: 15, xor: 0x08 },
      direction: 'to-server',
      command: smb1Commands.negotiate,
    } as const;

    test('signs in by NTLMv2 where the server takes it so', () =>
      before(sambaVariants.rawNtlmv2, async (lab) => {
        lab.proxy.setRules([withoutExtendedSecurity]);
        const client = await lab.connect();
        const session = await signedIn(client, user);
        expect(session).toMatchObject({ extendedSecurity: false, guest: false });
        const tree = must((await client.connectTree(session, 'rw', patient)).result);
        must((await client.queryFsInfo(tree, patient)).result);
        const other = await lab.connect();
        const refused = await other.signIn(await negotiated(other), mistaken, patient);
        expect(failureOf(refused.result)).toMatchObject({ kind: 'server-status', status: { value: 0xc000006d } });
        expect(await signedIn(await lab.connect(), anonymous)).toMatchObject({ extendedSecurity: false });
      }));

    test('is refused where it does not', () =>
      before({}, async (lab) => {
        lab.proxy.setRules([withoutExtendedSecurity]);
        const client = await lab.connect();
        const { result } = await client.signIn(await negotiated(client), user, patient);
        expect(failureOf(result)).toMatchObject({ kind: 'server-status', status: { value: 0xc000000d } });
      }));
  });
});
