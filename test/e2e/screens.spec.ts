import { expect, test } from '@playwright/test';
import { startFreshApp } from './app.ts';
import { judgeLooks } from './looks.ts';
import { answerStart, button, expectScreen, expectVerdict, field, openFromRail, runPractice } from './wizard.ts';
import { words } from './words.ts';

/*
 * Every screen in every look, in one walk through the window. The screenshots are output of the build, to be looked at.
 */

test('every screen in every theme and size', async () => {
  test.setTimeout(180_000);
  const app = await startFreshApp();
  const { page, electron } = app;

  await test.step('start', async () => {
    await expectScreen(page, 'window.start.title');
    await judgeLooks(app, 'a-start');
    await field(page, 'window.start.code').fill('0xC0000203');
    await expect(page.getByText(words('window.start.matches'))).toBeVisible();
    await page.getByText(words('window.start.remote-desktop'), { exact: true }).click();
    await judgeLooks(app, 'a-start-code');
  });

  await test.step('target', async () => {
    await answerStart(page);
    await button(page, 'window.target.run').click();
    await expect(field(page, 'window.target.host')).toBeFocused();
    await judgeLooks(app, 'b-target-mistakes');
    const collision = page.getByRole('checkbox', { name: words('consent.vc-collision.name') });
    await expect(collision).toBeDisabled();
    await field(page, 'window.target.host').fill('NAS-ARC01');
    await collision.click();
    await judgeLooks(app, 'b-target-consent');
    await button(page, 'consent.cancel').click();
    await expect(collision).toBeFocused();
    await button(page, 'window.practice.use').click();
    await expect(page.getByRole('button', { name: /^Run \d+ checks$/ })).toBeEnabled();
    await judgeLooks(app, 'b-target-practice');
  });

  await test.step('a run that goes on, and one that was stopped', async () => {
    await runPractice(page, 'slow');
    await expectScreen(page, 'check.smb1-echo.waiting');
    await expect(page.getByText(/ of 200 echoes answered/).first()).toBeVisible();
    await judgeLooks(app, 'c-checks-running');
    await button(page, 'window.checks.stop').click();
    await expectVerdict(page, 'high-latency');
    await judgeLooks(app, 'd-findings-high-latency');
    await openFromRail(page, 'checks');
    await expectScreen(page, 'window.checks.stopped');
    await judgeLooks(app, 'c-checks-stopped');
  });

  await test.step('what was found, measured and sent', async () => {
    await openFromRail(page, 'target');
    await runPractice(page, 'healthy');
    await expectVerdict(page, 'healthy');
    await judgeLooks(app, 'd-findings-healthy');
    await openFromRail(page, 'charts');
    await expectScreen(page, 'window.charts.title');
    await judgeLooks(app, 'f-charts');
    for (const table of await page.getByText(words('window.chart.table'), { exact: true }).all()) await table.click();
    await expect(page.getByRole('table').first()).toBeVisible();
    await judgeLooks(app, 'f-charts-tables');
    await openFromRail(page, 'evidence');
    await judgeLooks(app, 'h-evidence');
  });

  await test.step('a server without SMB1, and a report that can not be saved', async () => {
    await openFromRail(page, 'target');
    await runPractice(page, 'smb1-disabled');
    await expectVerdict(page, 'smb1-disabled');
    await judgeLooks(app, 'd-findings-smb1-disabled');
    await button(page, 'window.findings.report').click();
    await expectScreen(page, 'window.report.title');
    await electron.evaluate(({ dialog }) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: '/nowhere/at/all/case.json' });
    });
    await button(page, 'window.report.save').click();
    await expect(page.getByText(words('window.report.failed.not-found'))).toBeVisible();
    await judgeLooks(app, 'g-report-not-saved');
  });

  await app.close();
});
