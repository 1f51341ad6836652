import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import koffi from 'koffi';
import { openWin32 } from '../../main/windows/win32/win32.ts';
import { must, mustFail, patient, windows } from './inspector.ts';

const ERROR_FILE_NOT_FOUND = 2;
const ERROR_PATH_NOT_FOUND = 3;

describe('a read through the redirector', () => {
  const folder = mkdtempSync(join(tmpdir(), 'session-doctor-'));
  before(() => {
    writeFileSync(join(folder, 'Übersicht.txt'), 'text');
    writeFileSync(join(folder, 'empty'), '');
    mkdirSync(join(folder, 'empty folder'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const readPath = async (name: string) => must(await windows.readPath(join(folder, name), patient));

  for (const name of ['Übersicht.txt', 'empty', 'empty folder', '.']) {
    test(`works for "${name}"`, async () => {
      const { ms, ...rest } = await readPath(name);
      assert.deepEqual(rest, { error: 0, offline: false });
      assert.ok(ms > 0 && ms < patient.deadlineMs, String(ms));
    });
  }

  test('fails as Windows does', async () => {
    assert.equal((await readPath('none')).error, ERROR_FILE_NOT_FOUND);
    assert.equal((await readPath('none\\none')).error, ERROR_PATH_NOT_FOUND);
  });

  test('what does not answer in time is left', async () => {
    const asked = await windows.readPath(folder, { ...patient, deadlineMs: 0 });
    assert.deepEqual(mustFail(asked), { kind: 'deadline', waitedMs: 0 });
  });
});

describe('saved credentials', () => {
  const target = 'TERMSRV/session-doctor-test.example';
  const CRED_TYPE_GENERIC = 1;
  const win32 = openWin32(koffi);
  const wide = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le');

  before(() => {
    const write = win32.bind('advapi32.dll', 'int32_t __stdcall CredWriteW(void *credential, uint32_t flags)');
    const [name, user, secret] = [wide(target), wide('bob'), wide('not read')];
    // CREDENTIALW: type, name, size and place of the secret, CRED_PERSIST_SESSION, user.
    const credential = Buffer.alloc(80);
    credential.writeUInt32LE(CRED_TYPE_GENERIC, 4);
    credential.writeBigUInt64LE(koffi.address(name), 8);
    credential.writeUInt32LE(secret.length, 32);
    credential.writeBigUInt64LE(koffi.address(secret), 40);
    credential.writeUInt32LE(1, 48);
    credential.writeBigUInt64LE(koffi.address(user), 72);
    assert.equal(write.now(credential, 0).value, 1);
  });
  after(() => {
    const remove = win32.bind(
      'advapi32.dll',
      'int32_t __stdcall CredDeleteW(str16 name, uint32_t type, uint32_t flags)',
    );
    remove.now(target, CRED_TYPE_GENERIC, 0);
  });

  test('are told by name', async () => {
    assert.ok(must(await windows.savedCredentialNames(patient)).includes(target));
  });
});

const underWine = process.env['WINEPREFIX'] !== undefined;

describe('what only Windows itself can tell', () => {
  test('the events of the system', async () => {
    const since = new Date(Date.now() - 30 * 86_400_000).toISOString();
    const query = { channel: 'System', ids: [6005, 6006, 7036], since, most: 5 };
    const asked = await windows.events(null, query, patient);
    if (underWine) {
      assert.deepEqual(mustFail(asked), { kind: 'not-available', detail: 'EvtQuery' });
      return;
    }
    const events = must(asked);
    assert.ok(events.length > 0);
    for (const { channel, id, at } of events) {
      assert.equal(channel, 'System');
      assert.ok(query.ids.includes(id));
      assert.ok(at >= since);
    }
  });

  test('the connections of this logon session', async () => {
    const asked = await windows.connections(patient);
    if (underWine) assert.deepEqual(mustFail(asked).kind, 'api');
    else assert.ok(Array.isArray(must(asked)));
  });

  test('the account', async () => {
    const asked = await windows.account(patient);
    if (underWine) assert.deepEqual(mustFail(asked).kind, 'api');
    else assert.match(must(asked).user.toLowerCase(), new RegExp(`^${hostname().toLowerCase()}\\\\`));
  });
});
