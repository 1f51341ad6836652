import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { Observation } from '../../app/model/observation.ts';
import { bundleForNode } from '../../build/bundle.mjs';
import { root } from '../../build/run.mjs';
import { placeKoffiForWindows, placeWindowsNode } from '../../build/windows/place.mjs';
import { openWine, type Windows } from '../../build/windows/wine.mjs';
import { describeWith } from './require.ts';
import type { Samba } from './servers/samba.ts';
import { startSamba } from './servers/samba.ts';

describeWith(['wine', 'ntlm_auth', 'smbd', 'pdbedit', 'setsid'], 'a sign-in with tokens of SSPI', () => {
  let scratch = '';
  let windows: Windows;
  let samba: Samba;
  let node = '';
  let bundle = '';
  beforeAll(async () => {
    node = await placeWindowsNode();
    await placeKoffiForWindows();
    // Below the project's folder, so that the bundle finds koffi.
    scratch = mkdtempSync(join(root, 'out/windows-'));
    bundle = join(scratch, 'sspi-sign-in.mjs');
    await bundleForNode('test/lab/sspi-sign-in.ts', bundle, 'esm');
    windows = await openWine();
    samba = await startSamba();
  });
  afterAll(async () => {
    await samba.stop();
    await windows.close();
    rmSync(scratch, { recursive: true });
  });

  async function observe(user: string, password: string): Promise<readonly Observation[]> {
    const file = join(scratch, 'observations.json');
    const args = [String(samba.port), samba.shares.forUser, user, password, windows.pathOf(file)];
    const ended = await windows.run(node, [windows.pathOf(bundle), ...args], { timeoutMs: 30_000 });
    expect(`${ended.output}${ended.errors}`).toBe('');
    return z.array(Observation).parse(JSON.parse(readFileSync(file, 'utf8')));
  }

  test('opens sessions over SMB1 and SMB2', async () => {
    const seen = await observe(samba.user, samba.password);
    const sessions = seen.filter((one) => one.kind === 'signed-in');
    expect(sessions.map(({ protocol = 'smb1', guest }) => ({ protocol, guest }))).toEqual([
      { protocol: 'smb1', guest: false },
      { protocol: 'smb2', guest: false },
    ]);
    expect(seen.some((one) => one.kind === 'session-alive')).toBe(true);
  });

  test('is refused with the wrong password', async () => {
    const seen = await observe(samba.user, 'wrong');
    expect(seen.find((one) => one.kind === 'sign-in-refused')?.status.name).toBe('STATUS_LOGON_FAILURE');
    expect(seen.some((one) => one.kind === 'signed-in')).toBe(false);
  });

  test('as whoever runs it fails where Windows has no password of theirs, and is not made as somebody else', async () => {
    const seen = await observe('', '');
    expect(seen.find((one) => one.kind === 'authentication-unsupported')?.why).toBe('no-token');
    expect(seen.some((one) => one.kind === 'signed-in')).toBe(false);
  });
});
