import { expect, test } from '@playwright/test';
import type { App } from './app.ts';
import { startFreshApp } from './app.ts';
import { judgeLooks } from './looks.ts';
import { answerStart, button, expectScreen, expectVerdict, field, openFromRail, runPractice } from './wizard.ts';
import { words } from './words.ts';

/*
 * Every screen in every look. The screenshots are output of the build, to be looked at.
 */

let app: App;
test.beforeAll(async () => {
  app = await startFreshApp();
});
test.afterAll(() => app.close());

test.describe.configure({ mode: 'serial', timeout: 60_000 });

test('start', async () => {
  const { page } = app;
  await expectScreen(page, 'window.start.title');
  await judgeLooks(app, 'a-start');
  await field(page, 'window.start.code').fill('0xC0000203');
  await expect(page.getByText(words('window.start.matches'))).toBeVisible();
  await page.getByText(words('window.start.remote-desktop'), { exact: true }).click();
  await judgeLooks(app, 'a-start-code');
});

test('target', async () => {
  const { page } = app;
  await answerStart(page);
  await button(page, 'window.target.run').click();
  await expect(field(page, 'window.target.host')).toBeFocused();
  await judgeLooks(app, 'b-target-mistakes');
  await button(page, 'window.practice.use').click();
  await expect(page.getByRole('button', { name: /^Run \d+ checks$/ })).toBeEnabled();
  await judgeLooks(app, 'b-target-practice');
});

test('a run that waits', async () => {
  const { page } = app;
  await runPractice(page, 'stalled');
  await expectScreen(page, 'check.smb1-echo.waiting');
  await judgeLooks(app, 'c-checks-waiting');
  await button(page, 'window.checks.stop').click();
  await expect(button(page, 'window.checks.stop')).toBeHidden();
});

test('findings, charts, evidence and report of a healthy server', async () => {
  const { page } = app;
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
  await openFromRail(page, 'checks');
  await expectScreen(page, 'window.checks.finished');
  await judgeLooks(app, 'c-checks-finished');
});

test('findings of a server without SMB1', async () => {
  const { page } = app;
  await openFromRail(page, 'target');
  await runPractice(page, 'smb1-disabled');
  await expectVerdict(page, 'smb1-disabled');
  await judgeLooks(app, 'd-findings-smb1-disabled');
});

test('a report that can not be saved, and what is said of it', async () => {
  const { page, electron } = app;
  await button(page, 'window.findings.report').click();
  await expectScreen(page, 'window.report.title');
  await electron.evaluate(({ dialog }) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: '/nowhere/at/all/case.json' });
  });
  await button(page, 'window.report.save').click();
  await expect(page.getByText(words('window.report.failed.not-found'))).toBeVisible();
  await judgeLooks(app, 'g-report-not-saved');
});
