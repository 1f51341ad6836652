import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Report } from '../../app/model/report.ts';
import type { App } from './app.ts';
import { makeFolder, root, startApp, switchesFor } from './app.ts';
import { expectScreen } from './wizard.ts';

const electronProgram = createRequire(import.meta.url)('electron') as string;

let folder: Awaited<ReturnType<typeof makeFolder>>;
let settings: string;
test.beforeEach(async () => {
  folder = await makeFolder();
  settings = join(folder.path, 'settings');
});
test.afterEach(() => folder.remove());

/** Runs Electron to its end, as a person or another program would start it. */
async function runElectron(words: readonly string[], env = process.env): Promise<{ code: unknown; output: string }> {
  const child = spawn(electronProgram, [...switchesFor(settings), root, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, output };
}

const boundsOf = ({ electron }: App) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());

test('a second start shows the first window and ends', async () => {
  const first = await startApp(settings);
  await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  expect(await runElectron([])).toMatchObject({ code: 0 });
  const windows = () =>
    first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));
  await expect.poll(windows).toEqual([true]);
  await first.close();
});

test('the window opens again where it was closed, in a size that fits', async () => {
  const first = await startApp(settings);
  const place = { x: 60, y: 70, width: 900, height: 700 };
  await first.electron.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), place);
  await expect.poll(() => boundsOf(first)).toEqual(place);
  await first.close();
  const second = await startApp(settings);
  expect(await boundsOf(second)).toEqual(place);
  await second.close();
});

for (const [what, text] of [
  ['lies on a screen that is gone', '{"x":9000,"y":9000,"width":900,"height":700,"maximized":false}'],
  ['is damaged', '{"x":12'],
] as const) {
  test(`the window opens on the screen when its saved place ${what}`, async () => {
    await mkdir(settings);
    await writeFile(join(settings, 'window.json'), text);
    const app = await startApp(settings);
    const area = await app.electron.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea);
    const bounds = await boundsOf(app);
    expect(bounds?.x).toBeGreaterThanOrEqual(area.x);
    expect((bounds?.x ?? 0) + (bounds?.width ?? 0)).toBeLessThanOrEqual(area.x + area.width);
    expect(bounds?.y).toBeGreaterThanOrEqual(area.y);
    await app.close();
  });
}

test('the window can not be made smaller than its content allows', async () => {
  const app = await startApp(settings);
  const size = await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getMinimumSize());
  expect(size).toEqual([800, 600]);
  await app.close();
});

test('the usual keys zoom the page, though no menu is in view', async () => {
  const app = await startApp(settings);
  await expectScreen(app.page, 'window.start.title');
  const zoomLevel = () =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.zoomLevel);
  for (const [keyCode, level] of [
    ['=', 0.5],
    ['numadd', 1],
    ['-', 0.5],
    ['0', 0],
  ] as const) {
    await app.electron.evaluate(({ BrowserWindow }, key) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.focus();
      // As from a keyboard: what the page leaves goes on to the menu.
      window?.webContents.sendInputEvent({ type: 'keyDown', keyCode: key, modifiers: ['control'] });
    }, keyCode);
    await expect.poll(zoomLevel).toBe(level);
  }
  await app.close();
});

test('without a window it diagnoses beside an open window, needs no display, and prints only the report', async () => {
  const open = await startApp(settings);
  const withoutDisplay = { ...process.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
  const { code, output } = await runElectron(['--headless', '--practice=smb1-disabled', '--json'], withoutDisplay);
  expect(Report.parse(JSON.parse(output)).verdict.cause).toBe('smb1-disabled');
  expect(code).toBe(1);
  await open.close();
});

test('without a window, wrong usage ends with 2', async () => {
  expect(await runElectron(['--headless', '--no-such-option'])).toEqual({ code: 2, output: '' });
});
