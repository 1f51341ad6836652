import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { planRun } from '../../../main/diagnosis/plan.ts';
import { runDiagnosis } from '../../../main/diagnosis/run.ts';
import { findingsOf } from '../../../app/reasoning/findings.ts';
import type { PracticeServer } from '../../../main/practice/server.ts';
import { startPracticeServer } from '../../../main/practice/server.ts';
import type { Handles, Smb1Client } from '../../../main/smb1/client.ts';
import { accessRights, createDispositions, createOptions } from '../../../main/smb1/codec/file-constants.ts';
import { must } from '../must.ts';
import { clientOf, patient, practiceUser, signIn } from './client.ts';

let server: PracticeServer;
let client: Smb1Client;
let tree: Handles;
beforeEach(async () => {
  server = await startPracticeServer({ scenario: 'healthy' });
  client = await clientOf(server);
  tree = must((await client.connectTree(await signIn(client, practiceUser), 'Practice', patient)).result);
});
afterEach(async () => {
  client.close();
  await server.stop();
});

const made = {
  ...patient,
  access: accessRights.FILE_READ_DATA | accessRights.FILE_WRITE_DATA,
  disposition: createDispositions.FILE_CREATE,
};
const opened = { ...patient, access: accessRights.FILE_READ_DATA, disposition: createDispositions.FILE_OPEN };
const statusOf = (result: { readonly ok: boolean; readonly error?: unknown }) =>
  (result.error as { readonly status?: { readonly name: string } } | undefined)?.status?.name;

describe('the share of the practice server', () => {
  test('has a file to read', async () => {
    const { files } = must((await client.findFirst(tree, '\\*', { ...patient, count: 16 })).result);
    expect(files.map(({ fileName }) => fileName)).toEqual(['Welcome.txt']);
    const { fid, endOfFile } = must((await client.open(tree, '\\WELCOME.TXT', opened)).result);
    const data = must((await client.read({ ...tree, fid }, { ...patient, offset: 0n, count: 4_096 })).result);
    expect(BigInt(data.length)).toBe(endOfFile);
    expect(data.toString()).toContain('practice server');
  });

  test('keeps what is written, up to its limit', async () => {
    const file = { ...tree, ...must((await client.open(tree, '\\new.txt', made)).result) };
    must((await client.write(file, { ...patient, offset: 3n, data: Buffer.from('abc') })).result);
    const read = await client.read(file, { ...patient, offset: 0n, count: 100 });
    expect(must(read.result)).toEqual(Buffer.from('\0\0\0abc'));
    const beyond = await client.write(file, { ...patient, offset: 70_000n, data: Buffer.from('abc') });
    expect(statusOf(beyond.result)).toBe('STATUS_DISK_FULL');
    expect(must((await client.queryPathInfo(tree, '\\new.txt', patient)).result).endOfFile).toBe(6n);
  });

  test('deletes on close, and by name', async () => {
    const volatile = { ...made, createOptions: createOptions.FILE_DELETE_ON_CLOSE };
    const { fid } = must((await client.open(tree, '\\volatile', volatile)).result);
    must((await client.closeFile({ ...tree, fid }, patient)).result);
    expect(statusOf((await client.open(tree, '\\volatile', opened)).result)).toBe('STATUS_OBJECT_NAME_NOT_FOUND');
    must((await client.deleteFile(tree, '\\Welcome.txt', patient)).result);
    expect(statusOf((await client.findFirst(tree, '\\*', patient)).result)).toBe('STATUS_NO_SUCH_FILE');
  });

  test('refuses what it can’t do, by name', async () => {
    expect(statusOf((await client.open(tree, '\\Welcome.txt', made)).result)).toBe('STATUS_OBJECT_NAME_COLLISION');
    expect(statusOf((await client.open(tree, '\\folder\\new', made)).result)).toBe('STATUS_OBJECT_NAME_NOT_FOUND');
    const nothing = { ...tree, fid: 1 };
    expect(statusOf((await client.flush(nothing, patient)).result)).toBe('STATUS_INVALID_HANDLE');
    expect(statusOf((await client.closeFile(nothing, patient)).result)).toBe('STATUS_INVALID_HANDLE');
    const many = Array.from({ length: 40 }, (_, index) => `\\${String(index)}`);
    const results = await Promise.all(many.map((path) => client.open(tree, path, made)));
    expect(results.map(({ result }) => statusOf(result)).filter((name) => name === 'STATUS_DISK_FULL')).toHaveLength(9);
  });
});

test('a diagnosis of it works on a file and finds nothing wrong', async () => {
  const target = {
    host: '127.0.0.1',
    port: 445,
    share: 'Practice',
    account: { kind: 'user', domain: '', user: 'practice' },
  } as const;
  const usual = planRun({ target }).checks;
  expect(usual).toContain('smb1-files');
  const plan = planRun({ target, samples: 3, checks: usual.filter((id) => !id.startsWith('smb2')) });
  const run = await runDiagnosis({
    request: { symptom: 'unknown', target, plan, practice: 'healthy' },
    password: 'practice',
    clock: systemClock,
    signal: new AbortController().signal,
    skipped: () => new AbortController().signal,
    emit: () => undefined,
  });
  expect(findingsOf(run).map(({ cause }) => cause)).toEqual(['healthy']);
  expect(run.observations).toContainEqual(expect.objectContaining({ kind: 'file-work', how: 'written' }));
});
