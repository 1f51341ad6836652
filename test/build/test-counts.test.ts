import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../build/run.mjs';
import { addCounts, countTests } from '../../build/test-counts.mjs';

let folder = '';

beforeAll(() => {
  mkdirSync(join(root, 'out'), { recursive: true });
  folder = mkdtempSync(join(root, 'out/counts-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function report(content: object): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return relative(root, file);
}

test("Vitest's report is counted, tests still to be written as skipped", () => {
  const file = report({ numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 3 });
  expect(countTests(file, 1)).toEqual({ passed: 7, failed: 1, skipped: 5 });
});

test("Playwright's report is counted, a test that passed at last as passed", () => {
  const file = report({ stats: { expected: 4, unexpected: 0, flaky: 1, skipped: 2 } });
  expect(countTests(file, 0)).toEqual({ passed: 5, failed: 0, skipped: 2 });
});

test('a part that failed without a failed test counts as one failure', () => {
  const file = report({ numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 });
  expect(countTests(file, 1)).toEqual({ passed: 7, failed: 1, skipped: 0 });
  expect(countTests('out/there-is-no-such-report.json', 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(countTests(undefined, 2)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a part without tests that went well counts nothing', () => {
  expect(countTests(undefined, 0)).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

test('counts add up', () => {
  expect(addCounts({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({
    passed: 11,
    failed: 22,
    skipped: 33,
  });
});
