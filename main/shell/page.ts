import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { contentSecurityPolicy } from './content-security-policy.ts';

/** Our own scheme: not `file:`, so that the page has an origin and reaches nothing but its own folder. */
export const pageScheme = 'app';
export const pageHost = 'session-doctor';
export const pageOrigin = `${pageScheme}://${pageHost}`;
export const pageAddress = `${pageOrigin}/index.html`;

/** The kinds of file that the page is made of; any other is not served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Stands in index.html wherever the nonce of this load belongs. */
const NONCE_PLACE = '__CSP_NONCE__';

/**
 * What our scheme answers: the file of `root` that `url` names, with the headers that confine it; 404 for all else.
 * An HTML file gets a nonce of its own, made for this one load.
 */
export async function servePage(method: string, url: string, root: string): Promise<Response> {
  const file = method === 'GET' ? fileOf(url, root) : undefined;
  const type = file === undefined ? undefined : contentTypes[extname(file)];
  if (file === undefined || type === undefined) return notFound();
  let content: Buffer;
  try {
    content = await readFile(file);
  } catch {
    return notFound();
  }
  const nonce = randomBytes(16).toString('base64');
  const body = extname(file) === '.html' ? content.toString('utf8').replaceAll(NONCE_PLACE, nonce) : content;
  return new Response(body, { headers: { ...headers(nonce), 'content-type': type } });
}

/** The file under `root` that an address names, or undefined when it names another host or leads out of the folder. */
function fileOf(url: string, root: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, pathname } = new URL(url);
  if (protocol !== `${pageScheme}:` || host !== pageHost) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (path.includes('\0') || path.includes('\\') || path.includes(':')) return undefined;
  const folder = normalize(root.endsWith(sep) ? root : root + sep);
  const file = join(folder, path);
  return file.startsWith(folder) ? file : undefined;
}

function headers(nonce: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce),
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
}

function notFound(): Response {
  return new Response(null, { status: 404, headers: headers('none') });
}
