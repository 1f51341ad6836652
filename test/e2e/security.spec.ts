import { expect, test } from '@playwright/test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { requestNames } from '../../app/contract.ts';
import type { App } from './app.ts';
import { startFreshApp } from './app.ts';

let app: App;
test.beforeAll(async () => {
  app = await startFreshApp();
});
test.afterAll(() => {
  // The page complains of every refusal that these tests provoke.
  app.complaints.length = 0;
  return app.close();
});

test('the page has no Node and no Electron', async () => {
  const { page } = app;
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'exports', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname'].filter(
      (name) => name in window,
    ),
  );
  expect(found).toEqual([]);
});

test('the bridge has exactly the functions of the contract, and the page can not replace it', async () => {
  const { page } = app;
  const names = await page.evaluate(() => Object.keys(window.sessionDoctor));
  expect(names.sort()).toEqual([...requestNames, 'on'].sort());
  const replaced = await page.evaluate(() => {
    const before = window.sessionDoctor;
    try {
      Object.assign(window, { sessionDoctor: {} });
    } catch {
      return false;
    }
    return window.sessionDoctor !== before;
  });
  expect(replaced).toBe(false);
});

test('the window is sandboxed and isolated', async () => {
  const { electron } = app;
  const preferences = await electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Not in Electron's types, but its own way to ask.
    const contents = window?.webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('every load has a strict policy with a nonce of its own', async () => {
  const { electron } = app;
  const load = () =>
    electron.evaluate(async ({ session }) => {
      const response = await session.defaultSession.fetch('app://session-doctor/index.html');
      return { policy: response.headers.get('content-security-policy') ?? '', text: await response.text() };
    });
  const [first, second] = [await load(), await load()];
  const nonceOf = (policy: string) => /style-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
  expect(first.policy).toMatch(/^default-src 'none'; script-src 'self'; /);
  expect(first.policy).toContain("connect-src 'none'");
  expect(first.policy).not.toMatch(/unsafe|https?:/);
  expect(first.text).toContain(nonceOf(first.policy));
  expect(first.text).not.toContain('__CSP_NONCE__');
  expect(nonceOf(first.policy).length).toBeGreaterThan(20);
  expect(nonceOf(second.policy)).not.toBe(nonceOf(first.policy));
});

test('the policy refuses evaluated and inline code, foreign styles and images, connections', async () => {
  const { page } = app;
  const expected = ['connect-src', 'img-src', 'require-trusted-types-for', 'style-src-elem'];
  const refused = await page.evaluate(async (due) => {
    const seen = new Set<string>();
    const note = (event: SecurityPolicyViolationEvent) => seen.add(event.effectiveDirective);
    document.addEventListener('securitypolicyviolation', note);
    const attempt = (act: () => unknown) => {
      try {
        return act();
      } catch {
        return undefined;
      }
    };
    // In a task of its own: what the test's driver calls directly may evaluate.
    await new Promise((resolve) => setTimeout(() => resolve(attempt(() => (0, eval)('1')))));
    attempt(() => (document.createElement('div').innerHTML = '<b></b>'));
    const add = (tag: 'style' | 'img', fields: object) => {
      const element = Object.assign(document.createElement(tag), fields);
      document.body.append(element);
      return element;
    };
    const added = [add('style', { textContent: 'p {}' }), add('img', { src: 'https://example.invalid/x.png' })];
    await fetch('https://example.invalid/').catch(() => undefined);
    // Reports come in tasks of their own, so they are waited for.
    while (!due.every((directive) => seen.has(directive))) await new Promise((resolve) => setTimeout(resolve));
    document.removeEventListener('securitypolicyviolation', note);
    for (const element of added) element.remove();
    return [...seen].sort();
  }, expected);
  expect(refused).toEqual(expected);
});

test('the page itself keeps to the policy', async () => {
  const { page, complaints } = app;
  complaints.length = 0;
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('nothing but the page is served from its folder', async () => {
  const { electron } = app;
  const statuses = await electron.evaluate(({ session }) =>
    Promise.all(
      ['%2e%2e/main/index.mjs', '..%2fmain%2findex.mjs', '..%5cmain%5cindex.mjs', '../package.json'].map(
        async (path) => (await session.defaultSession.fetch(`app://session-doctor/${path}`)).status,
      ),
    ),
  );
  expect(statuses).toEqual([404, 404, 404, 404]);
});

test('no request of this session leaves the app', async () => {
  const { electron } = app;
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  const outcome = await electron.evaluate(
    ({ session }, url) =>
      session.defaultSession.fetch(url).then(
        () => 'answered',
        (error: unknown) => String(error),
      ),
    address,
  );
  server.close();
  expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
  expect(asked).toBe(0);
});

test('the page opens no window', async () => {
  const { page, electron } = app;
  expect(await page.evaluate(() => window.open('https://example.invalid/') === null)).toBe(true);
  expect(await page.evaluate(() => window.open('app://session-doctor/index.html') === null)).toBe(true);
  expect(electron.windows()).toHaveLength(1);
});

for (const address of ['https://example.invalid/', 'app://session-doctor/index.html?again']) {
  test(`the page can not leave for ${address}`, async () => {
    const { page, electron } = app;
    const before = page.url();
    const prevented = electron.evaluate(
      ({ BrowserWindow }) =>
        new Promise<boolean>((resolve) => {
          // After the app's own listener, which came first.
          BrowserWindow.getAllWindows()[0]?.webContents.once('will-frame-navigate', (event) => {
            resolve(event.defaultPrevented);
          });
        }),
    );
    await electron.evaluate(() => 'the listener is in place: calls are answered in order');
    await page.evaluate((to) => {
      location.href = to;
    }, address);
    expect(await prevented).toBe(true);
    expect(page.url()).toBe(before);
  });
}

test('every permission is denied', async () => {
  const { page } = app;
  const states = await page.evaluate(async () => {
    const rejects = (attempt: Promise<unknown>) =>
      attempt.then(
        () => 'granted',
        () => 'denied',
      );
    return {
      notifications: await Notification.requestPermission(),
      camera: await rejects(navigator.mediaDevices.getUserMedia({ video: true })),
      clipboard: await rejects(navigator.clipboard.readText()),
      position: await rejects(
        new Promise((resolve, reject) => {
          navigator.geolocation.getCurrentPosition(resolve, reject);
        }),
      ),
    };
  });
  expect(states).toEqual({ notifications: 'denied', camera: 'denied', clipboard: 'denied', position: 'denied' });
});

test('bad input is refused with its kind and place, and the app goes on', async () => {
  const { page } = app;
  const answer = (act: () => Promise<unknown>) => page.evaluate(act);
  expect(
    await answer(() =>
      window.sessionDoctor
        .planRun({
          symptom: 'unknown',
          target: { host: 'a b', port: 70_000, account: { kind: 'anonymous' } },
        })
        .catch((error: unknown) => String(error)),
    ),
  ).toMatch(/^Error: invalid-arguments: .*0\.target\.host.*0\.target\.port/);
  expect(await answer(() => window.sessionDoctor.stopRun(-1).catch((error: unknown) => String(error)))).toMatch(
    /^Error: invalid-arguments: 0 /,
  );
  expect(await answer(() => window.sessionDoctor.appInfo())).toMatchObject({ platform: process.platform });
});

test('a request from any other window is refused', async () => {
  const { electron } = app;
  const answers = await electron.evaluate(async ({ app: electronApp, BrowserWindow }) => {
    const ask = async (address: string): Promise<unknown> => {
      const preload = `${electronApp.getAppPath()}/out/preload/preload.cjs`;
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await stranger.loadURL(address);
      const answer: unknown = await stranger.webContents.executeJavaScript(
        'sessionDoctor.appInfo().then(() => "answered", (error) => error.message)',
      );
      stranger.destroy();
      return answer;
    };
    return [await ask('app://session-doctor/index.html'), await ask('about:blank')];
  });
  expect(answers).toEqual(['untrusted-sender', 'untrusted-sender']);
});
