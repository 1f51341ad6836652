import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Report } from '../../app/model/report.ts';
import { findProgram } from '../lab/programs.ts';
import type { Samba } from '../lab/servers/samba.ts';
import { startSamba } from '../lab/servers/samba.ts';
import type { App } from './app.ts';
import { makeFolder, startFreshApp } from './app.ts';
import { answerStart, button, expectScreen, expectVerdict, field, openFromRail, runChecks } from './wizard.ts';
import { words } from './words.ts';

const missing = ['smbd', 'pdbedit'].filter((program) => findProgram(program as 'smbd' | 'pdbedit') === undefined);
test.skip(
  missing.length > 0 && process.env['SESSION_DOCTOR_REQUIRE_LAB'] !== '1',
  `needs ${missing.join(', ')} (Debian packages samba, samba-common-bin)`,
);

let samba: Samba;
let app: App;
test.beforeAll(async () => {
  [samba, app] = await Promise.all([startSamba(), startFreshApp()]);
});
test.afterAll(async () => {
  await app.close();
  await samba.stop();
});

test('a real server with SMB1 is found healthy, by mouse, and the report is saved', async () => {
  const { page, electron } = app;
  await answerStart(page);
  await field(page, 'window.target.host').fill('127.0.0.1');
  await field(page, 'window.target.port').fill(String(samba.port));
  await field(page, 'window.target.share').fill(samba.shares.forUser);
  await page.getByText(words('window.target.account'), { exact: true }).click();
  await field(page, 'window.target.user').fill(samba.user);
  await page.getByLabel(words('window.target.password')).fill(samba.password);
  await runChecks(page);
  await expectVerdict(page, 'healthy', 30_000);

  await button(page, 'window.findings.report').click();
  await expectScreen(page, 'window.report.title');
  const folder = await makeFolder();
  const path = join(folder.path, 'case.json');
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  await button(page, 'window.report.save').click();
  await expect(page.getByText(words('window.report.saved', { path }))).toBeVisible();
  const text = await readFile(path, 'utf8');
  const report = Report.parse(JSON.parse(text));
  expect(report.verdict.cause).toBe('healthy');
  expect(report.latency.map(({ series }) => series)).toEqual(
    expect.arrayContaining(['tcp.connect', 'smb1.negotiate', 'smb1.session-setup', 'smb1.tree-connect', 'smb1.echo']),
  );
  expect(text).not.toContain(samba.password);
  await folder.remove();

  await button(page, 'window.report.copy').click();
  await expect(button(page, 'window.report.copied')).toBeVisible();
  const copied = await electron.evaluate(async ({ clipboard }) => clipboard.readText());
  expect(copied).toContain(report.verdict.summary);
  expect(copied).not.toContain(samba.password);
});

test('a wrong password is named, and nothing of it stays in the window', async () => {
  const { page } = app;
  await openFromRail(page, 'target');
  await page.getByLabel(words('window.target.password')).fill('Wrong-Horse-8');
  await runChecks(page);
  await expectVerdict(page, 'logon-failed', 30_000);
  expect(await page.content()).not.toContain('Wrong-Horse-8');
  await expect(page.getByText('0xC000006D').first()).toBeVisible();
});
