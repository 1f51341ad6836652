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
  /**
   * What axe judges: all, or the contrast alone where nothing else differs from the light look. Of forced colours it
   * would judge those that we asked for, not those that the system puts in their place.
   */
  readonly judged: 'all' | 'contrast' | 'nothing';
}

const usual = { width: 1280, height: 800, dark: false, forced: false, zoom: 1, judged: 'nothing' } as const;

const looks: readonly Look[] = [
  { ...usual, name: 'light', judged: 'all' },
  { ...usual, name: 'dark', dark: true, judged: 'contrast' },
  { ...usual, name: 'forced-light', forced: true },
  { ...usual, name: 'forced-dark', forced: true, dark: true },
  { ...usual, name: '1280x720', height: 720 },
  { ...usual, name: 'minimum', width: 800, height: 600 },
  { ...usual, name: '200-percent', zoom: 2, judged: 'all' },
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
    expect.soft(await seriousFindings(app, look), `${name}, ${look.name}: axe`).toEqual([]);
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
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, wanted);
  // Charts measure their place and draw anew.
  await page.waitForFunction(() =>
    Array.from(document.querySelectorAll('svg.recharts-surface')).every(
      (chart) => chart.clientWidth <= (chart.closest('[aria-hidden]')?.clientWidth ?? 0),
    ),
  );
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

async function seriousFindings({ page }: App, { judged }: Look): Promise<readonly string[]> {
  if (judged === 'nothing') return [];
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    // Fluent's own markers of the ends of a focus group: in the tab order for a moment only, and nothing to read.
    .exclude('[data-tabster-dummy]');
  const { violations } = await (judged === 'contrast' ? axe.withRules('color-contrast') : axe).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, any, all, none }) =>
          `${id}: ${html} ${JSON.stringify([...any, ...all, ...none].map(({ message }) => message))}`,
      ),
    );
}
