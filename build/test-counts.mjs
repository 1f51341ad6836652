import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const noTests = { passed: 0, failed: 0, skipped: 0 };

/** @returns {Counts} */
export function addCounts(/** @type {Counts} */ a, /** @type {Counts} */ b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/**
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number }} Vitest
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} Playwright
 */

/** @returns {Counts} */
function countsOf(/** @type {Vitest | Playwright} */ report) {
  if ('stats' in report) {
    const { expected, unexpected, flaky, skipped } = report.stats;
    return { passed: expected + flaky, failed: unexpected, skipped };
  }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report;
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

/**
 * Counts the tests of one part of the run from the JSON report of Vitest or Playwright. A part that failed without a
 * failed test (it did not load, or has no tests, as the linter) counts as one failure, so that the sum never hides it.
 *
 * @param {string | undefined} file the report, from the project's folder
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countTests(file, exitCode) {
  const path = file === undefined ? undefined : join(root, file);
  const report =
    path !== undefined && existsSync(path)
      ? countsOf(/** @type {Vitest | Playwright} */ (JSON.parse(readFileSync(path, 'utf8'))))
      : noTests;
  return exitCode !== 0 && report.failed === 0 ? { ...report, failed: 1 } : report;
}
