import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CauseId } from '../../app/model/finding.ts';
import { Report } from '../../app/model/report.ts';
import { PracticeScenario } from '../../app/model/target.ts';
import type { App } from './app.ts';
import { makeFolder, startFreshApp } from './app.ts';
import { button, expectScreen, expectVerdict, field, title } from './wizard.ts';
import { words } from './words.ts';

/*
 * The whole way by keyboard alone: nothing here clicks or focuses but by keys.
 */

let app: App;
test.beforeEach(async () => {
  app = await startFreshApp();
});
test.afterEach(() => app.close());

/** Goes on with Tab until `wanted` has the focus, at most once around the window. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  const hasFocus = (): Promise<boolean> => wanted.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 60; presses++) {
    if (await hasFocus()) return;
    await page.keyboard.press('Tab');
  }
  await expect(wanted).toBeFocused();
}

/** Answers the first screen and comes to the second. */
async function answerStartByKeys(page: Page): Promise<void> {
  await expect(field(page, 'window.start.code')).toBeFocused();
  await page.keyboard.type('0xC0000203');
  await expect(page.getByText('STATUS_USER_SESSION_DELETED').first()).toBeVisible();
  await tabTo(page, page.getByRole('radio').first());
  await page.keyboard.press('Space');
  await expect(page.getByRole('radio', { name: words('window.start.share') })).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expectScreen(page, 'window.target.title');
  await expect(title(page)).toBeFocused();
}

async function choosePracticeByKeys(page: Page, scenario: PracticeScenario): Promise<void> {
  await tabTo(page, button(page, 'window.practice.use'));
  await page.keyboard.press('Enter');
  const choice = page.getByRole('radio', { name: words(`window.practice.${scenario}`) });
  await tabTo(page, page.getByRole('radiogroup').getByRole('radio', { checked: true }));
  for (let presses = 1; presses < PracticeScenario.options.length && !(await choice.isChecked()); presses++) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(choice).toBeChecked();
}

/** Stops the run once twenty echoes have been answered: enough for a verdict, and the whole series would take long. */
async function stopByKeys(page: Page): Promise<void> {
  const progress = page.getByRole('cell').filter({ hasText: / of 200 echoes answered/ });
  await expect.poll(async () => Number.parseInt(await progress.innerText()), { timeout: 30_000 }).toBeGreaterThan(20);
  await page.keyboard.press('Escape');
  await expect(button(page, 'window.checks.stop')).toBeFocused();
  await page.keyboard.press('Enter');
}

const verdicts: Readonly<Record<PracticeScenario, CauseId>> = {
  healthy: 'healthy',
  slow: 'high-latency',
  'smb1-disabled': 'smb1-disabled',
  stalled: 'connection-stalled',
};

for (const scenario of PracticeScenario.options) {
  test(`keys alone lead from the code to a saved report: practice server, ${scenario}`, async () => {
    // The stalled server is silent over SMB1 and over SMB2, for two deadlines each.
    test.setTimeout(120_000);
    const { page, electron } = app;
    await answerStartByKeys(page);
    await choosePracticeByKeys(page, scenario);
    await expect(page.getByRole('button', { name: /^Run \d+ checks$/ })).toBeEnabled();
    await page.keyboard.press('Control+Enter');
    if (scenario === 'slow') await stopByKeys(page);
    await expectVerdict(page, verdicts[scenario], 90_000);
    await expect(title(page)).toBeFocused();
    await expect(
      page.getByText(words('window.practice.banner', { scenario: words(`window.practice.${scenario}`) })),
    ).toBeVisible();

    const folder = await makeFolder();
    const path = join(folder.path, 'case.json');
    await electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    await page.keyboard.press('Control+s');
    await expectScreen(page, 'window.report.title');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(words('window.report.saved', { path }))).toBeVisible();
    const report = Report.parse(JSON.parse(await readFile(path, 'utf8')));
    expect(report.verdict.cause).toBe(verdicts[scenario]);
    expect(report.target.practice).toBe(scenario);
    await folder.remove();
  });
}

test('F6 goes round the regions of the window, and Alt with an arrow along the steps', async () => {
  const { page } = app;
  await answerStartByKeys(page);
  const region = () =>
    page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('data-region'));
  const seen = new Set<string | null | undefined>();
  for (let presses = 0; presses < 3; presses++) {
    await page.keyboard.press('F6');
    seen.add(await region());
  }
  expect([...seen].sort()).toEqual(['content', 'footer', 'rail']);
  await page.keyboard.press('Alt+ArrowLeft');
  await expectScreen(page, 'window.start.title');
  await page.keyboard.press('Alt+ArrowRight');
  await expectScreen(page, 'window.target.title');
});

test('what is missing is said at its field, which gets the focus', async () => {
  const { page } = app;
  await answerStartByKeys(page);
  await page.keyboard.press('Control+Enter');
  await expect(field(page, 'window.target.host')).toBeFocused();
  await expect(field(page, 'window.target.host')).toHaveAttribute('aria-invalid', 'true');
});
