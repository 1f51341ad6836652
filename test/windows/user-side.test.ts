import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { must, mustFail, patient, windows } from './inspector.ts';
import { saveCredential } from './saved-credential.ts';

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
    try {
      rmSync(folder, { recursive: true });
    } catch {
      // The call that was left still holds it; it lies in a temporary folder.
    }
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
  let remove: () => void;
  before(() => {
    remove = saveCredential(target);
  });
  after(() => {
    remove();
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
