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
import { answerStart, button, expectVerdict, runChecks } from './wizard.ts';

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

/** Waits until the window shows the app's page: whoever attaches before is left with the empty page that went before. */
async function pageShown(address: string): Promise<void> {
  const list = new URL('/json/list', address.replace(/^ws/, 'http'));
  await expect
    .poll(async () => ((await (await fetch(list)).json()) as { url: string }[]).map(({ url }) => url))
    .toEqual([expect.stringMatching(/^app:/)]);
}

function onlyPage(browser: Browser): Page {
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('the program has no page');
  return page;
}

async function startPackaged(): Promise<Packaged> {
  const settings = await makeFolder();
  const switches = [...switchesFor(settings.path), '--remote-debugging-port=0'];
  const child = spawn(program, switches, { stdio: ['ignore', 'ignore', 'pipe'] });
  const exited = once(child, 'exit');
  const end = async (): Promise<void> => {
    child.kill();
    await exited;
    await settings.remove();
  };
  try {
    const address = await debuggingAddress(child);
    await pageShown(address);
    const browser = await chromium.connectOverCDP(address);
    const stop = async (): Promise<void> => {
      await browser.close();
      await end();
    };
    return { page: onlyPage(browser), stop };
  } catch (error) {
    await end();
    throw error;
  }
}

test('the packaged app diagnoses the practice server', async () => {
  const { page, stop } = await startPackaged();
  try {
    await answerStart(page);
    await button(page, 'window.practice.use').click();
    await runChecks(page);
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
