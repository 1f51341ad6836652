import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from './app.ts';
import { root } from './app.ts';

/** A way in which a person may see the window: its size in px, the system's theme, the zoom. */
interface Look {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly dark: boolean;
  readonly forced: boolean;
  readonly zoom: number;
  /** Whether axe judges it too; sizes change nothing that it would see. */
  readonly judged: boolean;
}

const usual = { width: 1280, height: 800, dark: false, forced: false, zoom: 1, judged: false } as const;

const looks: readonly Look[] = [
  { ...usual, name: 'light', judged: true },
  { ...usual, name: 'dark', dark: true, judged: true },
  { ...usual, name: 'forced-light', forced: true },
  { ...usual, name: 'forced-dark', forced: true, dark: true, judged: true },
  { ...usual, name: '1280x720', height: 720 },
  { ...usual, name: 'minimum', width: 800, height: 600 },
  { ...usual, name: '200-percent', zoom: 2, judged: true },
];

/**
 * Puts the window as it stands through every look: keeps a screenshot of each under test-output/screenshots, checks that
 * nothing is cut off at the side, and has axe find nothing serious.
 */
export async function judgeLooks(app: App, name: string): Promise<void> {
  for (const look of looks) {
    await wear(app, look);
    await keepScreenshot(app, `${name}-${look.name}`);
    const overflow = await app.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft(overflow, `${name}, ${look.name}: px beyond the right edge`).toBeLessThanOrEqual(0);
    if (look.judged) expect.soft(await seriousFindings(app, look), `${name}, ${look.name}: axe`).toEqual([]);
  }
  await wear(app, usual);
}

async function wear({ page, electron }: App, look: Omit<Look, 'name'>): Promise<void> {
  await page.emulateMedia({
    colorScheme: look.dark ? 'dark' : 'light',
    forcedColors: look.forced ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
  await electron.evaluate(({ BrowserWindow }, { width, height, zoom }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setContentSize(width, height);
    window?.webContents.setZoomFactor(zoom);
  }, look);
  const wanted = { width: look.width / look.zoom, height: look.height / look.zoom };
  await expect.poll(() => page.evaluate(() => ({ width: innerWidth, height: innerHeight }))).toEqual(wanted);
  // Two frames, so that what follows a change of size has been drawn.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined)))),
  );
}

/** What the window's own compositor drew: Playwright's screenshot would cut a zoomed page off. */
async function keepScreenshot({ electron }: App, name: string): Promise<void> {
  const png = await electron.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64') ?? '';
  });
  const folder = join(root, 'test-output/screenshots');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.png`), Buffer.from(png, 'base64'));
}

async function seriousFindings({ page }: App, { forced }: Look): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    // Fluent's own markers of the ends of a focus group: in the tab order for a moment only, and nothing to read.
    .exclude('[data-tabster-dummy]')
    // axe reads the colours that we asked for, not those that the system puts in their place.
    .disableRules(forced ? ['color-contrast'] : [])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, any, all, none }) =>
          `${id}: ${html} ${JSON.stringify([...any, ...all, ...none].map(({ message }) => message))}`,
      ),
    );
}
