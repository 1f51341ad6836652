import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Credentials } from '../../main/ntlm/credentials.ts';
import type { Handles, Smb1Client } from '../../main/smb1/client.ts';
import {
  accessRights,
  createDispositions,
  createFlags,
  createOptions,
  fileAttributes,
  oplockLevels,
  shareAccess,
} from '../../main/smb1/codec/file-constants.ts';
import { findFlags } from '../../main/smb1/codec/trans2-find-first2.ts';
import { failureOf, must, patient, signedIn, startClientLab, type ClientLab } from './client-lab.ts';
import { describeWith } from './require.ts';
import { startImpacket, type ImpacketServer } from './servers/impacket.ts';
import { sambaVariants, startSamba, type Samba } from './servers/samba.ts';

const readWrite = accessRights.FILE_READ_DATA | accessRights.FILE_WRITE_DATA;
const made = { ...patient, access: readWrite, disposition: createDispositions.FILE_CREATE };
const opened = { ...patient, access: accessRights.FILE_READ_DATA, disposition: createDispositions.FILE_OPEN };

/** Signs in and opens a share. */
async function onShare(client: Smb1Client, credentials: Credentials, share: string): Promise<Handles> {
  return must((await client.connectTree(await signedIn(client, credentials), share, patient)).result);
}

/** Every step of a file's life, on a server that has none of that name. Gives the names of the series. */
async function workWith(client: Smb1Client, tree: Handles, path: string): Promise<void> {
  const data = randomBytes(4_000);
  const file = { ...tree, ...must((await client.open(tree, path, made)).result) };
  expect(file).toMatchObject({ endOfFile: 0n, directory: false });
  const written = await client.write(file, { ...patient, offset: 0n, data });
  expect(must(written.result)).toBe(data.length);
  expect(Buffer.from(written.record.request).includes(data.subarray(0, 8))).toBe(false);
  must((await client.flush(file, patient)).result);
  const read = await client.read(file, { ...patient, offset: 1_000n, count: 4_000 });
  expect(must(read.result)).toEqual(data.subarray(1_000));
  expect(must((await client.queryPathInfo(tree, path, patient)).result)).toMatchObject({ endOfFile: 4_000n });
  must((await client.closeFile(file, patient)).result);
  const found = must((await client.findFirst(tree, path, patient)).result);
  expect(found.files).toMatchObject([{ fileName: path.slice(1), endOfFile: 4_000n }]);
  must((await client.deleteFile(tree, path, patient)).result);
  const gone = await client.queryPathInfo(tree, path, patient);
  expect(failureOf(gone.result)).toMatchObject({ kind: 'server-status' });
}

