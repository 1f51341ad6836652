import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { RegistryKey } from '../../main/windows/registry.ts';
import { valueOf } from '../../main/windows/registry.ts';
import { must, mustFail, patient, windows } from './inspector.ts';

const ours = 'Software\\Session Doctor test';

/** Written by Windows' own `reg import`, which knows nothing of our reader. */
const contents = `Windows Registry Editor Version 5.00

[HKEY_CURRENT_USER\\${ours}]
@="the default"
"SessTimeout"=dword:0000003c
"Most"=dword:ffffffff
"Wide"=hex(b):08,07,06,05,04,03,02,01
"Name"="Zürich \\\\\\\\nas01\\\\Daten"
"Path"=hex(2):25,00,54,00,45,00,4d,00,50,00,25,00,00,00
"Servers"=hex(7):6e,00,e4,00,73,00,00,00,62,00,00,00,00,00
"NoServers"=hex(7):00,00
"Bytes"=hex:00,ff,10
"ShortNumber"=hex(4):3c,00
"BigEndian"=hex(5):00,00,00,3c
"NoTerminator"=hex(1):61,00,62,00
"Empty"=hex:

[HKEY_CURRENT_USER\\${ours}\\First]

[HKEY_CURRENT_USER\\${ours}\\Zweiter Schlüssel]
`;

describe('the registry', () => {
  before(() => {
    const folder = mkdtempSync(join(tmpdir(), 'session-doctor-'));
    const file = join(folder, 'ours.reg');
    const longValue = `"Long"="${'x'.repeat(20_000)}"\r\n`;
    writeFileSync(file, `\ufeff${contents.replace(/\n/g, '\r\n').replace('@=', `${longValue}@=`)}`, 'utf16le');
    execFileSync('reg', ['import', file], { stdio: 'ignore' });
    rmSync(folder, { recursive: true });
  });
  after(() => {
    execFileSync('reg', ['delete', `HKCU\\${ours}`, '/f'], { stdio: 'ignore' });
  });

  const read = async (): Promise<RegistryKey | null> => must(await windows.registry.key(null, 'HKCU', ours, patient));

  test('every type comes as it was written', async () => {
    const key = await read();
    assert.deepEqual(valueOf(key, ''), { type: 'REG_SZ', value: 'the default' });
    assert.deepEqual(valueOf(key, 'SessTimeout'), { type: 'REG_DWORD', value: 60 });
    assert.deepEqual(valueOf(key, 'Most'), { type: 'REG_DWORD', value: 0xffff_ffff });
    assert.deepEqual(valueOf(key, 'Wide'), { type: 'REG_QWORD', value: 0x0102_0304_0506_0708n });
    assert.deepEqual(valueOf(key, 'Name'), { type: 'REG_SZ', value: 'Zürich \\\\nas01\\Daten' });
    assert.deepEqual(valueOf(key, 'Path'), { type: 'REG_EXPAND_SZ', value: '%TEMP%' });
    assert.deepEqual(valueOf(key, 'Servers'), { type: 'REG_MULTI_SZ', value: ['näs', 'b'] });
    assert.deepEqual(valueOf(key, 'NoServers'), { type: 'REG_MULTI_SZ', value: [] });
    assert.deepEqual(valueOf(key, 'Bytes'), { type: 'REG_BINARY', value: Uint8Array.of(0, 255, 16) });
    assert.deepEqual(valueOf(key, 'Empty'), { type: 'REG_BINARY', value: new Uint8Array() });
    assert.deepEqual(valueOf(key, 'BigEndian'), { type: 'other', code: 5, value: Uint8Array.of(0, 0, 0, 60) });
  });

  test('a number of the wrong size is not taken for a number, and text needs no null', async () => {
    const key = await read();
    assert.deepEqual(valueOf(key, 'ShortNumber'), { type: 'other', code: 4, value: Uint8Array.of(60, 0) });
    assert.deepEqual(valueOf(key, 'NoTerminator'), { type: 'REG_SZ', value: 'ab' });
  });

  test('a value longer than the first buffer comes whole', async () => {
    assert.deepEqual(valueOf(await read(), 'Long'), { type: 'REG_SZ', value: 'x'.repeat(20_000) });
  });

  test('names are found in any case, and subkeys by name', async () => {
    const key = await read();
    assert.deepEqual(valueOf(key, 'sesstimeout'), { type: 'REG_DWORD', value: 60 });
    assert.equal(valueOf(key, 'Missing'), undefined);
    assert.deepEqual([...(key?.subkeys ?? [])].sort(), ['First', 'Zweiter Schlüssel']);
  });

  test('a key that is not there is null, at any depth', async () => {
    assert.equal(must(await windows.registry.key(null, 'HKCU', `${ours}\\None`, patient)), null);
    assert.equal(must(await windows.registry.key(null, 'HKLM', 'SOFTWARE\\None\\At\\All', patient)), null);
  });

  test('HKLM and HKU are read as well', async () => {
    const version = must(
      await windows.registry.key(null, 'HKLM', 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion', patient),
    );
    assert.equal(valueOf(version, 'CurrentVersion')?.type, 'REG_SZ');
    const { userSid } = must(await windows.operatingSystem(patient));
    const mine = must(await windows.registry.key(null, 'HKU', `${userSid}\\${ours}`, patient));
    assert.deepEqual(valueOf(mine, 'Most'), { type: 'REG_DWORD', value: 0xffff_ffff });
  });

  test('a server that is not there is a failure of the function that asked it', async () => {
    const asked = await windows.registry.key('no-such-server.invalid', 'HKLM', 'SOFTWARE', patient);
    assert.deepEqual(mustFail(asked), { kind: 'api', api: 'RegConnectRegistryW', code: 53 });
  });

  test('a reader that is cancelled before it begins reads nothing', async () => {
    const asked = windows.registry.key(null, 'HKCU', ours, { ...patient, signal: AbortSignal.abort() });
    assert.deepEqual(mustFail(await asked), { kind: 'cancelled' });
  });
});
