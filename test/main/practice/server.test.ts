import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { frameMessage } from '../../../main/net/nbss-framer.ts';
import type { PracticeServer } from '../../../main/practice/server.ts';
import { startPracticeServer } from '../../../main/practice/server.ts';
import type { Credentials } from '../../../main/smb1/client.ts';
import { must } from '../must.ts';
import { anonymous, clientOf, negotiate, patient, practiceUser, signIn } from './client.ts';

let server: PracticeServer;
beforeEach(async () => {
  server = await startPracticeServer({ scenario: 'healthy' });
});
afterEach(() => server.stop());

const ways = [
  ['extended security', { extendedSecurity: true }],
  ['no extended security', { extendedSecurity: false }],
] as const;

describe.each(ways)('with %s', (_name, options) => {
  const user = (fields: Partial<Extract<Credentials, { kind: 'user' }>>): Credentials => ({
    kind: 'user',
    domain: '',
    user: 'practice',
    password: 'practice',
    ...fields,
  });

  test('offers what it was asked for', async () => {
    const client = await clientOf(server, options);
    const { security, systemTime } = await negotiate(client);
    expect(security.kind).toBe(options.extendedSecurity ? 'extended' : 'challenge');
    expect(Math.abs((systemTime?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    client.close();
  });

  test.each<[string, Credentials]>([
    ['nobody', anonymous],
    ['the user', user({})],
    ['the user in any case', user({ user: 'PrActice' })],
    ['the user of a domain', user({ domain: 'CONTOSO' })],
  ])('lets %s in', async (_who, credentials) => {
    const client = await clientOf(server, options);
    expect(await signIn(client, credentials)).toMatchObject({ account: credentials.kind, guest: false });
    client.close();
  });

  test.each<[string, Credentials]>([
    ['a wrong password', user({ password: 'Practice' })],
    ['no password', user({ password: '' })],
    ['another user', user({ user: 'stranger' })],
  ])('turns down %s', async (_what, credentials) => {
    const client = await clientOf(server, options);
    const { result } = await client.signIn(await negotiate(client), credentials, patient);
    expect(result).toMatchObject({ ok: false, error: { status: { name: 'STATUS_LOGON_FAILURE' } } });
    client.close();
  });

  test('goes the whole way', async () => {
    const client = await clientOf(server, options);
    const session = await signIn(client);
    const ipc = must((await client.connectTree(session, 'IPC$', patient)).result);
    const disk = must((await client.connectTree(session, 'practice', patient)).result);
    expect([ipc.service, disk.service, disk.nativeFileSystem]).toEqual(['IPC', 'A:', 'NTFS']);
    const volume = must((await client.queryFsInfo({ uid: session.uid, tid: disk.tid }, patient)).result);
    const unit = BigInt(volume.bytesPerSector * volume.sectorsPerAllocationUnit);
    expect(volume.totalFreeAllocationUnits).toBeLessThan(volume.totalAllocationUnits);
    expect(Number((volume.totalAllocationUnits * unit) / 2n ** 30n)).toBe(465);
    must((await client.disconnectTree({ uid: session.uid, tid: disk.tid }, patient)).result);
    must((await client.logOff(session, patient)).result);
    client.close();
  });
});

describe('statuses', () => {
  test.each([
    ['NTSTATUS', true, 'STATUS_SMB_BAD_UID', 'STATUS_BAD_NETWORK_NAME', 'STATUS_SMB_BAD_TID'],
    ['DOS', false, 'ERRSRV/ERRbaduid', 'ERRSRV/ERRinvnetname', 'ERRSRV/ERRinvtid'],
  ])('are told as %s', async (_form, capStatus32, badUid, badName, badTid) => {
    const client = await clientOf(server, { capStatus32 });
    const session = await signIn(client);
    const { uid } = session;
    const statusOf = (asked: { readonly record: { readonly status: { readonly name: string } } }) =>
      asked.record.status.name;
    expect(statusOf(await client.connectTree(session, 'Absent', patient))).toBe(badName);
    expect(statusOf(await client.queryFsInfo({ uid, tid: 1 }, patient))).toBe(badTid);
    expect(statusOf(await client.disconnectTree({ uid, tid: 1 }, patient))).toBe(badTid);
    const { tid } = must((await client.connectTree(session, 'Practice', patient)).result);
    must((await client.logOff(session, patient)).result);
    for (const asked of [
      await client.queryFsInfo({ uid, tid }, patient),
      await client.connectTree(session, 'IPC$', patient),
      await client.logOff(session, patient),
    ]) {
      expect(statusOf(asked)).toBe(badUid);
    }
    client.close();
  });

  test('an echo needs no session', async () => {
    const client = await clientOf(server);
    await negotiate(client);
    const { replies } = must((await client.echo({ ...patient, count: 3 })).result);
    expect(replies.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    const stale = must((await client.echo({ ...patient, uid: 4711 })).result);
    expect(stale.replies).toHaveLength(1);
    client.close();
  });

  test('nobody gets into IPC$ and no further', async () => {
    const client = await clientOf(server);
    const session = await signIn(client, anonymous);
    const ipc = must((await client.connectTree(session, 'IPC$', patient)).result);
    const share = await client.connectTree(session, 'Practice', patient);
    expect(share.record.status.name).toBe('STATUS_ACCESS_DENIED');
    const pipes = await client.queryFsInfo({ uid: session.uid, tid: ipc.tid }, patient);
    expect(pipes.record.status.name).toBe('STATUS_ACCESS_DENIED');
    client.close();
  });

  test('two sessions live side by side', async () => {
    const client = await clientOf(server);
    const negotiated = await negotiate(client);
    const session = must((await client.signIn(negotiated, practiceUser, patient)).result);
    const other = must((await client.signIn(negotiated, anonymous, patient)).result);
    expect(other.uid).not.toBe(session.uid);
    must((await client.logOff(other, patient)).result);
    must((await client.connectTree(session, 'Practice', patient)).result);
    client.close();
  });
});

describe('limits', () => {
  /** A bare socket that takes down how it ends. */
  async function open(): Promise<{ readonly socket: Socket; readonly closed: Promise<unknown> }> {
    const socket = connect(server.port, server.host);
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    await once(socket, 'connect');
    socket.resume();
    return { socket, closed };
  }

  test('takes 16 connections, and a new one when one has gone', async () => {
    const clients = await Promise.all(Array.from({ length: 16 }, () => clientOf(server)));
    await Promise.all(clients.map(negotiate));
    const { closed } = await open();
    await closed;
    clients[0]?.close();
    await expect
      .poll(async () => {
        const client = await clientOf(server);
        const { result } = await client.negotiate(patient);
        client.close();
        return result.ok;
      })
      .toBe(true);
    for (const client of clients) client.close();
  });

  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
  test.runIf(others.length > 0)('is not there for other machines', async () => {
    for (const address of others) {
      const socket = connect(server.port, address);
      const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
      expect(error.code).toBe('ECONNREFUSED');
    }
  });

  test.each([
    ['no frame', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a frame without SMB', frameMessage(Buffer.from('hello, world'))],
    ['an empty frame', frameMessage(Buffer.alloc(0))],
    ['a message that is too long', Buffer.from([0, 1, 0, 1])],
    ['a NetBIOS session request', Buffer.from([0x81, 0, 0, 0])],
    ['half a header', frameMessage(Buffer.from('ff534d4272', 'hex'))],
  ])('closes on %s', async (_what, bytes) => {
    const { socket, closed } = await open();
    socket.write(bytes);
    await closed;
  });

  test('refuses an echo of more than 128 KiB', async () => {
    const client = await clientOf(server);
    await negotiate(client);
    const asked = await client.echo({ ...patient, count: 1_000, data: Buffer.alloc(1_000) });
    expect(asked.record.status.name).toBe('STATUS_INSUFF_SERVER_RESOURCES');
    must((await client.echo({ ...patient, count: 100, data: Buffer.alloc(1_000) })).result);
    client.close();
  });

  test('closes on a client that asks faster than it reads', async () => {
    const client = await clientOf(server);
    await negotiate(client);
    const asked = Array.from({ length: 50 }, () => client.echo({ ...patient, count: 60, data: Buffer.alloc(2_000) }));
    const ends = (await Promise.all(asked)).map(({ result }) => (result.ok ? 'answered' : result.error.kind));
    expect(ends).toContain('transport');
    client.close();
    const other = await clientOf(server);
    await negotiate(other);
    other.close();
  });
});

describe('stop', () => {
  test('ends every connection, and may be called twice', async () => {
    const client = await clientOf(server);
    await negotiate(client);
    const echo = client.echo(patient);
    await echo;
    await Promise.all([server.stop(), server.stop()]);
    const after = await client.echo(patient);
    expect(after.result).toMatchObject({ ok: false, error: { kind: 'transport' } });
    const socket = connect(server.port, server.host);
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNREFUSED');
  });

  test('drops answers that were still to come', async () => {
    const slow = await startPracticeServer({ scenario: 'slow' });
    const client = await clientOf(slow);
    const answer = client.negotiate(patient);
    await slow.stop();
    expect((await answer).result).toMatchObject({ ok: false, error: { kind: 'transport' } });
    client.close();
  });

  test('of two servers leaves the other one alone', async () => {
    const other = await startPracticeServer({ scenario: 'healthy' });
    expect(other.port).not.toBe(server.port);
    await other.stop();
    const client = await clientOf(server);
    await negotiate(client);
    client.close();
  });
});
