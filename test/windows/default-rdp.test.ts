import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { must, patient, windows } from './inspector.ts';

/** Where the documents are by the registry, which the program does not ask. */
const shellFolders = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\Shell Folders';
const line = execFileSync('reg', ['query', shellFolders, '/v', 'Personal'], { encoding: 'utf8' });
const path = join(/REG_SZ\s+(.*\S)/.exec(line)?.[1] ?? '', 'Default.rdp');

describe('Default.rdp', () => {
  after(() => {
    rmSync(path, { force: true });
  });

  test('is null where there is none', async () => {
    rmSync(path, { force: true });
    assert.equal(must(await windows.defaultRdpFile(patient)), null);
  });

  test('is read from the documents of this user', async () => {
    writeFileSync(path, '\ufefffull address:s:rds02\r\n', 'utf16le');
    assert.equal(must(await windows.defaultRdpFile(patient)), 'full address:s:rds02\r\n');
  });
});
