import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../build/run.mjs';

/** Captured bytes and pictures are not text that names places. */
const binary = /\.(png|ico|pcapng|bin)$/;

const trackedFiles = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter((file) => file !== '' && !binary.test(file));

const textOf = (file: string): string => {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch {
    return ''; // removed in the work tree, not yet from the index
  }
};

/** The project's files in which a pattern is found. This file names the patterns, so it is left out. */
const filesWith = (pattern: RegExp): string[] =>
  trackedFiles.filter((file) => file !== 'test/build/stands-alone.test.ts' && pattern.test(textOf(file)));

test('git lists the files of the project', () => {
  expect(trackedFiles).toContain('package.json');
});

test('the lockfile names no registry', () => {
  const lock = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, { resolved?: string }> };
  expect(Object.values(lock.packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
});

test('no file sets a registry or an address to download from', () => {
  expect(filesWith(/^\s*(@[\w-]+:)?registry\s*=|registry\.(npmjs|yarnpkg)|npmmirror|(?<!\w)verdaccio/im)).toEqual([]);
});

test("no file names a folder of somebody's machine", () => {
  expect(filesWith(/(?<![\w.~$}-])\/(work|home|root|Users)\/\w|[A-Z]:\\Users\\(?!%|<|Public|\.\.\.)\w/)).toEqual([]);
});
