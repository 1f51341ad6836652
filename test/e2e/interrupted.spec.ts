import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { App } from './app.ts';
import { startFreshApp } from './app.ts';
import { answerStart, button, expectScreen, field, openFromRail, runChecks, title } from './wizard.ts';
import { words } from './words.ts';

/** Accepts connections and never says a word, so that a run waits for its first answer until its deadline. */
let silent: Server;
const connections = new Set<Socket>();
let app: App;

test.beforeAll(async () => {
  silent = createServer((socket) => {
    connections.add(socket);
    socket.resume();
    socket.on('error', () => socket.destroy()).on('close', () => connections.delete(socket));
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});
test.afterAll(() => {
  for (const socket of connections) socket.destroy();
  silent.close();
});
test.beforeEach(async () => {
  app = await startFreshApp();
});
test.afterEach(() => app.close());

/** Starts a run against the silent server, and waits until it waits for an answer. */
async function startWaiting(page: Page): Promise<void> {
  await answerStart(page);
  await field(page, 'window.target.host').fill('127.0.0.1');
  await field(page, 'window.target.port').fill(String((silent.address() as AddressInfo).port));
  await page.getByText(words('window.target.anonymous'), { exact: true }).click();
  await runChecks(page);
  await expectScreen(page, 'check.smb1-negotiate.waiting');
}

const row = (page: Page, id: string) => page.getByRole('row').filter({ has: page.getByText(id, { exact: true }) });

test('a run stopped half-way keeps and shows what it had found', async () => {
  const { page } = app;
  await startWaiting(page);
  // By keyboard: the pointer has to let the buttons stand for a moment.
  await button(page, 'window.checks.stop').press('Enter');
  await expect(title(page)).toHaveText(words('cause.inconclusive.headline'));
  await openFromRail(page, 'checks');
  await expectScreen(page, 'window.checks.stopped');
  await expect(row(page, 'tcp')).toContainText(words('window.check-state.passed'));
  await expect(row(page, 'smb1-negotiate')).toContainText(words('check.why.stopped'));
  await expect(page.getByText(words('window.process-gone', { kept: 2, rest: 8 }))).toHaveCount(0);
});

test('a check that is skipped ends alone; the run goes on', async () => {
  const { page } = app;
  await startWaiting(page);
  await button(page, 'window.checks.skip').press('Enter');
  await expectScreen(page, 'check.smb2-negotiate.waiting');
  await expect(row(page, 'smb1-negotiate')).toContainText(words('check.why.stopped'));
});

test('when the test process dies, the window says so, keeps what was found and can run again', async () => {
  const { page, electron } = app;
  await startWaiting(page);
  await electron.evaluate(({ app: electronApp }) => {
    const probe = electronApp.getAppMetrics().find(({ name }) => name === 'Session Doctor probe');
    if (probe === undefined) throw new Error('there is no probe');
    process.kill(probe.pid, 'SIGKILL');
  });
  await expect(page.getByText(words('window.process-gone', { kept: 2, rest: 8 }))).toBeVisible();
  await openFromRail(page, 'checks');
  await expectScreen(page, 'window.checks.process-gone');
  await expect(row(page, 'tcp')).toContainText(words('window.check-state.passed'));
  await expect(row(page, 'smb1-negotiate')).toContainText(words('check.why.process-gone'));
  await button(page, 'window.run-again').first().click();
  await expectScreen(page, 'check.smb1-negotiate.waiting');
});

test('when the page dies, its run is ended and the window begins anew', async () => {
  const { page, electron } = app;
  await startWaiting(page);
  await electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(() => connections.size).toBe(0);
  // The driver's own view of the page died with it.
  const heading = () =>
    electron.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          'document.querySelector("h1")?.textContent',
        ) as Promise<unknown>,
    );
  await expect.poll(heading).toBe(words('window.start.title'));
});

test('closing the window during a run signs off: no connection and no process is left', async () => {
  const { page, electron } = app;
  await startWaiting(page);
  expect(connections.size).toBe(1);
  const ended = new Promise((resolve) => electron.process().once('exit', resolve));
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await ended;
  await expect.poll(() => connections.size).toBe(0);
});
