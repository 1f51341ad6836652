import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../build/run.mjs';
import { isStale } from '../../build/stale.mjs';

let folder = '';
const at = (name: string): string => relative(root, join(folder, name));

/** Makes a file, or dates a folder, at so many seconds since 1970. */
function put(name: string, seconds: number): void {
  const path = join(folder, name);
  if (!name.endsWith('/')) writeFileSync(path, name);
  utimesSync(path, seconds, seconds);
}

beforeAll(() => {
  mkdirSync(join(root, 'out'), { recursive: true });
  folder = mkdtempSync(join(root, 'out/stale-'));
  mkdirSync(join(folder, 'sources/deep'), { recursive: true });
  put('sources/deep/a.ts', 100);
  put('sources/deep/', 100);
  put('sources/', 100);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('an output is stale when it is missing', () => {
  expect(isStale(at('missing'), [at('sources')])).toBe(true);
});

test('an output that is as new as its sources is not stale', () => {
  put('output', 100);
  expect(isStale(at('output'), [at('sources'), at('no-such-folder')])).toBe(false);
});

test('a newer source makes it stale, however deep', () => {
  put('output', 100);
  put('sources/deep/a.ts', 101);
  expect(isStale(at('output'), [at('sources')])).toBe(true);
  put('sources/deep/a.ts', 100);
});

test('a source that is gone makes it stale: its folder is newer', () => {
  put('output', 100);
  put('sources/deep/', 101);
  expect(isStale(at('output'), [at('sources')])).toBe(true);
});
