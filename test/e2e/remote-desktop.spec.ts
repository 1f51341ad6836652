import { expect, test } from '@playwright/test';
import { tlsIdentity, validCertificatePath } from '../lab/servers/rdp-certificates.ts';
import { confirms, startScriptedRdp } from '../lab/servers/scripted-rdp.ts';
import { startFreshApp } from './app.ts';
import { judgeLooks } from './looks.ts';
import { button, expectScreen, expectVerdict, field, openFromRail, runChecks } from './wizard.ts';
import { words } from './words.ts';

/** Offers of TLS alone are refused as by a server that demands NLA; the rest is agreed to. */
const tlsAlone = 1;

test('Remote Desktop is asked by its port, without an account, and its way is shown alone', async () => {
  const app = await startFreshApp();
  const { page } = app;
  const server = await startScriptedRdp((requested) =>
    requested === tlsAlone
      ? { bytes: confirms.fails(5) }
      : { bytes: confirms.selects(8), tls: tlsIdentity(validCertificatePath) },
  );
  try {
    await expectScreen(page, 'window.start.title');
    await page.getByText(words('window.start.remote-desktop'), { exact: true }).click();
    await button(page, 'window.start.next').click();
    await expectScreen(page, 'window.target.title');
    await field(page, 'window.target.host').fill('127.0.0.1');
    await field(page, 'window.target.rdp-port').fill(String(server.port));
    await expect(page.getByText(words('window.plan.title-without-echoes', { count: 3 }))).toBeVisible();
    await judgeLooks(app, 'b-target-remote-desktop');
    await runChecks(page);
    await expectVerdict(page, 'rdp-nla-required');
    const line = page.getByRole('list', { name: words('window.fault-line') });
    await expect(line.getByRole('listitem')).toHaveCount(3);
    await expect(line).toContainText(words('fault-line.rdp-port', { port: String(server.port) }));
    await expect(line).toContainText('TLSv1.3');
    await judgeLooks(app, 'd-findings-remote-desktop');
  } finally {
    await app.close();
    await server.stop();
  }
});

test('with a share the ways of Remote Desktop and of files are both in view, none scrolled away', async () => {
  const app = await startFreshApp();
  const { page } = app;
  const server = await startScriptedRdp(() => ({ bytes: confirms.selects(8), tls: tlsIdentity(validCertificatePath) }));
  try {
    await expectScreen(page, 'window.start.title');
    await page.getByText(words('window.start.remote-desktop'), { exact: true }).click();
    await button(page, 'window.start.next').click();
    await field(page, 'window.target.host').fill('127.0.0.1');
    await field(page, 'window.target.rdp-port').fill(String(server.port));
    await field(page, 'window.target.share').fill('Profiles');
    // Remote Desktop answers there and speaks no SMB.
    await field(page, 'window.target.smb-port').fill(String(server.port));
    await page.getByText(words('window.target.anonymous'), { exact: true }).click();
    await judgeLooks(app, 'b-target-remote-desktop-share');
    await runChecks(page);
    const line = page.getByRole('list', { name: words('window.fault-line') });
    await expect(button(page, 'window.findings.report')).toBeVisible({ timeout: 30_000 });
    await expect(line.getByRole('listitem')).toHaveCount(6);
    const beyond = await line.evaluate((list) => list.scrollWidth - list.clientWidth);
    expect(beyond).toBeLessThanOrEqual(0);
    await judgeLooks(app, 'd-findings-remote-desktop-share');
    await openFromRail(page, 'checks');
    await judgeLooks(app, 'c-checks-remote-desktop-share');
  } finally {
    await app.close();
    await server.stop();
  }
});
