import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { App } from './app.ts';
import { startFreshApp } from './app.ts';
import { answerStart, button, expectScreen, expectVerdict } from './wizard.ts';
import { words } from './words.ts';

/*
 * "Stop and show findings" comes to stand where "Run N checks" stood; a double click on the one must not reach the other.
 */

let app: App;
test.beforeEach(async () => {
  app = await startFreshApp();
});
test.afterEach(() => app.close());

/** Clicks twice at the place where "Run N checks" stands. Chromium counts both as one double click only if told to. */
async function clickRunTwice(page: Page, gapMs: number, counted: boolean): Promise<void> {
  const box = await page.getByRole('button', { name: /^Run \d+ checks$/ }).boundingBox();
  if (box === null) throw new Error('the run button is not drawn');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down({ clickCount: 1 });
  await page.mouse.up({ clickCount: 1 });
  if (gapMs > 0) await page.waitForTimeout(gapMs);
  await page.mouse.down({ clickCount: counted ? 2 : 1 });
  await page.mouse.up({ clickCount: counted ? 2 : 1 });
}

for (const gapMs of [0, 150, 300]) {
  for (const counted of [true, false]) {
    const how = `${String(gapMs)} ms apart, ${counted ? 'a double click' : 'two single clicks'}`;
    test(`two clicks on Run are one start that goes on: ${how}`, async () => {
      const { page } = app;
      await answerStart(page);
      await button(page, 'window.practice.use').click();
      await page.getByText(words('window.practice.slow'), { exact: true }).click();
      await expect(page.getByRole('button', { name: /^Run \d+ checks$/ })).toBeEnabled();
      await clickRunTwice(page, gapMs, counted);
      await expectScreen(page, 'check.smb1-echo.waiting');
      // The run goes on after the second click, on its own screen: it was neither stopped nor left.
      const progress = page.getByRole('cell').filter({ hasText: / of 200 echoes answered/ });
      const answered = async () => Number.parseInt(await progress.innerText());
      const before = await answered();
      await expect.poll(answered).toBeGreaterThan(before + 2);
      await button(page, 'window.checks.stop').press('Enter');
      await expectVerdict(page, 'high-latency');
    });
  }
}
