import { chromium, expect, test } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { makeFolder, root, switchesFor } from './app.ts';
import { answerStart, expectVerdict, runPractice } from './wizard.ts';

/** The packaged program takes no inspector, so it is driven through its page's debugging port. */
const folder = join(root, 'dist/linux-unpacked');
const program = join(folder, 'session-doctor');

/** A fuse is a digit in the program's bytes. */
const [off, on] = ['0'.charCodeAt(0), '1'.charCodeAt(0)];

/** The running program, its window, and what ends both and waits until they are gone. */
interface Packaged {
  readonly page: Page;
  readonly stop: () => Promise<void>;
}

/** Waits for the line in which Chromium tells its debugging port; fails with what was said instead. */
function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += String(chunk);
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      reject(new Error(`the program ended with ${code ?? 'a signal'}: ${said}`));
    });
  });
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('the program has no browser context');
  return context.pages()[0] ?? context.waitForEvent('page');
}

async function startPackaged(): Promise<Packaged> {
  const settings = await makeFolder();
  const switches = [...switchesFor(settings.path), '--remote-debugging-port=0'];
  const child = spawn(program, switches, { stdio: ['ignore', 'ignore', 'pipe'] });
  const exited = once(child, 'exit');
  const browser = await chromium.connectOverCDP(await debuggingAddress(child));
  return {
    page: await firstPage(browser),
    stop: async () => {
      await browser.close();
      child.kill();
      await exited;
      await settings.remove();
    },
  };
}

test('the packaged app diagnoses the practice server', async () => {
  const { page, stop } = await startPackaged();
  try {
    await answerStart(page);
    await runPractice(page, 'healthy');
    await expectVerdict(page, 'healthy', 30_000);
    await page.screenshot({ path: join(root, 'test-output/screenshots/packaged.png') });
  } finally {
    await stop();
  }
});

test('the packaged program diagnoses without a window', async () => {
  const settings = await makeFolder();
  const child = spawn(program, [...switchesFor(settings.path), '--headless', '--practice=healthy', '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  await settings.remove();
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ verdict: { cause: 'healthy' } });
});

test('it can be made to run no other code', async () => {
  const wire = await getCurrentFuseWire(program);
  expect(wire).toMatchObject({
    [FuseV1Options.RunAsNode]: off,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
    [FuseV1Options.EnableNodeCliInspectArguments]: off,
    [FuseV1Options.OnlyLoadAppFromAsar]: on,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
    [FuseV1Options.EnableCookieEncryption]: on,
  });
  expect(existsSync(join(folder, 'resources/default_app.asar'))).toBe(false);
});

test('it holds the bundles and nothing else', () => {
  const files = listPackage(join(folder, 'resources/app.asar'), { isPack: false });
  const tops = new Set(files.map((file) => file.split('/').slice(1, 3).join('/')));
  expect([...tops].sort()).toEqual(['out', 'out/main', 'out/preload', 'out/renderer', 'package.json']);
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
});