describeWith(['smbd', 'pdbedit', 'tshark', 'setsid'], 'file work of the SMB1 client against Samba', () => {
  let samba: Samba;
  let lab: ClientLab;
  let user: Credentials;
  beforeAll(async () => {
    samba = await startSamba();
    lab = await startClientLab(samba.port);
    user = { kind: 'user', domain: '', user: samba.user, password: samba.password };
  });
  afterAll(async () => {
    await lab.stop();
    await samba.stop();
  });
  const onOurs = async (): Promise<{ readonly client: Smb1Client; readonly tree: Handles }> => {
    const client = await lab.connect();
    return { client, tree: await onShare(client, user, samba.shares.forUser) };
  };

  test('a file is made, written, read, looked at, found, closed and deleted', async () => {
    const { client, tree } = await onOurs();
    await workWith(client, tree, '\\Tägliches Ärgernis.txt');
    expect(readdirSync(samba.files)).toEqual([]);
  });

  test('what was written is on the disk, and delete-on-close takes it away', async () => {
    const { client, tree } = await onOurs();
    const volatile = {
      ...made,
      access: readWrite | accessRights.DELETE,
      createOptions: createOptions.FILE_DELETE_ON_CLOSE,
    };
    const file = { ...tree, ...must((await client.open(tree, '\\volatile', volatile)).result) };
    must((await client.write(file, { ...patient, offset: 0n, data: Buffer.from('on the disk') })).result);
    must((await client.flush(file, patient)).result);
    expect(readFileSync(`${samba.files}/volatile`, 'utf8')).toBe('on the disk');
    must((await client.closeFile(file, patient)).result);
    expect(readdirSync(samba.files)).toEqual([]);
  });

  test('refusals come by name', async () => {
    const { client, tree } = await onOurs();
    const refusal = (result: Parameters<typeof failureOf>[0]) => failureOf(result);
    expect(refusal((await client.open(tree, '\\absent', opened)).result)).toMatchObject({
      status: { name: 'STATUS_OBJECT_NAME_NOT_FOUND' },
    });
    const alone = must((await client.open(tree, '\\alone', made)).result);
    expect(refusal((await client.open(tree, '\\alone', opened)).result)).toMatchObject({
      status: { name: 'STATUS_SHARING_VIOLATION' },
    });
    must((await client.closeFile({ ...tree, fid: alone.fid }, patient)).result);
    expect(refusal((await client.closeFile({ ...tree, fid: alone.fid }, patient)).result)).toMatchObject({
      status: { name: 'STATUS_INVALID_HANDLE' },
    });
    must((await client.deleteFile(tree, '\\alone', patient)).result);
    expect(refusal((await client.findFirst(tree, '\\alone', patient)).result)).toMatchObject({
      status: { name: 'STATUS_NO_SUCH_FILE' },
    });
    const other = await lab.connect();
    const guest = await onShare(other, user, samba.shares.forGuests);
    expect(refusal((await other.open(guest, '\\new', made)).result)).toMatchObject({
      status: { name: 'STATUS_ACCESS_DENIED' },
    });
  });

  test('an oplock is granted where one is asked for', async () => {
    const { client, tree } = await onOurs();
    const oplock = createFlags.NT_CREATE_REQUEST_OPLOCK | createFlags.NT_CREATE_REQUEST_OPBATCH;
    const file = must((await client.open(tree, '\\held', { ...made, oplock })).result);
    expect(file.oplockLevel).toBe(oplockLevels.batch);
    must((await client.closeFile({ ...tree, fid: file.fid }, patient)).result);
    must((await client.deleteFile(tree, '\\held', patient)).result);
  });

  test('a search stays open until it is closed, and gives as many names as are asked for', async () => {
    const { client, tree } = await onOurs();
    const share = shareAccess.FILE_SHARE_READ;
    for (const path of ['\\one.txt', '\\two.txt']) {
      const { fid } = must((await client.open(tree, path, { ...made, shareAccess: share })).result);
      must((await client.closeFile({ ...tree, fid }, patient)).result);
    }
    const attributes = fileAttributes.ATTR_HIDDEN | fileAttributes.ATTR_SYSTEM;
    const first = await client.findFirst(tree, '\\*', { ...patient, attributes });
    const { sid, files, endOfSearch } = must(first.result);
    expect(files).toHaveLength(1);
    expect(endOfSearch).toBe(false);
    expect(must((await client.findNext(tree, sid, patient)).result)).toMatchObject({ searchCount: 1 });
    must((await client.findClose(tree, sid, patient)).result);
    // Two more were there: for a search that is none any more Samba knows no better word.
    expect(failureOf((await client.findNext(tree, sid, patient)).result)).toMatchObject({
      status: { name: 'STATUS_NO_MORE_FILES' },
    });
    const flags = findFlags.SMB_FIND_CLOSE_AFTER_REQUEST;
    const both = must((await client.findFirst(tree, '\\*', { ...patient, attributes, flags, count: 16 })).result);
    expect(both.files.map(({ fileName }) => fileName).sort()).toEqual(['one.txt', 'two.txt']);
    for (const path of ['\\one.txt', '\\two.txt']) must((await client.deleteFile(tree, path, patient)).result);
  });

  test('sends nothing that tshark objects to', async () => {
    const judgement = await lab.judge();
    expect(judgement.complaints).toEqual([]);
    expect(judgement.clientPackets).toBeGreaterThan(40);
  });

  describe('where signatures are demanded', () => {
    let signing: Samba;
    let signed: ClientLab;
    beforeAll(async () => {
      signing = await startSamba({ settings: sambaVariants.signingMandatory });
      signed = await startClientLab(signing.port);
    });
    afterAll(async () => {
      await signed.stop();
      await signing.stop();
    });

    test('all of it is signed, and its answers are too', async () => {
      const client = await signed.connect();
      await workWith(client, await onShare(client, user, signing.shares.forUser), '\\signed.txt');
    });
  });
});

describeWith(['impacket', 'setsid'], "file work of the SMB1 client against impacket's server", () => {
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

  test('a file is made, written, read, looked at, found, closed and deleted', async () => {
    const client = await lab.connect();
    const user: Credentials = { kind: 'user', domain: '', user: server.user, password: server.password };
    await workWith(client, await onShare(client, user, server.share), '\\plain.txt');
  });
});
