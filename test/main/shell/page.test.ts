import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePage } from '../../../main/shell/page.ts';

let scratch: string;
let root: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'page-'));
  root = join(scratch, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await mkdir(join(scratch, 'renderer-secret'));
  await Promise.all([
    writeFile(join(root, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__" />'),
    writeFile(join(root, 'assets/index.js'), 'const place = "__CSP_NONCE__";'),
    writeFile(join(root, 'assets/index.js.map'), '{}'),
    writeFile(join(scratch, 'secret.js'), 'secret'),
    writeFile(join(scratch, 'renderer-secret/secret.js'), 'secret'),
  ]);
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

const get = (url: string, method = 'GET') => servePage(method, url, root);

describe('servePage', () => {
  it('serves the page with a nonce of this load, in its text and in its policy', async () => {
    const nonces = new Set<string>();
    for (let load = 0; load < 3; load++) {
      const response = await get('app://session-doctor/index.html');
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      const nonce = /content="([^"]{22,})"/.exec(await response.text())?.[1] ?? '';
      expect(response.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  it('confines the page', async () => {
    const policy = (await get('app://session-doctor/index.html')).headers.get('content-security-policy') ?? '';
    const directives = new Map(policy.split('; ').map((one) => [one.split(' ')[0], one.split(' ').slice(1).join(' ')]));
    expect(directives.get('default-src')).toBe("'none'");
    expect(directives.get('script-src')).toBe("'self'");
    expect(directives.get('connect-src')).toBe("'none'");
    for (const name of ['base-uri', 'form-action', 'frame-ancestors']) expect(directives.get(name)).toBe("'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
  });

  it('serves a script as it stands', async () => {
    const response = await get('app://session-doctor/assets/index.js?v=1');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toBe('const place = "__CSP_NONCE__";');
  });

  it.each([
    'app://session-doctor/',
    'app://session-doctor/missing.js',
    'app://session-doctor/assets',
    'app://session-doctor/assets/index.js.map',
    'app://session-doctor/../secret.js',
    'app://session-doctor/%2e%2e/secret.js',
    'app://session-doctor/..%2fsecret.js',
    'app://session-doctor/assets/..%2f..%2fsecret.js',
    'app://session-doctor/..%5csecret.js',
    'app://session-doctor/..%2frenderer-secret/secret.js',
    'app://session-doctor/%00/index.html',
    'app://session-doctor/%',
    'app://session-doctor/c:/secret.js',
    'app://session-doctor//server/share/secret.js',
    'app://elsewhere/index.html',
    'file:///index.html',
    'no address',
  ])('has nothing at %s', async (url) => {
    const response = await get(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('answers nothing but GET', async () => {
    expect((await get('app://session-doctor/index.html', 'POST')).status).toBe(404);
  });
});
